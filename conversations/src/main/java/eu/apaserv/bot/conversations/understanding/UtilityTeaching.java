package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Classifier;
import eu.apaserv.bot.core.understanding.ClassifierFile;
import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Labelled;
import eu.apaserv.bot.core.understanding.Masking;
import eu.apaserv.bot.core.understanding.Teaching;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Watcher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the water utility's understanding was taught, and the evaluation set it is measured by. */
public final class UtilityTeaching implements Teaching {
  private static final Logger LOG = LoggerFactory.getLogger(UtilityTeaching.class);
  private static final String EVALUATION = "/understanding/evaluation.jsonl";

  /** Read once: it is the same for the life of the program. */
  private static @Nullable List<Classifier> builtInModel;

  private final Gazetteer gazetteer;
  private final List<Classifier> model;
  private final String base;

  /**
   * @param gazetteer the places it knows, which may change while it is used
   * @throws UncheckedIOException if the program was built without its model
   */
  public UtilityTeaching(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
    try {
      this.model = builtInModel();
      this.base = text("/" + Training.FINGERPRINT).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to read what is built in, for who will need it soon and has something else to do until then. */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("model").start(() -> {
      try {
        builtInModel();
      } catch (IOException e) {
        LOG.debug("Whoever needs the model will be told", e);
      }
    });
  }

  private static synchronized List<Classifier> builtInModel() throws IOException {
    var known = builtInModel;
    if (known == null) {
      known = List.copyOf(ClassifierFile.resource(UtilityTeaching.class, "/" + Training.MODEL));
      builtInModel = known;
    }
    return known;
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = UtilityTeaching.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing from the program: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public String base() {
    return base;
  }

  @Override
  public Set<String> intents() {
    return Set.copyOf(Intents.ALL);
  }

  @Override
  public Understanding builtIn() {
    return UtilityUnderstanding.of(model, gazetteer);
  }

  @Override
  public byte[] learn(List<Example> more, Watcher watcher) {
    try {
      var bytes = new ByteArrayOutputStream();
      ClassifierFile.write(Training.train(more, watcher), bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Understanding load(byte[] bytes) throws IOException {
    return UtilityUnderstanding.of(ClassifierFile.read(new ByteArrayInputStream(bytes)), gazetteer);
  }

  @Override
  public Score score(Understanding understanding) {
    var evaluation = evaluation();
    long right = evaluation.stream()
        .filter(m -> understanding.understand(m.text(), m.language()).best().intent().equals(m.intent())).count();
    return new Score((int) right, evaluation.size());
  }

  /** Read when it is needed, which is seldom: a program starts sooner. */
  private static List<Labelled> evaluation() {
    try {
      return text(EVALUATION).lines().map(line -> UnderstoodJson.labelled(line, EVALUATION)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Masking masking() {
    return new Masking(UtilityUnderstanding.normalizer(), model.getFirst());
  }
}
