package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.message.Digests;
import eu.apaserv.bot.core.understanding.Classifier;
import eu.apaserv.bot.core.understanding.ClassifierFile;
import eu.apaserv.bot.core.understanding.ClassifierTraining;
import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Watcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Trains the utility's models; the build runs it once its classes are compiled. What was trained from the same sentences
 * by the same program is left as it is.
 */
public final class Training {
  static final String MODEL = "model/understanding.model";
  static final String FINGERPRINT = "model/fingerprint";

  private Training() {}

  /** @param args the folder the models go to */
  public static void main(String[] args) throws IOException {
    var folder = Path.of(args[0]);
    var stamp = folder.resolve(FINGERPRINT);
    var fingerprint = fingerprint();
    if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
      return;
    }
    Files.createDirectories(folder.resolve("model"));
    try (var out = Files.newOutputStream(folder.resolve(MODEL))) {
      ClassifierFile.write(train(List.of(), Watcher.NOBODY), out);
    }
    Files.writeString(stamp, fingerprint);
  }

  /**
   * The classifier of intents and, over the same vocabulary, that of languages.
   *
   * @param more learned beside the training files' sentences; where they contradict these, they win
   */
  static List<Classifier> train(List<Example> more, Watcher watcher) {
    var training = ClassifierTraining.standard(UtilityUnderstanding.normalizer()).watched(watcher);
    var corrected = more.stream().map(Example::text).collect(Collectors.toSet());
    var sentences = new ArrayList<>(more);
    TrainingFiles.intents().stream().filter(e -> !corrected.contains(e.text())).forEach(sentences::add);
    var intents = training.train(sentences, TrainingFiles.known());
    return List.of(intents, training.trainBeside(intents, TrainingFiles.languages()));
  }

  /** Of the sentences and of the code that learns from them. */
  private static String fingerprint() throws IOException {
    var digest = Digests.sha256();
    for (var example : TrainingFiles.intents()) {
      digest.update((example.label() + "\t" + example.text() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    digest.update(TrainingFiles.shorthand().toString().getBytes(StandardCharsets.UTF_8));
    digest.update(TrainingFiles.known().toString().getBytes(StandardCharsets.UTF_8));
    for (var name : List.of("ClassifierTraining", "Lessons", "ClassifierFile", "Features", "Vector", "Solver",
        "Vocabulary", "LinearModel", "Noise", "Normalizer", "Folded", "Speller", "Typing")) {
      try (InputStream code = ClassifierTraining.class.getResourceAsStream(name + ".class")) {
        digest.update(code == null ? new byte[0] : code.readAllBytes());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
