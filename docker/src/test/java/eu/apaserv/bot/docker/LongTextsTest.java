package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import eu.apaserv.bot.docker.CountedText.LookedTooOften;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever writes to us chooses the text that our expressions read. One that tries every way to share it out among three
 * repetitions needs seconds for a long message, and a few such messages would keep everybody waiting. Looks at characters are
 * counted, not time.
 */
class LongTextsTest {
  private static final int LENGTH = 300;
  /** Read first: most expressions are done with such a text so soon that they need not be tried with a long one. */
  private static final int SHORT = 120;
  /** Two repetitions side by side look about half the length squared times, for each word that may follow; three pass it by far. */
  private static final long MOST_LOOKS = 30L * LENGTH * LENGTH;
  /** What looks less than this at a short text is within the most at a long one, were it with the fourth power of the length. */
  private static final long FEW_LOOKS = MOST_LOOKS * SHORT * SHORT * SHORT * SHORT
      / ((long) LENGTH * LENGTH * LENGTH * LENGTH);
  private static final int MOST_WORDS = 24;
  private static final int MOST_BEGINNINGS = 8;
  private static final List<String> FILLINGS = List.of("a", "1", " ", "0", ".", ",", "-", "\n", "a ", "1 ", "a.", "1.",
      "1-", "a,", "? ", " ,");
  private static final List<String> ENDS = List.of("!", " b c d e f \u0001");
  private static final Pattern WORD = Pattern.compile("[a-z0-9]{2,}");
  private static final Pattern NO_WORD = Pattern.compile("\\\\[a-zA-Z]|\\[[^\\]]*+\\]");

  @Test
  void noExpressionOfOursTriesALongTextInEveryWay() {
    var expressions = expressions();
    assertThat(expressions).as("expressions found").hasSizeGreaterThan(300);
    assertThat(expressions.stream().flatMap(one -> dearest(one).stream())).isEmpty();
  }

  @Test
  void oneThatWouldIsFound() {
    assertThat(isDear("^(?:da|yes)\\b\\W*(?:\\S+\\s*){1,4}$")).as("a long word shared out among four").isTrue();
    assertThat(isDear("^(?:da|yes)\\b\\W*+(?:\\S++\\s*+){1,4}$")).as("each word whole").isFalse();
    assertThat(isDear("((?:scara\\s+)?[a-z]{3,12})\\s*(?:este)?\\s*[:=-]?\\s*$")).as("blanks shared out among three")
        .isTrue();
    assertThat(isDear("((?:scara\\s++)?[a-z]{3,12})\\s*+(?:este)?\\s*+[:=-]?\\s*+$")).as("all blanks at once")
        .isFalse();
  }

  private static boolean isDear(String pattern) {
    return dearest(new Expression("here", Pattern.compile(pattern))).isPresent();
  }

  private record Expression(String where, Pattern pattern) {}

  private static List<Expression> expressions() {
    return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("eu.apaserv.bot").stream().map(JavaClass::getName).sorted()
        .flatMap(LongTextsTest::expressionsOf)
        .toList();
  }

  private static Stream<Expression> expressionsOf(String name) {
    try {
      var found = new ArrayList<Expression>();
      for (var field : Class.forName(name, false, LongTextsTest.class.getClassLoader()).getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && mayHold(field)) {
          field.setAccessible(true);
          held(field.get(null)).forEach(pattern -> found.add(new Expression(name + "." + field.getName(), pattern)));
        }
      }
      return found.stream();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static boolean mayHold(Field field) {
    var type = field.getType();
    return type == Pattern.class || type == Pattern[].class
        || (field.getGenericType().getTypeName().contains(Pattern.class.getName())
            && (Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)));
  }

  private static Stream<Pattern> held(Object value) {
    return switch (value) {
      case Pattern pattern -> Stream.of(pattern);
      case Pattern[] patterns -> Arrays.stream(patterns);
      case Map<?, ?> map -> Stream.concat(map.keySet().stream(), map.values().stream()).flatMap(LongTextsTest::held);
      case Collection<?> several -> several.stream().flatMap(LongTextsTest::held);
      default -> Stream.of();
    };
  }

  /** The text that it looks at too often; empty: none is known. */
  private static Optional<String> dearest(Expression expression) {
    return texts(expression.pattern()).filter(text -> isDear(expression.pattern(), text)).findFirst()
        .map(text -> expression.where() + " reads in too many ways: "
            + text.of(LENGTH).substring(0, 60).replace("\n", "\\n"));
  }

  private record Text(String begins, String filling, String end) {
    String of(int length) {
      return begins + filling.repeat((length - begins.length()) / filling.length()) + end;
    }
  }

  /** Of what it is made of: its words to begin with, then always the same. */
  private static Stream<Text> texts(Pattern pattern) {
    var words = WORD.matcher(NO_WORD.matcher(pattern.pattern()).replaceAll(" ")).results().map(found -> found.group())
        .distinct().limit(MOST_WORDS).map(word -> word + " ").toList();
    var beginnings = Stream.concat(Stream.of(""), words.stream().limit(MOST_BEGINNINGS)).toList();
    var fillings = new LinkedHashSet<>(FILLINGS);
    fillings.addAll(words);
    return beginnings.stream().flatMap(begins -> fillings.stream()
        .flatMap(filling -> ENDS.stream().map(end -> new Text(begins, filling, end))));
  }

  private static boolean isDear(Pattern pattern, Text text) {
    return looksMore(FEW_LOOKS, pattern, text.of(SHORT)) && looksMore(MOST_LOOKS, pattern, text.of(LENGTH));
  }

  private static boolean looksMore(long most, Pattern pattern, String text) {
    try {
      int end = pattern.matcher(new CountedText(text, most)).matches() ? text.length() : 0;
      var places = pattern.matcher(new CountedText(text, most));
      while (places.find()) {
        end = places.end();
      }
      return end > text.length();
    } catch (LookedTooOften _) {
      return true;
    }
  }
}
