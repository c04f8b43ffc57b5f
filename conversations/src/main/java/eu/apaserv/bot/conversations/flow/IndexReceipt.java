package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.Submission;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.Optional;

/** What a customer is told of an index that was recorded. */
final class IndexReceipt {
  private IndexReceipt() {}

  /** What was recorded, and how far it may be corrected. */
  static Phrase of(PlacedMeter meter, Submission submission) {
    var earlier = meter.sent();
    boolean corrects = submission.corrected() && earlier != null
        && !earlier.reference().equals(submission.reference()) && earlier.value() != submission.value();
    return Phrase.of(corrects ? "index.corrected" : "index.recorded", "value", Integer.toString(submission.value()),
        "serial", meter.serial(), "place", meter.label(), "previous",
        String.valueOf(submission.previous() == null ? meter.previous().value() : submission.previous()), "consumption",
        submission.consumption() == null ? 0 : submission.consumption(), "until", submission.correctableUntil() == null
            ? meter.window().closesOn()
            : submission.correctableUntil(),
        "earlier", earlier == null ? "" : Integer.toString(earlier.value()), "reference", submission.reference());
  }

  /** What is said beside it. */
  static Optional<Phrase> remark(PlacedMeter meter, Submission submission) {
    return switch (submission.note()) {
      case "rollover" -> Optional.of(Phrase.of("index.note_rollover"));
      case "zero" -> Optional.of(Phrase.of("index.note_zero"));
      case "remote" -> Optional.of(Phrase.of("index.note_remote"));
      case "unverified" -> Optional.of(Phrase.of("index.note_unverified"));
      case "replaced" -> Optional.ofNullable(meter.replaced()).map(old -> Phrase.of("index.note_replaced", "carried",
          old.carried(), "old", old.serial()));
      case "confirmed_high" -> Optional.of(Phrase.of("index.note_high"));
      case null, default -> Optional.empty();
    };
  }
}
