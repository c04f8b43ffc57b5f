package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Labelled;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The goals of understanding, on sentences that were not taught; says what is confused most. */
class EvaluationTest {
  private static final Understanding UNDERSTANDING = Understand.promised(UtilityUnderstanding.load());
  private static final double TYPED_WRONG = 0.10;
  private static List<Labelled> messages = List.of();

  @BeforeAll
  static void read() throws IOException {
    messages = TrainingFilesTest.lines().stream().map(l -> UnderstoodJson.labelled(l, "evaluation.jsonl")).toList();
  }

  /** What came out of one reading of the set. */
  private record Score(int all, int right, int ours, int refused, int outside, int told,
      Map<String, Integer> confusions) {
    double accuracy() {
      return (double) right / all;
    }

    @Override
    public String toString() {
      return "%d messages, accuracy %.4f, out of scope told %.4f, refused wrongly %.4f, worst: %s".formatted(all,
          accuracy(), (double) told / outside, (double) refused / ours, confusions.entrySet().stream()
              .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(8).toList());
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void intentsAreToldApart(Language language) {
    var score = score(language, text -> text);
    print(language + ", as typed", score);
    assertThat(score.accuracy()).as("accuracy").isGreaterThanOrEqualTo(0.95);
    assertThat((double) score.told / score.outside).as("out of scope told").isGreaterThanOrEqualTo(0.90);
    assertThat((double) score.refused / score.ours).as("refused wrongly").isLessThanOrEqualTo(0.03);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aTenthOfTheLettersMistypedAndNoDiacriticsAreBorne(Language language) {
    var random = new Random(7);
    var score = score(language, text -> mistyped(Folded.of(text).text(), random));
    print(language + ", mistyped", score);
    assertThat(score.accuracy()).isGreaterThanOrEqualTo(0.88);
  }

  @Test
  void entitiesAreFoundInTheirNormalForm() {
    var byKey = new TreeMap<String, int[]>();
    for (var message : messages) {
      var wanted = new HashSet<String>();
      message.entities().forEach((key, values) -> values.forEach(v -> wanted.add(key + "=" + v)));
      var found = new HashSet<String>();
      UNDERSTANDING.understand(message.text(), message.language()).entities()
          .forEach(e -> found.add(e.key() + "=" + e.value()));
      wanted.forEach(w -> count(byKey, w)[found.contains(w) ? 0 : 2]++);
      found.stream().filter(f -> !wanted.contains(f)).forEach(f -> count(byKey, f)[1]++);
    }
    byKey.forEach((key, n) -> System.out.printf("entity %s: F1 %.3f of %d%n", key, f1(n), n[0] + n[2]));
    var all = byKey.values().stream().reduce(new int[3], (a, b) -> new int[]{a[0] + b[0], a[1] + b[1], a[2] + b[2]});
    System.out.printf("entities: F1 %.4f of %d%n", f1(all), all[0] + all[2]);
    assertThat(f1(all)).isGreaterThanOrEqualTo(0.97);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void theLanguageIsHardlyEverTakenForTheOther(Language language) {
    var told = messages.stream().filter(m -> m.language() == language && !m.intent().equals("out_of_scope"))
        .map(m -> UNDERSTANDING.understand(m.text(), m.language()).language()).toList();
    long wrong = told.stream().filter(l -> l != null && l != language).count();
    long right = told.stream().filter(l -> l == language).count();
    System.out.printf("%s: of %d messages %d told, %d taken for the other%n", language, told.size(), right, wrong);
    assertThat(wrong).isLessThanOrEqualTo(told.size() / 100);
    assertThat((double) right / told.size()).isGreaterThanOrEqualTo(0.95);
  }

  private static Score score(Language language, UnaryOperator<String> typed) {
    int all = 0;
    int right = 0;
    int ours = 0;
    int refused = 0;
    int outside = 0;
    int told = 0;
    var confusions = new TreeMap<String, Integer>();
    for (var message : messages) {
      if (message.language() != language) {
        continue;
      }
      var best = UNDERSTANDING.understand(typed.apply(message.text()), language).best().intent();
      boolean hit = best.equals(message.intent());
      boolean inside = !message.intent().equals("out_of_scope");
      all++;
      right += hit ? 1 : 0;
      ours += inside ? 1 : 0;
      outside += inside ? 0 : 1;
      told += !inside && hit ? 1 : 0;
      refused += inside && best.equals("out_of_scope") ? 1 : 0;
      if (!hit) {
        confusions.merge(message.intent() + " taken for " + best, 1, Integer::sum);
      }
    }
    return new Score(all, right, ours, refused, outside, told, confusions);
  }

  /** Letters replaced, doubled by another, swapped and left out, each as often. */
  private static String mistyped(String text, Random random) {
    var typed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (!Character.isLetter(letter) || random.nextDouble() >= TYPED_WRONG) {
        typed.append(letter);
        continue;
      }
      switch (random.nextInt(4)) {
        case 0 -> typed.append((char) ('a' + random.nextInt(26)));
        case 1 -> typed.append(letter).append((char) ('a' + random.nextInt(26)));
        case 2 -> typed.append(i + 1 < text.length() ? text.substring(++i, i + 1) : "").append(letter);
        default -> {
          // Left out.
        }
      }
    }
    return typed.toString();
  }

  private static int[] count(Map<String, int[]> byKey, String entity) {
    return byKey.computeIfAbsent(entity.substring(0, entity.indexOf('=')), _ -> new int[3]);
  }

  private static double f1(int[] n) {
    return 2.0 * n[0] / Math.max(1, 2 * n[0] + n[1] + n[2]);
  }

  private static void print(String what, Score score) {
    System.out.println(what + ": " + score);
  }
}
