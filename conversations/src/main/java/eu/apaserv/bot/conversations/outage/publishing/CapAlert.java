package eu.apaserv.bot.conversations.outage.publishing;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.outage.Area;
import eu.apaserv.bot.conversations.outage.Outage;
import eu.apaserv.bot.conversations.outage.OutageEffect;
import eu.apaserv.bot.conversations.outage.OutageKind;
import eu.apaserv.bot.conversations.outage.OutageNotice;
import eu.apaserv.bot.conversations.outage.OutageStatus;
import eu.apaserv.bot.conversations.outage.OutageStep;
import eu.apaserv.bot.conversations.outage.OutageWords;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Versions of an outage as alerts of the Common Alerting Protocol 1.2 (OASIS): each names those it follows. The mapping is
 * that of the domain's reference, §6.
 */
final class CapAlert {
  static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
  private static final Duration LONG = Duration.ofHours(24);

  private final Texts texts;
  private final OutageWords words;
  private final Business business;
  private final String page;

  /** @param page where people read of it */
  CapAlert(Texts texts, OutageWords words, Business business, String page) {
    this.texts = texts;
    this.words = words;
    this.business = business;
    this.page = page;
  }

  /** How a version is called in addresses. */
  static String name(long outage, int version) {
    return outage + "-" + version;
  }

  String identifier(long outage, int version) {
    return sender() + "." + name(outage, version);
  }

  private String sender() {
    return business.company().email().replaceAll("[\\s,<&]", "");
  }

  String time(Instant at) {
    return TIME.format(at.atZone(business.zone()));
  }

  /**
   * One version.
   *
   * @param outage as it stood with that version
   * @param before the published steps before it
   */
  String write(Outage outage, OutageStep step, List<OutageStep> before) {
    var xml = Markup.xml().open("alert", "xmlns", NAMESPACE)
        .leaf("identifier", identifier(outage.id(), step.version())).leaf("sender", sender())
        .leaf("sent", time(step.at())).leaf("status", "Actual").leaf("msgType", type(step, before))
        .leaf("scope", "Public");
    if (!before.isEmpty()) {
      xml.leaf("references", before.stream().map(one -> sender() + "," + identifier(outage.id(), one.version()) + ","
          + time(one.at())).collect(Collectors.joining(" ")));
    }
    info(xml, outage, step, Language.RO, "ro-RO");
    info(xml, outage, step, Language.EN, "en-US");
    return xml.end();
  }

  private static String type(OutageStep step, List<OutageStep> before) {
    return switch (step.status()) {
      case CANCELLED -> "Cancel";
      case DRAFT, PLANNED, ACTIVE, RESTORED -> before.isEmpty() ? "Alert" : "Update";
    };
  }

  private void info(Markup xml, Outage outage, OutageStep step, Language language, String code) {
    var notice = step.notice();
    boolean over = step.status() == OutageStatus.RESTORED;
    xml.open("info").leaf("language", code).leaf("category", "Infra")
        .leaf("event", texts.render(language, false, OutageWords.effect(notice.effect(), true)));
    if (over) {
      xml.leaf("responseType", "AllClear");
    }
    xml.leaf("urgency", over ? "Past" : urgency(notice)).leaf("severity", severity(notice))
        .leaf("certainty", notice.kind() == OutageKind.FAULT ? "Observed" : "Likely")
        .leaf("effective", time(step.at())).leaf("onset", time(notice.startsAt()))
        .leaf("expires", time(over ? step.at().plus(LONG) : expires(notice, step.at())))
        .leaf("senderName", business.company().name())
        .leaf("headline", texts.render(language, false, words.head(outage, step.at())))
        .leaf("description", texts.render(language, false, words.told(outage, step.at())));
    if (!over) {
      xml.leaf("instruction",
          texts.render(language, false, words.advice(notice, !notice.startsAt().isAfter(step.at()))));
    }
    xml.leaf("web", page).leaf("contact", business.company().emergencyPhone());
    notice.areas().forEach(area -> area(xml, area));
    xml.close();
  }

  private static void area(Markup xml, Area area) {
    xml.open("area").leaf("areaDesc", area.label());
    if (area.siruta() != null) {
      xml.open("geocode").leaf("valueName", "SIRUTA").leaf("value", area.siruta()).close();
    }
    xml.close();
  }

  private static String urgency(OutageNotice notice) {
    return notice.kind() == OutageKind.FAULT ? "Immediate" : "Future";
  }

  /** A whole town, or longer than a day, is severe; low pressure alone is minor. */
  private static String severity(OutageNotice notice) {
    var ends = notice.endsAt();
    boolean town = notice.areas().stream().anyMatch(a -> a.street() == null && a.district() == null
        && a.blocks().isEmpty());
    if (town || (ends != null && Duration.between(notice.startsAt(), ends).compareTo(LONG) > 0)) {
      return "Severe";
    }
    return notice.effect() == OutageEffect.LOW_PRESSURE ? "Minor" : "Moderate";
  }

  private static Instant expires(OutageNotice notice, Instant sent) {
    var ends = notice.endsAt();
    return ends == null || !ends.isAfter(sent) ? sent.plus(LONG) : ends;
  }
}
