package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.understanding.Classifier;
import eu.apaserv.bot.core.understanding.ClassifierFile;
import eu.apaserv.bot.core.understanding.ClassifierTraining;
import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Guessing;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.LanguageOf;
import eu.apaserv.bot.core.understanding.Masking;
import eu.apaserv.bot.core.understanding.Normalizer;
import eu.apaserv.bot.core.understanding.Pipeline;
import eu.apaserv.bot.core.understanding.Teaching;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Watcher;
import eu.apaserv.bot.core.understanding.Wishes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A shop's understanding, small enough to be trained in a test. */
final class ShopTeaching implements Teaching {
  private static final Normalizer WORDS = new Normalizer(Map.of());
  private static final List<Example> TAUGHT = examples("""
      price: cat costa vopseaua; ce pret are bidonul; pretul la lac; cat face o galeata; what does paint cost; price of oil
      order: vreau sa comand vopsea; comand un bidon; as dori sa cumpar lac; trimiteti doua galeti; order paint; buy oil
      out_of_scope: ce vreme e azi; spune o gluma; cine a castigat meciul; nu am curent; tell me a joke; who won
      """);
  private static final List<Example> EVALUATION = examples("""
      price: cat costa lacul; ce pret are vopseaua; pretul la galeata; price of paint
      order: vreau sa comand lac; comand o galeata; as dori sa cumpar vopsea; buy paint
      out_of_scope: spune o poezie; who won today
      """);

  private final byte[] builtIn = learn(List.of(), Watcher.NOBODY);

  private static List<Example> examples(String text) {
    var examples = new ArrayList<Example>();
    for (var line : text.lines().toList()) {
      var parts = line.split(":", 2);
      for (var sentence : parts[1].split(";", -1)) {
        examples.add(new Example(parts[0], sentence.strip()));
      }
    }
    return examples;
  }

  @Override
  public String base() {
    return "shop";
  }

  @Override
  public Set<String> intents() {
    return Set.of("price", "order", "out_of_scope");
  }

  @Override
  public Understanding builtIn() {
    try {
      return load(builtIn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] learn(List<Example> more, Watcher watcher) {
    var sentences = new ArrayList<>(TAUGHT);
    sentences.addAll(more);
    var training = ClassifierTraining.standard(WORDS).watched(watcher);
    var intents = training.train(sentences, List.of());
    var languages = training.trainBeside(intents,
        List.of(new Example("ro", "cat costa vopseaua"), new Example("en", "what does paint cost")));
    try {
      var bytes = new ByteArrayOutputStream();
      ClassifierFile.write(List.of(intents, languages), bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Classifier> read(byte[] model) throws IOException {
    return ClassifierFile.read(new ByteArrayInputStream(model));
  }

  @Override
  public Understanding load(byte[] model) throws IOException {
    var read = read(model);
    return new Pipeline(List.of(), new Guessing(WORDS, read.getFirst(), Set.of(), Set.of(), 0.3),
        new LanguageOf(read.getLast(), 0.8), List.of(), new Wishes(Set.of(), 0.6));
  }

  @Override
  public Score score(Understanding understanding) {
    long right = EVALUATION.stream()
        .filter(e -> understanding.understand(e.text(), Language.RO).best().intent().equals(e.label())).count();
    return new Score((int) right, EVALUATION.size());
  }

  @Override
  public Masking masking() {
    try {
      return new Masking(WORDS, read(builtIn).getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
