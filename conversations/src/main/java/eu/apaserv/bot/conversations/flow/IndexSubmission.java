package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.question.MeterIndex;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.conversations.reading.Submission;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.List;

/** A value that was agreed on is sent, and what came of it is said. */
final class IndexSubmission {
  private final Readings readings;
  private final Business business;

  IndexSubmission(Readings readings, Business business) {
    this.readings = readings;
    this.business = business;
  }

  void settle(Dialogue d, PlacedMeter meter, String slot, MeterIndex.Outcome outcome, List<Suggestion> next) {
    switch (outcome) {
      case MeterIndex.Outcome.Agreed agreed -> confirm(d, meter, submit(d, slot, meter, agreed));
      case MeterIndex.Outcome.ByPhoto(var photo) -> byPhoto(d, meter, slot, photo);
      case MeterIndex.Outcome.GivenUp _ -> {
        d.offer(List.of(Next.PERSON, Next.CONTACT));
        return;
      }
    }
    d.offer(next);
  }

  private void byPhoto(Dialogue d, PlacedMeter meter, String slot, String photo) {
    var person = d.person();
    var reference = d.once(slot + "_photo", String.class, key -> readings.submitPhoto(key, person.conversation(),
        meter.serial(), photo, person.address().channel()).orElse(""));
    if (reference.isEmpty()) {
      d.say(Phrase.of("index.rejected", "serial", meter.serial(), "phone", business.company().phone()));
      return;
    }
    d.say(Phrase.of("index.photo_to_read", "serial", meter.serial(), "reference", reference));
    d.handOver("reading " + reference + " to be read off a picture");
  }

  Submission submit(Dialogue d, String slot, PlacedMeter meter, MeterIndex.Outcome.Agreed agreed) {
    var person = d.person();
    return d.replacing(slot, Submission.class, key -> readings.submit(key, person.conversation(), meter.serial(),
        agreed.value(), person.address().channel(), agreed.insisted(), agreed.photo()));
  }

  void confirm(Dialogue d, PlacedMeter meter, Submission submission) {
    switch (submission.status()) {
      case ACCEPTED, CORRECTED -> {
        d.say(IndexReceipt.of(meter, submission));
        IndexReceipt.remark(meter, submission).ifPresent(d::say);
      }
      case TO_CHECK -> {
        d.say(Phrase.of("index.to_check", "value", Integer.toString(submission.value()), "serial", meter.serial(),
            "reference", submission.reference()));
        d.handOver("reading " + submission.reference() + " to check: " + submission.note());
      }
      case REJECTED -> d.say(Phrase.of("index.rejected", "serial", meter.serial(), "phone",
          business.company().phone()));
    }
  }
}
