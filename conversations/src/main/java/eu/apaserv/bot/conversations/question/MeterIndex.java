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
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a meter's index until it is one that can be recorded: what the rules doubt is shown with its reason, and the
 * person corrects it, says it is right all the same, or reads again.
 */
public final class MeterIndex {
  /** So many doubted values are enough: nobody can make the session grow for ever. */
  private static final int MOST_DOUBTS = 10;

  private static final String[] ILLEGIBLE = {"nu vad", "nu se vad", "nu se ved", "nu pot citi", "nu le pot citi",
      "cannot read", "can't read", "can't see", "cannot see"};

  private final ReadingRules rules;
  private final Business business;

  public MeterIndex(ReadingRules rules, Business business) {
    this.rules = rules;
    this.business = business;
  }

  /** What came of asking. */
  public sealed interface Outcome {

    /**
     * A value to record.
     *
     * @param insisted the rules doubted it and the person said that the meter shows it
     * @param photo the provider's name for a picture of the meter; null if there is none
     */
    record Agreed(int value, boolean insisted, @Nullable String photo) implements Outcome {}

    /** They cannot type it: a person will read it off the picture. */
    record ByPhoto(String photo) implements Outcome {}

    /** Too many doubted values: that has been said. */
    record GivenUp() implements Outcome {}
  }

  /** Whether a picture may be sent instead. */
  private static final Pattern PHOTO = Pattern.compile("\\b(?:poza|poze|fotografi\\w*|photo|picture|imagine)\\b");

  /** What a person answers to the question for the index. */
  private sealed interface Answer {
    /** A value, perhaps with a picture. */
    record Typed(IndexValue value, @Nullable String photo) implements Answer {}

    /** A picture alone. */
    record Pictured(String photo) implements Answer {}

    /** They cannot read it. */
    record Illegible() implements Answer {}

    /** The meter does show what is doubted. */
    record Right(@Nullable String photo) implements Answer {}

    /** What is doubted was wrong. */
    record Wrong() implements Answer {}
  }

  /** Asks, unless the opening said it. */
  public Outcome ask(Dialogue d, PlacedMeter meter) {
    return ask(d, meter, "", null);
  }

  /**
   * Asks about one of several meters.
   *
   * @param slots what the names of its slots begin with
   * @param typed the value already given for it; null: ask
   */
  public Outcome ask(Dialogue d, PlacedMeter meter, String slots, @Nullable Integer typed) {
    Answer answer = typed == null
        ? value(d, meter, slots + "index", prompt(meter))
        : new Answer.Typed(new IndexValue.Whole(typed), null);
    String photo = null;
    if (answer instanceof Answer.Pictured(String first)) {
      photo = first;
      answer = d.ask(afterPhoto(d, meter, slots + "index_photo"));
    }
    for (int n = 1;; n++) {
      switch (answer) {
        case Answer.Pictured(String other) -> {
          return new Outcome.ByPhoto(other);
        }
        case Answer.Typed(var value, var with) -> {
          photo = with == null ? photo : with;
          int whole = decide(d, meter, value, slots + (n == 1 ? "index" : "index_" + n) + "_meant");
          var verdict = rules.check(meter, whole, business.day(d.person().now()));
          if (!doubtful(verdict)) {
            return new Outcome.Agreed(whole, false, photo);
          }
          if (n > MOST_DOUBTS) {
            d.say(Phrase.of("index.enough", "serial", meter.serial(), "phone", business.company().phone()));
            return new Outcome.GivenUp();
          }
          answer = d.ask(doubt(d, meter, slots + "doubt_" + n, verdict, whole));
          if (answer instanceof Answer.Right(var shown)) {
            return new Outcome.Agreed(whole, true, shown == null ? photo : shown);
          }
          if (answer instanceof Answer.Wrong) {
            answer = value(d, meter, slots + "index_" + n, Phrase.of("index.ask_again", "serial", meter.serial()));
          }
        }
        case Answer.Illegible _,Answer.Right _,Answer.Wrong _ -> {
          return photo == null ? new Outcome.GivenUp() : new Outcome.ByPhoto(photo);
        }
      }
    }
  }

  private static boolean doubtful(ReadingValidation verdict) {
    return switch (verdict) {
      case BelowPrevious _,UnusuallyHigh _,TooManyDigits _,MeterReplaced _ -> true;
      case Accepted _,OutOfWindow _,ReadByReader _ -> false;
    };
  }

  private Answer value(Dialogue d, PlacedMeter meter, String slot, Phrase prompt) {
    var question = Question.<Answer>reading(slot, prompt, said -> typed(said, d, meter))
        .help(Phrase.of("index.help", "serial", meter.serial())).why(Phrase.of("index.why"));
    return d.ask(slot.equals("index") ? question.given(said -> given(said, d, meter)) : question);
  }

