package eu.apaserv.bot.core.understanding;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.model.Context;
import org.jspecify.annotations.Nullable;

/**
 * A classifier as bytes. OpenNLP's own format takes eight bytes a weight; two are enough and keep the model in the jar
 * small.
 */
public final class ClassifierFile {
  private static final int MAGIC = 0x4E4C5531;

  private ClassifierFile() {}

  /** Writes it; the same classifier gives the same bytes. Closes {@code out}. */
  public static void write(Classifier classifier, OutputStream out) throws IOException {
    try (var data = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(out)))) {
      var labels = labels(classifier);
      data.writeInt(MAGIC);
      data.writeShort(labels.length);
      for (var label : labels) {
        data.writeUTF(label);
      }
      writeFeatures(classifier, data);
      var counts = new TreeMap<>(classifier.speller().counts());
      data.writeInt(counts.size());
      for (var word : counts.entrySet()) {
        data.writeUTF(word.getKey());
        data.writeInt(word.getValue());
      }
    }
  }

  /**
   * Reads what {@link #write} wrote. Closes {@code in}.
   *
   * @throws IOException also when these are other bytes
   */
  public static Classifier read(InputStream in) throws IOException {
    try (var data = new DataInputStream(new BufferedInputStream(new GZIPInputStream(in)))) {
      if (data.readInt() != MAGIC) {
        throw new IOException("This is no classifier of ours; train it again");
      }
      var labels = new String[data.readShort()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = data.readUTF();
      }
      var idf = new HashMap<String, Float>();
      var model = readFeatures(labels, idf, data);
      var counts = new HashMap<String, Integer>();
      for (int left = data.readInt(); left > 0; left--) {
        counts.put(data.readUTF(), data.readInt());
      }
      return new Classifier(model, Map.copyOf(idf), new Speller(counts));
    }
  }

  private static String[] labels(Classifier classifier) {
    return (String[]) ((QNModel) classifier.model()).getDataStructures()[2];
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Context> contexts(Classifier classifier) {
    return new TreeMap<>((Map<String, Context>) ((QNModel) classifier.model()).getDataStructures()[1]);
  }

  private static void writeFeatures(Classifier classifier, DataOutputStream data) throws IOException {
    var contexts = contexts(classifier);
    double largest = 1e-9;
    for (var context : contexts.values()) {
      for (double weight : context.getParameters()) {
        largest = Math.max(largest, Math.abs(weight));
      }
    }
    data.writeInt(contexts.size());
    data.writeDouble(largest / Short.MAX_VALUE);
    for (var feature : contexts.entrySet()) {
      data.writeUTF(feature.getKey());
      data.writeFloat(classifier.idf().getOrDefault(feature.getKey(), Float.NaN));
      var outcomes = feature.getValue().getOutcomes();
      data.writeShort(outcomes.length);
      for (int i = 0; i < outcomes.length; i++) {
        data.writeShort(outcomes[i]);
        data.writeShort((int) Math.round(feature.getValue().getParameters()[i] / largest * Short.MAX_VALUE));
      }
    }
  }

  private static QNModel readFeatures(String[] labels, Map<String, Float> idf, DataInputStream data)
      throws IOException {
    int size = data.readInt();
    double unit = data.readDouble();
    var names = new String[size];
    var contexts = new Context[size];
    for (int i = 0; i < size; i++) {
      names[i] = data.readUTF();
      float rarity = data.readFloat();
      if (!Float.isNaN(rarity)) {
        idf.put(names[i], rarity);
      }
      int weights = data.readShort();
      var outcomes = new int[weights];
      var parameters = new double[weights];
      for (int w = 0; w < weights; w++) {
        outcomes[w] = data.readShort();
        parameters[w] = data.readShort() * unit;
      }
      contexts[i] = new Context(outcomes, parameters);
    }
    return new QNModel(contexts, names, labels);
  }

  /** Reads a resource beside a class. */
  public static Classifier resource(Class<?> beside, String name) throws IOException {
    @Nullable
    InputStream in = beside.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("The model " + name + " is missing from the program: build it again");
    }
    return read(in);
  }
}
