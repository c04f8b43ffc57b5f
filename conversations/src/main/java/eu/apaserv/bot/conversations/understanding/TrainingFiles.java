package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the utility's understanding is taught from: {@code training/<intent>.<language>.txt}, one sentence a line, and
 * {@code training/shorthand.txt}, one {@code pt = pentru} a line. Lines that begin with # are remarks.
 */
final class TrainingFiles {
  private TrainingFiles() {}

  /** Every sentence under its intent. */
  static List<Example> intents() {
    var examples = new ArrayList<Example>();
    for (var intent : Intents.ALL) {
      for (var language : Language.values()) {
        sentences(intent, language).forEach(s -> examples.add(new Example(intent, s)));
      }
    }
    return examples;
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
