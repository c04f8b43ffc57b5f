package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Kinds of alerts as people call them. */
final class AlertWords {
  private AlertWords() {}

  /** What a topic is called; reminders of a window are one with the window, and the end of an outage with it. */
  private static Phrase topic(String topic) {
    return switch (topic) {
      case "invoice_issued" -> Phrase.of("alerts.invoices");
      case "due_date" -> Phrase.of("alerts.due_dates");
      case "grace_date" -> Phrase.of("alerts.grace_dates");
      case "payment_booked" -> Phrase.of("alerts.payments");
      case "reading_window" -> Phrase.of("alerts.readings");
      case "planned_works" -> Phrase.of("alerts.works");
      default -> Phrase.of("alerts.outages");
    };
  }

  /** "facturi noi, scadențe". */
  static Phrase of(Collection<AlertKind> kinds) {
    return joined(topics(kinds).map(AlertWords::topic).toList());
  }

  static Phrase ofTopic(String topic) {
    return topic(topic);
  }

  /** The topics of kinds, in their order. */
  static Stream<String> topics(Collection<AlertKind> kinds) {
    return kinds.stream().sorted().map(AlertKind::topic).distinct();
  }

  /** All of at least one, with commas. */
  static Phrase joined(List<Phrase> words) {
    return words.stream().reduce((all, next) -> Phrase.of("alerts.and", "all", all, "next", next))
        .orElseThrow(() -> new IllegalArgumentException("There is nothing to name"));
  }
}
