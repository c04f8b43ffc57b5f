package eu.apaserv.bot.core.understanding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import opennlp.tools.ml.model.MaxentModel;

/**
 * Tells what a sentence wants: an OpenNLP model over words and runs of letters, the typing errors put right first. Made
 * by {@link ClassifierTraining}, kept by {@link ClassifierFile}. Safe for many threads at once.
 */
public final class Classifier {
  private final MaxentModel model;
  private final Map<String, Float> idf;
  private final Speller speller;
  private final String[] labels;

  Classifier(MaxentModel model, Map<String, Float> idf, Speller speller) {
    this.model = model;
    this.idf = idf;
    this.speller = speller;
    this.labels = IntStream.range(0, model.getNumOutcomes()).mapToObj(model::getOutcome).toArray(String[]::new);
  }

  /** Every label with its probability, best first. */
  public List<Guess> classify(List<String> words) {
    var vector = Vector.of(words.stream().map(speller::correct).toList(), idf);
    var chances = model.eval(vector.names(), vector.values());
    var guesses = new Guess[labels.length];
    Arrays.setAll(guesses, i -> new Guess(labels[i], chances[i]));
    Arrays.sort(guesses, Comparator.comparingDouble(Guess::confidence).reversed());
    return List.of(guesses);
  }

  /** Whether it has seen any of these words in training: without one its guess is air. */
  public boolean knows(List<String> words) {
    return words.stream().anyMatch(w -> speller.counts().containsKey(speller.correct(w)));
  }

  MaxentModel model() {
    return model;
  }

  Map<String, Float> idf() {
    return idf;
  }

  Speller speller() {
    return speller;
  }
}
