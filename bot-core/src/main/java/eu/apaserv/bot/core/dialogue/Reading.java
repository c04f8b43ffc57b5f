package eu.apaserv.bot.core.dialogue;

/** What a question makes of something said. */
public sealed interface Reading<T> {

  /** It answers the question. */
  record Is<T>(T value) implements Reading<T> {}

  /** It was meant as an answer but cannot be one: {@code why} is said, then the question is asked again. */
  record Wrong<T>(Phrase why) implements Reading<T> {}

  /** It is no answer to this question at all: the engine decides what else it may be. */
  record Unclear<T>() implements Reading<T> {}

  static <T> Reading<T> is(T value) {
    return new Is<>(value);
  }

  static <T> Reading<T> wrong(Phrase why) {
    return new Wrong<>(why);
  }

  static <T> Reading<T> unclear() {
    return new Unclear<>();
  }
}
