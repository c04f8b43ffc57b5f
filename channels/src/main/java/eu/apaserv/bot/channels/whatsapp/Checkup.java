package eu.apaserv.bot.channels.whatsapp;

import java.util.ArrayList;
import java.util.List;

/** What the operator's doctor finds about the number: a line for each thing that keeps messages from going. */
final class Checkup {
  private final WhatsAppSettings settings;
  private final GraphApi api;

  Checkup(WhatsAppSettings settings, GraphApi api) {
    this.settings = settings;
    this.api = api;
  }

  List<String> findings() {
    var findings = new ArrayList<String>();
    number(findings);
    if (findings.isEmpty() && !settings.businessAccountId().isBlank()) {
      subscription(findings);
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

  private static String refused(Reply.Answered answer) {
    var failure = answer.failure();
    if (failure == null || failure.code() == null) {
      return "WhatsApp: the API answered " + answer.status() + "; check WHATSAPP_API_URL and WHATSAPP_API_VERSION";
    }
    var what = switch (failure.code()) {
      case 190, 0, 3, 10 -> "the access token is refused; make a system-user token with whatsapp_business_messaging";
      case 100, 33 -> "the id is not known; check WHATSAPP_PHONE_NUMBER_ID and WHATSAPP_BUSINESS_ACCOUNT_ID";
      default -> "the API refuses the call";
    };
    return "WhatsApp: " + what + " (" + ErrorCodes.reason(failure) + ")";
  }
}
