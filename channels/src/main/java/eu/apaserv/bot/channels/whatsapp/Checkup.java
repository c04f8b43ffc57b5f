package eu.apaserv.bot.channels.whatsapp;

import java.util.ArrayList;
import java.util.List;

/** What the operator's doctor finds about the number: a line for each thing that keeps messages from going. */
final class Checkup {
  private final WhatsAppSettings settings;
  private final GraphApi api;
  private final TemplateSync sync;

  Checkup(WhatsAppSettings settings, GraphApi api, TemplateSync sync) {
    this.settings = settings;
    this.api = api;
    this.sync = sync;
  }

  List<String> findings() {
    var findings = new ArrayList<String>();
    number(findings);
    if (findings.isEmpty() && !settings.businessAccountId().isBlank()) {
      subscription(findings);
      templates(findings);
    }
    return findings;
  }

  private void number(List<String> findings) {
    switch (api.get(settings.phoneNumberId() + "?fields=id,display_phone_number,quality_rating,status")) {
      case Reply.Answered answer -> {
        if (answer.failure() != null || answer.status() != 200) {
          findings.add(refused(answer));
          return;
        }
        if (Wire.text(answer.body().path("quality_rating")).equals("RED")) {
          findings.add("WhatsApp: the quality rating of the number is RED; Meta may lower its limits");
        }
        var status = Wire.text(answer.body().path("status"));
        if (!status.isEmpty() && !status.equals("CONNECTED")) {
          findings.add("WhatsApp: the number is " + status + ", not CONNECTED; see WhatsApp Manager > Phone numbers");
        }
      }
      case Reply.NotSent unsent -> findings.add("WhatsApp: " + unsent.reason() + " (" + settings.apiUrl() + ")");
      case Reply.Lost lost -> findings.add("WhatsApp: " + lost.reason() + " (" + settings.apiUrl() + ")");
    }
  }

  private void subscription(List<String> findings) {
    var account = settings.businessAccountId();
    if (api.get(account + "/subscribed_apps") instanceof Reply.Answered answer) {
      if (answer.status() != 200) {
        findings.add(refused(answer));
      } else if (answer.body().path("data").isEmpty()) {
        findings.add("WhatsApp: no app is subscribed to the business account, so no message will reach us; POST "
            + account + "/subscribed_apps once");
      }
    }
  }

  private void templates(List<String> findings) {
    var report = sync.status();
    if (!report.problem().isEmpty()) {
      findings.add("WhatsApp: the templates cannot be listed: " + report.problem());
    }
    var missing = report.lines().stream().filter(l -> l.status().equals("MISSING")).count();
    if (missing > 0) {
      findings.add("WhatsApp: " + missing + " templates are not at Meta yet, so those alerts reach nobody who has not "
          + "written within 24 hours: ./bot templates sync");
    }
    report.lines().stream().filter(l -> !l.same() && !l.status().equals("MISSING"))
        .forEach(l -> findings.add("WhatsApp: template " + l.name() + " in " + l.language()
            + " says something else than our file: ./bot templates sync"));
    report.standings().stream().filter(s -> !s.good()).forEach(s -> findings.add("WhatsApp: " + s.subject() + " "
        + s.aspect() + " is " + s.value() + (s.reason() == null ? "" : " (" + s.reason() + ")")));
  }

  private static String refused(Reply.Answered answer) {
    return "WhatsApp: " + why(answer);
  }

  /** What an answer that is none says, and what to do. */
  static String why(Reply.Answered answer) {
    var failure = answer.failure();
    if (failure == null || failure.code() == null) {
      return "the API answered " + answer.status() + "; check WHATSAPP_API_URL and WHATSAPP_API_VERSION";
    }
    var what = switch (failure.code()) {
      case 190, 0, 3, 10 -> "the access token is refused; make a system-user token with whatsapp_business_messaging";
      case 100, 33 -> "the id is not known; check WHATSAPP_PHONE_NUMBER_ID and WHATSAPP_BUSINESS_ACCOUNT_ID";
      default -> "the API refuses the call";
    };
    return what + " (" + ErrorCodes.reason(failure) + ")";
  }
}
