package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Folded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
    var words = TrainingFiles.intents().stream().map(e -> words(e.text())).toList();
    var byWord = new HashMap<String, Set<Set<String>>>();
    words.forEach(sentence -> sentence.forEach(w -> byWord.computeIfAbsent(w, _ -> new HashSet<>()).add(sentence)));
    var copies = new TreeSet<String>();
    for (var message : evaluation()) {
      if (plain(message.text()).isEmpty()) {
        continue;
      }
      var sentence = words(message.text());
      sentence.stream().flatMap(w -> byWord.getOrDefault(w, Set.of()).stream()).filter(s -> near(s, sentence)).findAny()
          .ifPresent(s -> copies.add(message.text() + " ~ " + String.join(" ", s)));
    }
    assertThat(copies).isEmpty();
  }

  /** The same words, or of six and more all but one. */
  private static boolean near(Set<String> one, Set<String> other) {
    var both = new HashSet<>(one);
    both.retainAll(other);
    int more = Math.max(one.size(), other.size());
    return both.size() == more || (more >= 6 && both.size() >= more - 1);
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(plain(text).split(" ", -1)));
  }

  private static String plain(String text) {
    return Folded.of(text).text().replaceAll("[^a-z0-9]+", " ").strip();
  }

  static List<Example> evaluation() throws IOException {
    try (var in = TrainingFilesTest.class.getResourceAsStream("/understanding/evaluation.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
          .map(line -> UnderstoodJson.labelled(line, "evaluation.jsonl"))
          .map(m -> new Example(m.intent(), m.text())).toList();
    }
  }
}
