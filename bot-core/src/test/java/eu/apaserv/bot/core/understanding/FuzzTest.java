package eu.apaserv.bot.core.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is typed, understanding answers, soon, and with places that lie in the message. */
class FuzzTest {
  /** Generous for a busy machine; what grows with the square of 100,000 characters takes minutes. */
  private static final Duration AT_MOST = Duration.ofSeconds(10);
  private static final Normalizer WORDS = new Normalizer(Map.of("pt", "pentru", "\uD83D\uDC4D", "da"));
  private static final Classifier CLASSIFIER = ClassifierTraining.standard(WORDS)
      .train(List.of(new Example("price", "cat costa vopseaua si lacul"), new Example("price", "ce pret are bidonul"),
          new Example("order", "vreau sa comand, va rog"), new Example("order", "comand doua galeti pentru azi"),
          new Example("greet", "buna ziua")), List.of());
  private static final Understanding UNDERSTANDING = new Pipeline(List.of(),
      new Guessing(WORDS, CLASSIFIER, Set.of("greet"), Set.of("greet"), 0.3), new LanguageOf(languages(), 0.8),
      List.of((message, _, _, found) -> {
        if (message.text().length() > 1) {
          found.add("all", "x", 0, message.text().length());
        }
      }), new Wishes(Set.of("greet"), 0.4));

  private static Classifier languages() {
    return ClassifierTraining.standard(WORDS).trainBeside(CLASSIFIER,
        List.of(new Example("ro", "cat costa"), new Example("en", "how much is it")));
  }

  static Stream<String> odd() {
    return Stream.of("", " ", "\u0000", "\n\r\t\u000B", "\uD83D", "\uDC4D\uD83D", "a\uD83Db", "\uFFFF\uFFFE\uFEFF",
        "\u202Evreau\u202C \u2067sa\u2069 \u200Fcomand", "v\u200Br\u200Be\u200Ba\u200Bu", "\uD83D\uDC4D".repeat(10_000),
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 ".repeat(5_000), "a".repeat(100_000),
        "a ".repeat(50_000), "1".repeat(100_000), "1,".repeat(50_000), ", si ".repeat(25_000), "'".repeat(100_000),
        "e\u0301".repeat(50_000), "\u0301".repeat(100_000), "\uFDFA".repeat(33_000), "buna ziua ".repeat(10_000),
        "vreau si ".repeat(10_000), "comnad ".repeat(15_000), "\u0345\u0130\u1E9E".repeat(30_000),
        "abcdefghijklmnopqrst".repeat(5_000), "\n".repeat(100_000), "\u2028".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void oddMessagesAreAnsweredSoon(String text) {
    sound(text);
    var masked = new Masking(WORDS, CLASSIFIER).mask(text);
    assertThat(masked.length()).isLessThanOrEqualTo(400);
    assertThat(masked.codePoints().noneMatch(Character::isDigit)).isTrue();
  }

  @Test
  void randomTextIsAnswered() {
    var random = new Random(20_261_127);
    var masking = new Masking(WORDS, CLASSIFIER);
    for (int round = 0; round < 20_000; round++) {
      var text = text(random);
      understood(text);
      assertThat(masking.mask(text).codePoints().noneMatch(Character::isDigit)).isTrue();
    }
  }

  @Test
  void longRandomTextIsAnsweredSoon() {
    var random = new Random(7);
    for (int round = 0; round < 20; round++) {
      var text = new StringBuilder();
      while (text.length() < 100_000) {
        text.append(text(random));
      }
      sound(text.toString());
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int length = random.nextInt(60); length > 0; length--) {
      switch (random.nextInt(8)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        case 2 -> text.append((char) (Character.MIN_SURROGATE + random.nextInt(0x800)));
        case 3 -> text.append((char) random.nextInt(0x20));
        case 4 -> text.append(", si ");
        case 5 -> text.append("comand");
        default -> text.append((char) (0x20 + random.nextInt(0x160)));
      }
    }
    return text.toString();
  }

  private static void sound(String text) {
    long start = System.nanoTime();
    understood(text);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_MOST);
  }

  private static void understood(String text) {
    var understood = UNDERSTANDING.understand(text, Language.RO);
    assertThat(understood.text()).isEqualTo(text);
    assertThat(understood.parts()).isNotEmpty();
    assertThat(understood.guesses()).isNotEmpty()
        .allSatisfy(g -> assertThat(g.confidence()).isBetween(0.0, 1.0));
    // A confidence of nothing is what is said after a failure.
    assertThat(understood.best().confidence()).isPositive();
    assertThat(understood.entities()).allSatisfy(e -> {
      assertThat(e.start()).isBetween(0, text.length());
      assertThat(e.end()).isBetween(e.start(), text.length());
    });
  }
}