  /** The picture is kept; the digits are asked for all the same, for who can read them. */
  private Question<Answer> afterPhoto(Dialogue d, PlacedMeter meter, String slot) {
    var illegible = new Option<Answer>("illegible", Phrase.of("index.illegible"), new Answer.Illegible());
    return Question.<Answer>reading(slot, Phrase.of("index.photo_kept", "serial", meter.serial()),
        said -> Plain.has(said.text(), ILLEGIBLE) && said.entity("index_value").isEmpty()
            ? Reading.is(new Answer.Illegible())
            : typed(said, d, meter))
        .or(List.of(illegible))
        .help(Phrase.of("index.help", "serial", meter.serial()));
  }

  private Reading<Answer> typed(Said said, Dialogue d, PlacedMeter meter) {
    if (said.intent().equals("unlink_account") && said.entity("client_code").isPresent()) {
      return Reading.unclear();
    }
    var photo = MeterPhoto.of(said);
    return switch (TypedValue.read(said, d.person().language(), likely(d, meter))) {
      case Reading.Is<IndexValue>(IndexValue value) -> Reading.is(new Answer.Typed(value, photo.orElse(null)));
      case Reading.Wrong<IndexValue>(Phrase why) -> Reading.wrong(why);
      case Reading.Unclear<IndexValue> _ when said.entity(Photo.NONE).isPresent() ->
        Reading.wrong(Phrase.of("photo.not_needed"));
      case Reading.Unclear<IndexValue> _ ->
        photo.<Reading<Answer>>map(picture -> Reading.is(new Answer.Pictured(picture)))
            .orElseGet(() -> PHOTO.matcher(Plain.of(said.text())).find()
                ? Reading.wrong(Phrase.of("index.photo_may"))
                : Reading.unclear());
    };
  }

  private Reading<Answer> given(Said said, Dialogue d, PlacedMeter meter) {
    return TypedValue.given(said, d.person().language(), likely(d, meter)) instanceof Reading.Unclear<IndexValue>
        && MeterPhoto.of(said).isEmpty() ? Reading.unclear() : typed(said, d, meter);
  }

  /** A sign that may group thousands or begin the litres is asked about where the meter does not decide. */
  private int decide(Dialogue d, PlacedMeter meter, IndexValue value, String slot) {
    return switch (value) {
      case IndexValue.Ambiguous(int preferred, int other) -> d.ask(Question.choosing(slot,
          Phrase.of("index.ambiguous"), List.of(number(Math.max(preferred, other)),
              number(Math.min(preferred, other))))
          .alsoReading(said -> neither(said, d, meter)));
      case IndexValue.Whole(int whole) -> whole;
      case IndexValue.TooLong _,IndexValue.Unreadable _ ->
        throw new IllegalStateException("A question takes no index that cannot be read");
    };
  }

  /** Another figure is the index; a mere "no" says that both were read wrongly. */
  private Reading<Integer> neither(Said said, Dialogue d, PlacedMeter meter) {
    if (TypedValue.read(said, d.person().language(),
        likely(d, meter)) instanceof Reading.Is<IndexValue>(IndexValue.Whole(int value))) {
      return Reading.is(value);
    }
    return YesNo.read(said) instanceof Reading.Is<Boolean>(Boolean yes) && !yes
        ? Reading.wrong(Phrase.of("index.ask_again", "serial", meter.serial()))
        : Reading.unclear();
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
    var right = new Option<Answer>("right", Phrase.of("index.right"), new Answer.Right(null));
    var wrong = new Option<Answer>("wrong", Phrase.of("index.wrong"), new Answer.Wrong());
    return Question.choosing(slot, Doubt.of(verdict, meter),
        verdict instanceof TooManyDigits ? List.<Option<Answer>>of() : List.of(right, wrong))
        .alsoReading(said -> answer(said, d, meter, verdict, value));
  }

  /** The same value again means that it is right, where it can be; so does a picture. */
  private Reading<Answer> answer(Said said, Dialogue d, PlacedMeter meter, ReadingValidation verdict, int value) {
    boolean possible = !(verdict instanceof TooManyDigits);
    return switch (typed(said, d, meter)) {
      case Reading.Is<Answer>(Answer.Typed(IndexValue.Whole(int same), var photo)) when possible && same == value ->
        Reading.is(new Answer.Right(photo));
      case Reading.Is<Answer>(Answer.Pictured(String photo)) when possible -> Reading.is(new Answer.Right(photo));
      case Reading.Unclear<Answer> _ -> switch (YesNo.read(said)) {
        case Reading.Is<Boolean>(Boolean yes) when !yes -> Reading.is(new Answer.Wrong());
        case Reading.Is<Boolean> _ when possible -> Reading.is(new Answer.Right(null));
        default -> possible && Doubt.dispelled(said) ? Reading.is(new Answer.Right(null)) : Reading.unclear();
      };
      case Reading<Answer> other -> other;
    };
  }
}
