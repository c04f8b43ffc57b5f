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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code ./bot understand}, {@code understand evaluate} and {@code understand benchmark} do. */
public final class Understand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WORST = 15;

  private Understand() {}

  /**
   * Reads one message a line and prints one JSON object a line:
   * {@code {"text","language","intent","confidence","entities","alternatives"}}.
   */
  public static void messages(Understanding understanding, BufferedReader in, PrintStream out) throws IOException {
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      out.println(UnderstoodJson.write(understanding.understand(line, Language.RO)));
    }
    out.flush();
  }

  /**
   * Measures an understanding on files of {@code {"text","intent","entities"}} lines.
   *
   * @param json print one JSON object instead of a table
   * @throws IllegalArgumentException names the file and line that cannot be read
   */
  public static void evaluate(Understanding understanding, List<Path> files, boolean json, PrintStream out)
      throws IOException {
    var messages = new ArrayList<Labelled>();
    for (var file : files) {
      int number = 0;
      for (var line : Files.readAllLines(file)) {
        number++;
        if (!line.isBlank()) {
          messages.add(UnderstoodJson.labelled(line, file + ":" + number));
        }
      }
    }
    var evaluation = Evaluation.of(understanding, messages, UnderstoodJson.KEYS);
    if (json) {
      out.println(json(evaluation));
    } else {
      print(evaluation, out);
    }
  }

  /**
   * Trains the product's classifier on lines {@code label<TAB>text} of one file and tests it on another's.
   *
   * @throws IllegalArgumentException names the file and line that cannot be read
   */
  public static void benchmark(Path train, Path test, PrintStream out) throws IOException {
    var result = Benchmark.of(examples(train), examples(test), new Normalizer(Map.of()));
    out.printf(Locale.ROOT, "sentences %d%naccuracy %.4f%nmacro-F1 %.4f%n", result.sentences(), result.accuracy(),
        result.macroF1());
    if (!Double.isNaN(result.auroc())) {
      out.printf(Locale.ROOT, "out-of-scope AUROC %.4f%n", result.auroc());
    }
    out.printf(Locale.ROOT, "training seconds %.1f%nmicroseconds a message %.1f%nmodel bytes %d%n",
        result.trainingSeconds(), result.microseconds(), result.modelBytes());
  }

  private static List<Example> examples(Path file) throws IOException {
    var examples = new ArrayList<Example>();
    int number = 0;
    for (var line : Files.readAllLines(file)) {
      number++;
      int tab = line.indexOf('\t');
      if (tab > 0) {
        examples.add(new Example(line.substring(0, tab).strip(), line.substring(tab + 1).strip()));
      } else if (!line.isBlank()) {
        throw new IllegalArgumentException(file + ":" + number + ": write label, a tab and the text");
      }
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
