package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.question.Doubt;
import eu.apaserv.bot.conversations.question.MeterIndex;
import eu.apaserv.bot.conversations.question.MeterIndex.Agreed;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.conversations.question.WhichMeter;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.ReadingRules;
import eu.apaserv.bot.conversations.reading.ReadingValidation;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.conversations.reading.Submission;
import eu.apaserv.bot.conversations.understanding.Readings.MeterValue;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The customer reads their own meter: inside the window, by the rules, as often as they correct themselves; the last value
 * counts. A client code and a value alone are taken from anybody, to be checked, and reveal nothing.
 */
public final class IndexFlow implements Flow {
  private final WhichAccount which;
  private final Readings readings;
  private final ReadingRules rules;
  private final MeterIndex index;
  private final Business business;

  public IndexFlow(WhichAccount which, Readings readings, Business business) {
    this.which = which;
    this.readings = readings;
    this.business = business;
    this.rules = new ReadingRules(business.readings());
    this.index = new MeterIndex(rules, business);
  }

  @Override
  public String name() {
    return "submit_index";
  }

  @Override
  public Set<String> intents() {
    return Set.of("submit_index");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.index"));
  }

  @Override
  public void run(Dialogue d) {
    var unlinked = unlinked(d);
    if (unlinked.isPresent()) {
      d.say(
          Phrase.of("index.unlinked", "code", unlinked.get().code(), "value", Integer.toString(unlinked.get().value()),
              "reference", unlinked.get().submission().reference()));
      return;
    }
    which.anyway(d).ifPresent(chosen -> read(d, chosen));
  }

  private record Unlinked(String code, int value, Submission submission) {}

  /** A client code the chat may not act for, and a value: recorded to be checked, whether the code exists or not. */
  private Optional<Unlinked> unlinked(Dialogue d) {
    var code = which.named(d).filter(named -> which.linked(d).stream().noneMatch(a -> a.clientCode().equals(named)));
    var value = d.given("index_value").filter(typed -> typed.matches("\\d{1,6}")).map(Integer::valueOf);
    if (!business.readings().unlinked() || code.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    var person = d.person();
    var submission = d.once("unlinked", Submission.class, key -> readings.submitUnlinked(key, person.conversation(),
        code.get(), value.get(), person.address().channel()));
    return Optional.of(new Unlinked(code.get(), value.get(), submission));
  }

  private void read(Dialogue d, Chosen chosen) {
    var meters = readings.meters(d.person().conversation(), chosen.account().clientCode());
    chosen.heading().ifPresent(d::say);
    var several = d.given("readings").map(eu.apaserv.bot.conversations.understanding.Readings::read).orElse(List.of());
    if (meters.isEmpty()) {
      d.say(Phrase.of("index.no_meter", "phone", business.company().phone()));
      d.offer(List.of(Next.PERSON, Next.CONTACT));
    } else if (several.isEmpty()) {
      one(d, meters);
    } else {
      several.forEach(typed -> record(d, meters, typed));
    }
  }

  private void one(Dialogue d, List<PlacedMeter> meters) {
    var meter = WhichMeter.ask(d, meters);
    var verdict = rules.check(meter, meter.previous().value(), business.day(d.person().now()));
    if (verdict instanceof ReadingValidation.OutOfWindow || verdict instanceof ReadingValidation.ReadByReader) {
      d.say(Doubt.of(verdict, meter));
      d.offer(List.of(Next.BALANCE, Next.INVOICE));
      return;
    }
    var agreed = index.ask(d, meter);
    if (agreed.isEmpty()) {
      d.offer(List.of(Next.PERSON, Next.CONTACT));
      return;
    }
    confirm(d, meter, submit(d, "submitted", meter, agreed.get()));
    var left = meters.stream().filter(m -> !m.serial().equals(meter.serial()) && m.sent() == null).limit(2);
    d.offer(left.map(m -> Next.index(m.serial())).toList());
  }

  /** One of several in a message: there is nothing to ask, what cannot be taken is said. */
  private void record(Dialogue d, List<PlacedMeter> meters, MeterValue typed) {
    var meter = WhichMeter.find(meters, typed.meter()).or(() -> Optional.of(meters).filter(all -> all.size() == 1)
        .map(List::getFirst));
    if (meter.isEmpty()) {
      d.say(Phrase.of("index.unknown_meter", "meter", typed.meter()));
      return;
    }
    int value = (int) Math.min(typed.value(), Integer.MAX_VALUE);
    var verdict = rules.check(meter.get(), value, business.day(d.person().now()));
    if (verdict instanceof ReadingValidation.Accepted) {
      var slot = "submitted_" + meter.get().serial();
      confirm(d, meter.get(), submit(d, slot, meter.get(), new Agreed(value, false)));
    } else if (verdict instanceof ReadingValidation.OutOfWindow || verdict instanceof ReadingValidation.ReadByReader) {
      d.say(Doubt.of(verdict, meter.get()));
    } else {
      d.say(Phrase.of("index.alone", "serial", meter.get().serial(), "value", Integer.toString(value)));
    }
  }

  private Submission submit(Dialogue d, String slot, PlacedMeter meter, Agreed agreed) {
    var person = d.person();
    return d.replacing(slot, Submission.class, key -> readings.submit(key, person.conversation(), meter.serial(),
        agreed.value(), person.address().channel(), agreed.insisted()));
  }

  private void confirm(Dialogue d, PlacedMeter meter, Submission submission) {
    switch (submission.status()) {
      case ACCEPTED, CORRECTED -> {
        d.say(receipt(meter, submission));
        remark(submission).ifPresent(d::say);
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

  private static Phrase receipt(PlacedMeter meter, Submission submission) {
    var earlier = meter.sent();
    boolean corrects = submission.corrected() && earlier != null
        && !earlier.reference().equals(submission.reference());
    return Phrase.of(corrects ? "index.corrected" : "index.recorded", "value", Integer.toString(submission.value()),
        "serial", meter.serial(), "place", meter.label(), "previous",
        String.valueOf(submission.previous() == null ? meter.previous().value() : submission.previous()), "consumption",
        submission.consumption() == null ? 0 : submission.consumption(), "until", submission.correctableUntil() == null
            ? meter.window().closesOn()
            : submission.correctableUntil(),
        "earlier", earlier == null ? "" : Integer.toString(earlier.value()), "reference", submission.reference());
  }

  private static Optional<Phrase> remark(Submission submission) {
    return switch (submission.note()) {
      case "rollover" -> Optional.of(Phrase.of("index.note_rollover"));
      case "zero" -> Optional.of(Phrase.of("index.note_zero"));
      case "remote" -> Optional.of(Phrase.of("index.note_remote"));
      case "unverified" -> Optional.of(Phrase.of("index.note_unverified"));
      case null, default -> Optional.empty();
    };
  }
}
