package eu.apaserv.bot.core.understanding;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import opennlp.tools.ml.model.Context;

/**
 * Classifiers of one vocabulary as bytes. OpenNLP's own format takes eight bytes a weight; two are enough and keep the
 * model in the jar small.
 */
public final class ClassifierFile {
  private static final int MAGIC = 0x4E4C5534;
  private static final int MOST_FEATURES = 5_000_000;

  private ClassifierFile() {}

  /** Writes them; the same classifiers give the same bytes. Closes {@code out}. */
  public static void write(List<Classifier> classifiers, OutputStream out) throws IOException {
    try (var data = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(out)))) {
      data.writeInt(MAGIC);
      write(classifiers.getFirst().vocabulary(), data);
      data.writeByte(classifiers.size());
      for (var classifier : classifiers) {
        write(classifier.model(), data);
        write(classifier.learned(), data);
        data.writeDouble(classifier.doubt());
      }
    }
  }

  /**
   * Reads what {@link #write} wrote. Closes {@code in}.
   *
   * @throws IOException also when these are other bytes
   */
  public static List<Classifier> read(InputStream in) throws IOException {
    try (var data = new DataInputStream(new BufferedInputStream(new GZIPInputStream(in)))) {
      if (data.readInt() != MAGIC) {
        throw new IOException("This is no classifier of ours; train it again");
      }
      var vocabulary = readVocabulary(data);
      var classifiers = new ArrayList<Classifier>();
      for (int left = data.readByte(); left > 0; left--) {
        classifiers.add(new Classifier(vocabulary, readModel(vocabulary, data), readLearned(data),
            data.readDouble()));
      }
      return classifiers;
    }
  }

  /** Reads a resource beside a class. */
  public static List<Classifier> resource(Class<?> beside, String name) throws IOException {
    var in = beside.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("The model " + name + " is missing from the program: build it again");
    }
    return read(in);
  }

  private static void write(Vocabulary vocabulary, DataOutputStream data) throws IOException {
    var words = new TreeMap<>(vocabulary.speller().counts());
    data.writeInt(words.size());
    for (var word : words.entrySet()) {
      data.writeUTF(word.getKey());
      data.writeInt(word.getValue());
    }
    data.writeInt(vocabulary.size());
    for (int i = 0; i < vocabulary.size(); i++) {
      data.writeUTF(vocabulary.names()[i]);
      data.writeFloat(vocabulary.idf(i));
    }
  }

  private static Vocabulary readVocabulary(DataInputStream data) throws IOException {
    var words = new HashMap<String, Integer>();
    for (int left = bounded(data.readInt()); left > 0; left--) {
      words.put(data.readUTF(), data.readInt());
    }
    int size = bounded(data.readInt());
    var names = new String[size];
    var idf = new float[size];
    for (int i = 0; i < size; i++) {
      names[i] = data.readUTF();
      idf[i] = data.readFloat();
    }
    return new Vocabulary(new Speller(words), names, idf);
  }

  private static void write(LinearModel model, DataOutputStream data) throws IOException {
    data.writeShort(model.labels().length);
    double largest = 1e-9;
    for (var label : model.labels()) {
      data.writeUTF(label);
    }
    for (var context : model.contexts()) {
      for (double weight : context.getParameters()) {
        largest = Math.max(largest, Math.abs(weight));
      }
    }
    data.writeDouble(largest / Short.MAX_VALUE);
    for (var context : model.contexts()) {
      data.writeShort(context.getOutcomes().length);
      for (int i = 0; i < context.getOutcomes().length; i++) {
        data.writeShort(context.getOutcomes()[i]);
        data.writeShort((int) Math.round(context.getParameters()[i] / largest * Short.MAX_VALUE));
      }
    }
  }

  private static LinearModel readModel(Vocabulary vocabulary, DataInputStream data) throws IOException {
    var labels = new String[data.readShort()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = data.readUTF();
    }
    double unit = data.readDouble();
    var contexts = new Context[vocabulary.size()];
    for (int feature = 0; feature < contexts.length; feature++) {
      int weights = data.readShort();
      var outcomes = new int[weights];
      var parameters = new double[weights];
      for (int w = 0; w < weights; w++) {
        outcomes[w] = data.readShort();
        parameters[w] = data.readShort() * unit;
      }
      contexts[feature] = new Context(outcomes, parameters);
    }
    return new LinearModel(contexts, vocabulary.names(), labels);
  }

  private static void write(Map<Long, Integer> learned, DataOutputStream data) throws IOException {
    data.writeInt(learned.size());
    for (var sentence : new TreeMap<>(learned).entrySet()) {
      data.writeLong(sentence.getKey());
      data.writeShort(sentence.getValue());
    }
  }

  private static Map<Long, Integer> readLearned(DataInputStream data) throws IOException {
    var learned = new HashMap<Long, Integer>();
    for (int left = bounded(data.readInt()); left > 0; left--) {
      learned.put(data.readLong(), (int) data.readShort());
    }
    return learned;
  }

  private static int bounded(int size) throws IOException {
    if (size < 0 || size > MOST_FEATURES) {
      throw new IOException("The classifier's file is damaged; train it again");
    }
    return size;
  }
}
