package eu.apaserv.bot.core.dialogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question of a flow. Immutable; made anew on every run.
 *
 * <p>An answer is tried in this order: a tapped or numbered option, an option's title typed by hand, then {@code reader}.
 *
 * @param slot unique in its flow and of one meaning for ever: answers are kept under it
 * @param prompt what is asked
 * @param options what can be picked; may be empty
 * @param reader reads free text
 * @param given takes the answer from what was said before the question came up ("index 245" asks for no index);
 *   {@link Reading.Unclear} or {@link Reading.Wrong} there means: ask
 * @param help said on "ajutor" at this question, then it is asked again; null: the prompt is repeated
 * @param freeText any text is an answer: only the exact repair words (cancel, help, stop) are not
 */
public record Question<T>(String slot, Phrase prompt, List<Option<T>> options, Function<Said, Reading<T>> reader,
    Function<Said, Reading<T>> given, @Nullable Phrase help, boolean freeText) {
  public Question {
    options = List.copyOf(options);
  }

  /** A question that reads free text, and takes the same from what was said before when {@code givenToo}. */
  public static <T> Question<T> reading(String slot, Phrase prompt, Function<Said, Reading<T>> reader) {
    return new Question<>(slot, prompt, List.of(), reader, _ -> Reading.unclear(), null, false);
  }

  /** A question whose answers are options. */
  public static <T> Question<T> choosing(String slot, Phrase prompt, List<Option<T>> options) {
    return new Question<>(slot, prompt, options, _ -> Reading.unclear(), _ -> Reading.unclear(), null, false);
  }

  /** The same, with options beside the free text. */
  public Question<T> or(List<Option<T>> more) {
    return new Question<>(slot, prompt, more, reader, given, help, freeText);
  }

  /** The same, also reading free text beside the options. */
  public Question<T> alsoReading(Function<Said, Reading<T>> also) {
    return new Question<>(slot, prompt, options, also, given, help, freeText);
  }

  /** The same, answered without asking by what was said before. */
  public Question<T> given(Function<Said, Reading<T>> before) {
    return new Question<>(slot, prompt, options, reader, before, help, freeText);
  }

  /** The same, with an explanation for those who ask. */
  public Question<T> help(Phrase explanation) {
    return new Question<>(slot, prompt, options, reader, given, explanation, freeText);
  }

  /** The same, taking any text. */
  public Question<T> anyText() {
    return new Question<>(slot, prompt, options, reader, given, help, true);
  }

  /** The value behind an option's key. */
  public Optional<T> option(String key) {
    return options.stream().filter(o -> o.key().equals(key)).map(Option::value).findFirst();
  }
}
