package eu.apaserv.bot.conversations.understanding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.core.understanding.Benchmark;
import eu.apaserv.bot.core.understanding.Evaluation;
import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Labelled;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Normalizer;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import eu.apaserv.bot.core.understanding.Watcher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code ./bot understand}, {@code understand evaluate} and {@code understand benchmark} do. */
public final class Understand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WORST = 15;
  /** Of a line on standard input; the rest is not read. */
  private static final int LONGEST_LINE = 100_000;

  private Understand() {}

  /**
   * Reads one message a line and prints one JSON object a line, at once:
   * {@code {"text","language","intent","confidence","entities","alternatives","parts"}}. Ends with the input, or when
   * nobody reads the output any more.
   */
  public static void messages(Understanding understanding, BufferedReader in, PrintStream out) throws IOException {
    for (var line = line(in); line != null && !out.checkError(); line = line(in)) {
      out.println(UnderstoodJson.write(understanding.understand(line, Language.RO)));
    }
  }

  /** The next line without its end, cut at {@link #LONGEST_LINE}; null when there is none. */
  private static @Nullable String line(BufferedReader in) throws IOException {
    var line = new StringBuilder();
    int letter = in.read();
    if (letter < 0) {
      return null;
    }
    for (; letter >= 0 && letter != '\n'; letter = in.read()) {
      if (line.length() < LONGEST_LINE) {
        line.append((char) letter);
      }
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
  }

  /**
   * Measures an understanding on files of {@code {"text","intent","entities"}} lines.
   *
   * @param json print one JSON object instead of a table
   * @throws IOException with a message for the operator: the file and line that cannot be read
   */
  public static void evaluate(Understanding understanding, List<Path> files, boolean json, Watcher watcher,
      PrintStream out) throws IOException {
    var messages = new ArrayList<Labelled>();
    for (var file : files) {
      for (var line : TextLines.of(file)) {
        messages.add(labelled(line));
      }
    }
    if (messages.isEmpty()) {
      throw new IOException("No message in " + files + ": write one {\"text\", \"intent\", \"entities\"} a line");
    }
    var evaluation = Evaluation.of(promised(understanding), messages, UnderstoodJson.KEYS, watcher);
    if (json) {
      out.println(json(evaluation));
    } else {
      print(evaluation, out);
    }
  }

  private static Labelled labelled(TextLines.Line line) throws IOException {
    try {
      return UnderstoodJson.labelled(line.text(), line.where());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** With the entities the product promises only, as {@link #messages} prints them. */
  static Understanding promised(Understanding understanding) {
    return (text, current) -> {
      var understood = understanding.understand(text, current);
      return new Understood(text, understood.language(), understood.guesses(), UnderstoodJson.promised(understood));
    };
  }

  /**
   * Trains the product's classifier on lines {@code label<TAB>text} of one file and tests it on another's.
   *
   * @throws IOException with a message for the operator: the file and line that cannot be read
   */
  public static void benchmark(Path train, Path test, Watcher watcher, PrintStream out) throws IOException {
    var result = Benchmark.of(learnable(train), examples(test), new Normalizer(Map.of()), watcher);
    out.printf(Locale.ROOT, "sentences %d%naccuracy %.4f%nmacro-F1 %.4f%n", result.sentences(), result.accuracy(),
        result.macroF1());
    if (!Double.isNaN(result.auroc())) {
      out.printf(Locale.ROOT, "out-of-scope AUROC %.4f%nout-of-scope recall %.4f%nfalse rejections %.4f%n",
          result.auroc(), result.outOfScopeRecall(), result.falseRejections());
    }
    out.printf(Locale.ROOT, "training seconds %.1f%nmicroseconds a message %.1f%nmodel bytes %d%n",
        result.trainingSeconds(), result.microseconds(), result.modelBytes());
  }

  private static List<Example> learnable(Path file) throws IOException {
    var examples = examples(file);
    if (examples.stream().map(Example::label).distinct().count() < 2) {
      throw new IOException(file + " has sentences of fewer than two labels: there is nothing to tell apart");
    }
    return examples;
  }

  private static List<Example> examples(Path file) throws IOException {
    var examples = new ArrayList<Example>();
    for (var line : TextLines.of(file)) {
      int tab = line.text().indexOf('\t');
      if (tab < 1) {
        throw new IOException(line.where() + ": write a label, a tab and the text");
      }
      examples.add(new Example(line.text().substring(0, tab).strip(), line.text().substring(tab + 1).strip()));
    }
    if (examples.isEmpty()) {
      throw new IOException(file + " is empty: write a label, a tab and the text on each line");
    }
    return examples;
  }

  private static String json(Evaluation evaluation) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("messages", evaluation.messages());
    fields.put("accuracy", evaluation.accuracy());
    fields.put("macro_f1", evaluation.macroF1());
    fields.put("out_of_scope_recall", evaluation.outOfScopeRecall());
    fields.put("false_rejections", evaluation.falseRejections());
    fields.put("entity_f1", evaluation.entityF1());
    fields.put("microseconds", evaluation.microseconds());
    fields.put("confusions", evaluation.confusions());
    fields.values().removeIf(v -> v instanceof Double d && d.isNaN());
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void print(Evaluation evaluation, PrintStream out) {
    out.printf(Locale.ROOT, "messages %d%naccuracy %.4f%nmacro-F1 %.4f%n", evaluation.messages(), evaluation.accuracy(),
        evaluation.macroF1());
    out.printf(Locale.ROOT, "out-of-scope recall %.4f%nfalse rejections %.4f%nentity F1 %.4f%n",
        evaluation.outOfScopeRecall(), evaluation.falseRejections(), evaluation.entityF1());
    out.printf(Locale.ROOT, "microseconds a message %.1f%n", evaluation.microseconds());
    for (var confusion : evaluation.confusions().stream().limit(WORST).toList()) {
      out.printf(Locale.ROOT, "%4d  %s taken for %s%n", confusion.times(), confusion.meant(), confusion.understood());
    }
  }
}
