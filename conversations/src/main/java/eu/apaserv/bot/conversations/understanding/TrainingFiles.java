package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the utility's understanding is taught from: {@code training/<intent>.<language>.txt}, one sentence a line, and
 * {@code training/shorthand.txt}, one {@code pt = pentru} a line. Lines that begin with # are remarks.
 */
final class TrainingFiles {
  private static final Pattern WORD_END = Pattern.compile("[^a-z0-9]+");
  private static final int TOGETHER = 2;

  private TrainingFiles() {}

  /** Every sentence under its intent. */
  static List<Example> intents() {
    var examples = new ArrayList<Example>();
    for (var intent : Intents.ALL) {
      for (var language : Language.values()) {
        sentences(intent, language).forEach(s -> examples.add(new Example(intent, s)));
      }
    }
    examples.addAll(smallTalk(examples));
    return examples;
  }

  /** Words of everyday life that none of our sentences has, a few together: what is made of them is not for us. */
  private static List<Example> smallTalk(List<Example> examples) {
    var ours = new HashSet<String>();
    examples.stream().filter(e -> !e.label().equals(Understood.OUT_OF_SCOPE))
        .forEach(e -> ours.addAll(List.of(WORD_END.split(Folded.of(e.text()).text()))));
    var words = known().stream().filter(w -> !ours.contains(w)).toList();
    var talk = new ArrayList<Example>();
    for (int i = 0; i + TOGETHER <= words.size(); i += TOGETHER) {
      talk.add(new Example(Understood.OUT_OF_SCOPE, String.join(" ", words.subList(i, i + TOGETHER))));
    }
    return talk;
  }

  /** Every sentence under its language's code. */
  static List<Example> languages() {
    var examples = new ArrayList<Example>();
    for (var intent : Intents.ALL) {
      for (var language : Language.values()) {
        sentences(intent, language).forEach(s -> examples.add(new Example(language.code(), s)));
      }
    }
    return examples;
  }

  /** What abbreviated words stand for. */
  static Map<String, String> shorthand() {
    var meanings = new TreeMap<String, String>();
    for (var line : lines("shorthand.txt")) {
      var parts = line.split("=", 2);
      meanings.put(parts[0].strip(), parts[1].strip());
    }
    return meanings;
  }

  /** Words of everyday life that no sentence has: none of them is a mistyped word of ours. */
  static List<String> known() {
    return lines("known.txt").stream().flatMap(line -> Stream.of(line.split(" ", -1))).toList();
  }

  private static List<String> sentences(String intent, Language language) {
    return lines(intent + "." + language.code() + ".txt");
  }

  /** The lines of a training file without its remarks. */
  static List<String> lines(String file) {
    var in = TrainingFiles.class.getResourceAsStream("/training/" + file);
    if (in == null) {
      throw new IllegalStateException("The training file training/" + file + " is missing");
    }
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
