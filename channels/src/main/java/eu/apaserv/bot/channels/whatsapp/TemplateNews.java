package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.core.message.Standing;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How Meta holds our templates, our number and our account: what it says by webhook and what it lists. Pure. */
final class TemplateNews {
  /** What may be sent, in Meta's words. */
  static final Set<String> USABLE = Set.of("APPROVED", "REINSTATED", "UNPAUSED");
  private static final Set<String> WAITING = Set.of("PENDING", "IN_APPEAL");
  private static final Set<String> GOOD_QUALITY = Set.of("GREEN", "UNKNOWN", "YELLOW");
  private static final Set<String> FINE_FOR_NUMBER = Set.of("UPGRADE", "ONBOARDING", "THROUGHPUT_UPGRADE", "UNFLAGGED");
  private static final Set<String> BAD_FOR_ACCOUNT = Set.of("DISABLED_UPDATE", "ACCOUNT_VIOLATION",
      "ACCOUNT_RESTRICTION", "ACCOUNT_DELETED", "PARTNER_REMOVED", "ACCOUNT_OFFBOARDED",
      "BUSINESS_VERIFICATION_FAILED");
  private static final int LONGEST_REASON = 300;

  private TemplateNews() {}

  /**
   * Empty for a field that says nothing of these.
   *
   * @param now when it happened: the time of the entry
   */
  static Optional<Standing> of(String field, JsonNode value, Instant now) {
    return switch (field) {
      case "message_template_status_update" -> template(value).map(subject -> status(subject, word(value, "event"),
          reason(value), now));
      case "message_template_quality_update" -> template(value).map(subject -> quality(subject,
          word(value, "new_quality_score"), now));
      case "template_category_update" -> template(value).map(subject -> category(subject,
          word(value, "new_category"), now));
      case "phone_number_quality_update" -> Optional.of(standing("number", "limit", word(value, "event"),
          FINE_FOR_NUMBER.contains(word(value, "event")), text(value.path("current_limit")), now));
      case "account_update" -> Optional.of(standing("account", "status", word(value, "event"),
          !BAD_FOR_ACCOUNT.contains(word(value, "event")), text(value.path("violation_info").path("violation_type")),
          now));
      case "account_alerts" -> alert(value, now);
      default -> Optional.empty();
    };
  }

  /** One element of {@code GET {waba}/message_templates}. */
  static List<Standing> listed(JsonNode template, Instant now) {
    var subject = subject(Wire.text(template.path("name")), Wire.text(template.path("language")));
    var standings = new ArrayList<Standing>();
    if (subject.isPresent()) {
      standings.add(status(subject.get(), word(template, "status"), text(template.path("rejected_reason")), now));
      standings.add(category(subject.get(), word(template, "category"), now));
      var score = Wire.text(template.path("quality_score").path("score"));
      if (!score.isEmpty()) {
        standings.add(quality(subject.get(), Untrusted.text(score, 40), now));
      }
    }
    return standings;
  }

  /** A template that Meta would not send: what the answer to a message said. */
  static Standing refused(String name, String language, String code, String reason, Instant now) {
    return standing("template/" + name + "/" + language, "status", "REFUSED_" + code, false, reason, now);
  }

  /** What news of one of our own templates is about. */
  static String subject(String name, Language language) {
    return "template/" + name + "/" + language.code();
  }

  private static Optional<String> template(JsonNode value) {
    return subject(Wire.text(value.path("message_template_name")), Wire.text(value.path("message_template_language")));
  }

  private static Optional<String> subject(String name, String language) {
    return name.matches("[a-z0-9_]{1,512}") && language.matches("[A-Za-z_]{2,10}")
        ? Optional.of("template/" + Untrusted.text(name, 100) + "/" + language)
        : Optional.empty();
  }

  private static Standing status(String subject, String status, @Nullable String reason, Instant now) {
    return standing(subject, "status", status, USABLE.contains(status) || WAITING.contains(status), reason, now);
  }

  private static Standing quality(String subject, String score, Instant now) {
    return standing(subject, "quality", score, GOOD_QUALITY.contains(score), null, now);
  }

  /** A template that Meta finds to be advertising costs more and needs another consent. */
  private static Standing category(String subject, String category, Instant now) {
    return standing(subject, "category", category, !category.equals("MARKETING"), null, now);
  }

  private static Optional<Standing> alert(JsonNode value, Instant now) {
    var info = value.path("alert_info");
    var type = Untrusted.text(Wire.text(info.path("alert_type")), 60);
    var severity = word(info, "alert_severity");
    return type.isBlank()
        ? Optional.empty()
        : Optional.of(standing("account", "alert", type + " " + severity, severity.equals("INFORMATIONAL"),
            text(info.path("alert_description")), now));
  }

  private static Standing standing(String subject, String aspect, String value, boolean good, @Nullable String reason,
      Instant now) {
    return new Standing(WhatsAppChannel.NAME, subject, aspect, value, good, reason, now);
  }

  private static String word(JsonNode value, String field) {
    var word = Untrusted.text(Wire.text(value.path(field)), 60);
    return word.isBlank() ? "UNKNOWN" : word;
  }

  private static @Nullable String reason(JsonNode value) {
    var more = text(value.path("other_info").path("description"));
    return more == null ? text(value.path("reason")) : more;
  }

  private static @Nullable String text(JsonNode node) {
    var text = Untrusted.text(Wire.text(node), LONGEST_REASON).replaceAll("\\p{Cntrl}", " ").strip();
    return text.isEmpty() || text.equals("NONE") ? null : text;
  }
}
