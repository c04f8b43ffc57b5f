package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.reading.IndexValue;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.ReadingRules;
import eu.apaserv.bot.conversations.reading.ReadingValidation;
import eu.apaserv.bot.conversations.reading.ReadingValidation.Accepted;
import eu.apaserv.bot.conversations.reading.ReadingValidation.BelowPrevious;
import eu.apaserv.bot.conversations.reading.ReadingValidation.MeterReplaced;
import eu.apaserv.bot.conversations.reading.ReadingValidation.OutOfWindow;
import eu.apaserv.bot.conversations.reading.ReadingValidation.ReadByReader;
import eu.apaserv.bot.conversations.reading.ReadingValidation.TooManyDigits;
import eu.apaserv.bot.conversations.reading.ReadingValidation.UnusuallyHigh;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Asks for a meter's index until it is one that can be recorded: what the rules doubt is shown with its reason, and the
 * person corrects it, says it is right all the same, or reads again.
 */
public final class MeterIndex {
  /** So many doubted values are enough: nobody can make the session grow for ever. */
  private static final int MOST_DOUBTS = 10;

  private final ReadingRules rules;
  private final Business business;

  public MeterIndex(ReadingRules rules, Business business) {
    this.rules = rules;
    this.business = business;
  }

  /**
   * What to record.
   *
   * @param insisted the rules doubted it and the person said that the meter shows it
   */
  public record Agreed(int value, boolean insisted) {}

  /** What a person does about a doubted value. */
  private sealed interface Answer {
    /** The meter does show it. */
    record Right() implements Answer {}

    /** It was wrong. */
    record Wrong() implements Answer {}

    /** It was wrong, and this is right. */
    record Corrected(IndexValue value) implements Answer {}
  }

  /** Asks, unless the opening said it. Empty after too many doubted values: that has been said. */
  public Optional<Agreed> ask(Dialogue d, PlacedMeter meter) {
    int value = value(d, meter, "index", prompt(meter));
    for (int n = 1;; n++) {
      var verdict = rules.check(meter, value, business.day(d.person().now()));
      if (!doubtful(verdict)) {
        return Optional.of(new Agreed(value, false));
      }
      if (n > MOST_DOUBTS) {
        d.say(Phrase.of("index.enough", "serial", meter.serial(), "phone", business.company().phone()));
        return Optional.empty();
      }
      switch (d.ask(doubt(d, meter, "doubt_" + n, verdict, value))) {
        case Answer.Right _ -> {
          return Optional.of(new Agreed(value, true));
        }
        case Answer.Wrong _ -> value = value(d, meter, "index_" + n, Phrase.of("index.ask_again", "serial",
            meter.serial()));
        case Answer.Corrected(IndexValue corrected) -> value = decide(d, corrected, "corrected_" + n);
      }
    }
  }

  private static boolean doubtful(ReadingValidation verdict) {
    return switch (verdict) {
      case BelowPrevious _,UnusuallyHigh _,TooManyDigits _,MeterReplaced _ -> true;
      case Accepted _,OutOfWindow _,ReadByReader _ -> false;
    };
  }

  private int value(Dialogue d, PlacedMeter meter, String slot, Phrase prompt) {
    var language = d.person().language();
    var question = Question.<IndexValue>reading(slot, prompt, said -> TypedValue.read(said, language, likely(d, meter)))
        .help(Phrase.of("index.help", "serial", meter.serial()));
    var first = slot.equals("index")
        ? question.given(said -> TypedValue.given(said, language, likely(d, meter)))
        : question;
    return decide(d, d.ask(first), slot + "_meant");
  }

  /** A sign that may group thousands or begin the litres is asked about where the meter does not decide. */
  private static int decide(Dialogue d, IndexValue value, String slot) {
    return switch (value) {
      case IndexValue.Ambiguous(int preferred, int other) -> d.ask(Question.choosing(slot,
          Phrase.of("index.ambiguous"), List.of(number(Math.max(preferred, other)),
              number(Math.min(preferred, other)))));
      case IndexValue.Whole(int whole) -> whole;
      case IndexValue.TooLong _,IndexValue.Unreadable _ ->
        throw new IllegalStateException("A question takes no index that cannot be read");
    };
  }

  private static Option<Integer> number(int value) {
    return new Option<>("v" + value, Phrase.of("index.meant", "value", Integer.toString(value)), value);
  }

  private IntPredicate likely(Dialogue d, PlacedMeter meter) {
    return value -> rules.check(meter, value, business.day(d.person().now())) instanceof Accepted;
  }

  private static Phrase prompt(PlacedMeter meter) {
    var sent = meter.sent();
    return sent == null
        ? Phrase.of("index.ask", "serial", meter.serial(), "place", meter.label(), "previous",
            Integer.toString(meter.previous().value()))
        : Phrase.of("index.ask_correction", "serial", meter.serial(), "place", meter.label(), "sent",
            Integer.toString(sent.value()));
  }

  private Question<Answer> doubt(Dialogue d, PlacedMeter meter, String slot, ReadingValidation verdict, int value) {
    var right = new Option<Answer>("right", Phrase.of("index.right"), new Answer.Right());
    var wrong = new Option<Answer>("wrong", Phrase.of("index.wrong"), new Answer.Wrong());
    return Question.choosing(slot, Doubt.of(verdict, meter),
        verdict instanceof TooManyDigits ? List.<Option<Answer>>of() : List.of(right, wrong))
        .alsoReading(said -> answer(said, d, meter, verdict, value));
  }

  /** The same value again means that it is right, where it can be. */
  private Reading<Answer> answer(Said said, Dialogue d, PlacedMeter meter, ReadingValidation verdict, int value) {
    boolean possible = !(verdict instanceof TooManyDigits);
    return switch (TypedValue.read(said, d.person().language(), likely(d, meter))) {
      case Reading.Is<IndexValue>(IndexValue.Whole(int same)) when possible && same == value ->
        Reading.is(new Answer.Right());
      case Reading.Is<IndexValue>(IndexValue other) -> Reading.is(new Answer.Corrected(other));
      case Reading.Wrong<IndexValue>(Phrase why) -> Reading.wrong(why);
      case Reading.Unclear<IndexValue> _ -> switch (YesNo.read(said)) {
        case Reading.Is<Boolean>(Boolean yes) when !yes -> Reading.is(new Answer.Wrong());
        case Reading.Is<Boolean> _ when possible -> Reading.is(new Answer.Right());
        default -> Reading.unclear();
      };
    };
  }
}
