package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Folded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TrainingFilesTest {

  @Test
  void noSentenceStandsUnderTwoIntents() {
    var intents = new TreeMap<String, Set<String>>();
    TrainingFiles.intents()
        .forEach(e -> intents.computeIfAbsent(plain(e.text()), _ -> new TreeSet<>()).add(e.label()));
    intents.remove("");
    assertThat(intents.entrySet().stream().filter(e -> e.getValue().size() > 1)).isEmpty();
  }

  @Test
  void everyIntentHasEightyRomanianAndFortyEnglishSentences() {
    for (var intent : Intents.ALL) {
      assertThat(TrainingFiles.lines(intent + ".ro.txt")).as(intent).hasSizeGreaterThanOrEqualTo(80);
      assertThat(TrainingFiles.lines(intent + ".en.txt")).as(intent).hasSizeGreaterThanOrEqualTo(40);
    }
  }

  @Test
  void noEvaluationSentenceOrNearCopyOfOneIsInTraining() throws IOException {
    var taught = new NearCopies(TrainingFiles.intents().stream().map(e -> plain(e.text())).toList());
    var copies = new TreeSet<String>();
    for (var message : evaluation()) {
      taught.of(plain(message.text())).ifPresent(s -> copies.add(message.text() + " ~ " + s));
    }
    assertThat(copies).isEmpty();
  }

  @Test
  void aNearCopyIsToldFromAnotherSentence() {
    var taught = new NearCopies(
        List.of("cat am de plata luna aceasta", "nu e apa pe strada noastra de ieri", "operator"));
    assertThat(taught.of("cat am de plata luna aceasta")).isPresent();
    assertThat(taught.of("luna aceasta cat am de plata")).isPresent();
    assertThat(taught.of("cat am de plati luna aceasta")).isPresent();
    assertThat(taught.of("nu e apa pe strada mea de ieri")).isPresent();
    assertThat(taught.of("operatr")).isPresent();
    assertThat(taught.of("cat vine apa pe strada noastra")).isEmpty();
    assertThat(taught.of("operatorul lipseste")).isEmpty();
  }

  @Test
  void theEvaluationSetHasEnoughOfEveryIntent() throws IOException {
    var counts = new TreeMap<String, Integer>();
    for (var line : lines()) {
      var message = UnderstoodJson.labelled(line, "evaluation.jsonl");
      counts.merge(message.intent() + "." + message.language().code(), 1, Integer::sum);
    }
    for (var intent : Intents.ALL) {
      assertThat(counts.get(intent + ".ro")).as(intent).isGreaterThanOrEqualTo(25);
      assertThat(counts.get(intent + ".en")).as(intent).isGreaterThanOrEqualTo(10);
    }
    assertThat(counts.getOrDefault("out_of_scope.ro", 0) + counts.getOrDefault("out_of_scope.en", 0))
        .isGreaterThanOrEqualTo(150);
  }

  @Test
  void theBotIsTaughtWidelyWhatItIsNotFor() {
    assertThat(TrainingFiles.lines("out_of_scope.ro.txt")).hasSizeGreaterThanOrEqualTo(500);
    assertThat(TrainingFiles.lines("out_of_scope.en.txt")).hasSizeGreaterThanOrEqualTo(300);
  }

  private static String plain(String text) {
    return Folded.of(text).text().replaceAll("[^a-z0-9]+", " ").strip();
  }

  static List<String> lines() throws IOException {
    try (var in = TrainingFilesTest.class.getResourceAsStream("/understanding/evaluation.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  static List<Example> evaluation() throws IOException {
    return lines().stream().map(line -> UnderstoodJson.labelled(line, "evaluation.jsonl"))
        .map(m -> new Example(m.intent(), m.text())).toList();
  }
}
