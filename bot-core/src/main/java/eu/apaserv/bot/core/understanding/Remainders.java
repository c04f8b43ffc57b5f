package eu.apaserv.bot.core.understanding;

import java.util.function.IntConsumer;

/** The hashes of a word and of what remains of it when one or two letters are left out. */
final class Remainders {
  private Remainders() {}

  static void each(String word, int leftOut, IntConsumer sink) {
    sink.accept(hash(word, -1, -1));
    for (int i = 0; i < word.length(); i++) {
      if (i > 0 && word.charAt(i) == word.charAt(i - 1)) {
        continue;
      }
      sink.accept(hash(word, i, -1));
      for (int j = i + 1; leftOut > 1 && j < word.length(); j++) {
        sink.accept(hash(word, i, j));
      }
    }
  }

  private static int hash(String word, int without, int nor) {
    int hash = 17;
    for (int i = 0; i < word.length(); i++) {
      if (i != without && i != nor) {
        hash = hash * 31 + word.charAt(i);
      }
    }
    return hash;
  }
}
