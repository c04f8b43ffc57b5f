package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Content;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question of a flow. Immutable; made anew on every run.
 *
 * <p>An answer is tried in this order: a tapped or numbered option, an option's title typed by hand, then {@code reader}.
 * A reader also sees messages without words: {@link Said#attachment()} tells what came, and the text is empty.
 *
 * @param slot unique in its flow and of one meaning for ever: answers are kept under it
 * @param words what is said about it
 * @param options what can be picked; may be empty
 * @param reader reads free text
 * @param given takes the answer from what was said before the question came up ("index 245" asks for no index);
 *   {@link Reading.Unclear} or {@link Reading.Wrong} there means: ask
 * @param skipped what the flow gets when the person passes the question over; empty when it must be answered
 * @param freeText any text is an answer: only the exact repair words (cancel, help, stop) are not
 * @param keeping what is kept of an answer
 * @param formerly slots it had in earlier versions: people may be waiting at them
 * @param noting entities that may be said here instead of an answer: they are kept for a question that comes later
 * @param beforehand it stands before the task itself: who wants something else meanwhile gets it, and loses nothing
 * @param shared the step it is part of, where other tasks need the same step first: who wants one of these meanwhile gets it
 *   right after; empty when it is part of no such step
 */
public record Question<T>(String slot, Words words, List<Option<T>> options, Function<Said, Reading<T>> reader,
    Function<Said, Reading<T>> given, Optional<T> skipped, boolean freeText, Keeping keeping,
    Set<String> formerly, Set<String> noting, boolean beforehand, String shared) {
  public Question {
    options = List.copyOf(options);
    formerly = Set.copyOf(formerly);
    noting = Set.copyOf(noting);
  }

  /** What is kept of an answer that may be nobody's to read afterwards. */
  public enum Keeping {
    WHOLE, BLANKED, FORGOTTEN
  }

  /** Whether what answers it is good once: it is blanked where messages are kept. */
  boolean secret() {
    return keeping != Keeping.WHOLE;
  }

  /** What the session keeps of an answer. */
  Said kept(Said said) {
    return switch (keeping) {
      case WHOLE -> said;
      case BLANKED -> said.blanked();
      case FORGOTTEN -> said.forgotten();
    };
  }

  /**
   * What is said about a question.
   *
   * @param prompt what is asked
   * @param help said on "ajutor" or "unde gasesc …?" at this question, then it is asked again; null: the prompt is repeated
   * @param why said on "de ce?", then it is asked again; null: that it is needed to go on
   * @param otherwise the prompt in other words, for who did not understand it twice; null: help and prompt
   * @param again the prompt in fewer words, from the second time on it is asked; null: {@code otherwise} has its turn
   * @param wanted what the telephone itself could give as an answer; null: nothing
   */
  public record Words(Phrase prompt, @Nullable Phrase help, @Nullable Phrase why, @Nullable Phrase otherwise,
      @Nullable Phrase again, Content.Request.@Nullable Wanted wanted) {}

  /** A question that reads free text, and takes the same from what was said before when {@code givenToo}. */
  public static <T> Question<T> reading(String slot, Phrase prompt, Function<Said, Reading<T>> reader) {
    return new Question<>(slot, new Words(prompt, null, null, null, null, null), List.of(), reader,
        _ -> Reading.unclear(),
        Optional.empty(), false, Keeping.WHOLE, Set.of(), Set.of(), false, "");
  }

  /** A question whose answers are options. */
  public static <T> Question<T> choosing(String slot, Phrase prompt, List<Option<T>> options) {
    return Question.<T>reading(slot, prompt, _ -> Reading.unclear()).or(options);
  }

  /** The same, with options beside the free text. */
  public Question<T> or(List<Option<T>> more) {
    return new Question<>(slot, words, more, reader, given, skipped, freeText, keeping, formerly, noting, beforehand,
        shared);
  }

  /** The same, also reading free text beside the options. */
  public Question<T> alsoReading(Function<Said, Reading<T>> also) {
    return new Question<>(slot, words, options, also, given, skipped, freeText, keeping, formerly, noting, beforehand,
        shared);
  }

  /** The same, answered without asking by what was said before. */
  public Question<T> given(Function<Said, Reading<T>> before) {
    return new Question<>(slot, words, options, reader, before, skipped, freeText, keeping, formerly, noting,
        beforehand, shared);
  }

  /** The same, with an explanation for those who ask how to answer. */
  public Question<T> help(Phrase explanation) {
    return saying(new Words(words.prompt, explanation, words.why, words.otherwise, words.again, words.wanted));
  }

  /** The same, with the reason for those who ask why. */
  public Question<T> why(Phrase reason) {
    return saying(new Words(words.prompt, words.help, reason, words.otherwise, words.again, words.wanted));
  }

  /** The same, asked in these words after it was not understood twice. */
  public Question<T> otherwise(Phrase prompt) {
    return saying(new Words(words.prompt, words.help, words.why, prompt, words.again, words.wanted));
  }

  /** The same, asked in these fewer words from the second time on: of a long prompt that stands a little above. */
  public Question<T> again(Phrase prompt) {
    return saying(new Words(words.prompt, words.help, words.why, words.otherwise, prompt, words.wanted));
  }

  /** The same, and where the channel can, and nothing is offered to pick from, a button gives the answer. */
  public Question<T> wants(Content.Request.Wanted wanted) {
    return saying(new Words(words.prompt, words.help, words.why, words.otherwise, words.again, wanted));
  }

  private Question<T> saying(Words other) {
    return new Question<>(slot, other, options, reader, given, skipped, freeText, keeping, formerly, noting,
        beforehand, shared);
  }

  /**
   * The same, and it may be passed over ("sari peste", "nu știu", "nu am").
   *
   * @param instead what the flow gets then; {@code Optional.empty()} of an optional value is usual
   */
  public Question<T> skippable(T instead) {
    return new Question<>(slot, words, options, reader, given, Optional.of(instead), freeText, keeping, formerly,
        noting, beforehand, shared);
  }

  /** The same, taking any text. */
  public Question<T> anyText() {
    return new Question<>(slot, words, options, reader, given, skipped, true, keeping, formerly, noting, beforehand,
        shared);
  }

  /**
   * The same, its answer blanked: in the session its digits become zeros, in what staff read it is dots. So the flow must have
   * done with it in the turn it was given, inside {@link Dialogue#once}; on later runs it gets zeros.
   */
  public Question<T> blanked() {
    return new Question<>(slot, words, options, reader, given, skipped, freeText, Keeping.BLANKED, formerly, noting,
        beforehand, shared);
  }

  /**
   * The same, nothing of its answer kept, nor of the message that opened the flow with it. So the flow must ask it inside
   * {@link Dialogue#keep} or {@link Dialogue#once}: once there is a result the question is not come to again.
   */
  public Question<T> forgotten() {
    return new Question<>(slot, words, options, reader, given, skipped, freeText, Keeping.FORGOTTEN, formerly, noting,
        beforehand, shared);
  }

  /** The same, also finding the answers kept under slots it had before. */
  public Question<T> formerly(String... slots) {
    return new Question<>(slot, words, options, reader, given, skipped, freeText, keeping, Set.of(slots), noting,
        beforehand, shared);
  }

  /** The same; who names one of these entities instead of answering, has it noted for a question that comes later. */
  public Question<T> noting(String... entities) {
    return new Question<>(slot, words, options, reader, given, skipped, freeText, keeping, formerly, Set.of(entities),
        beforehand, shared);
  }

  /** The same, asked before the task itself begins: another task in the middle of it is taken up without asking which first. */
  public Question<T> asBeforehand() {
    return new Question<>(slot, words, options, reader, given, skipped, freeText, keeping, formerly, noting, true,
        shared);
  }

  /**
   * The same, part of a step that other tasks need first as well: who wants one of them in the middle of it is not asked which
   * first, but gets it as soon as this task is done.
   */
  public Question<T> sharing(String step) {
    return new Question<>(slot, words, options, reader, given, skipped, freeText, keeping, formerly, noting, beforehand,
        step);
  }

  /** What is asked. */
  public Phrase prompt() {
    return words.prompt;
  }

  /** How to answer, or null. */
  public @Nullable Phrase help() {
    return words.help;
  }

  /** The value behind an option's key. */
  public Optional<T> option(String key) {
    return options.stream().filter(o -> o.key().equals(key)).map(Option::value).findFirst();
  }
}
