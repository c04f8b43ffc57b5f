package eu.apaserv.bot.core.understanding;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The product's part of learning while the program runs: what it was taught, and what it is measured by. */
public interface Teaching {

  /**
   * How an understanding did.
   *
   * @param right messages whose best guess was right
   * @param messages of how many
   */
  record Score(int right, int messages) {}

  /** Which built-in model this is; the same text for the same training by the same program. */
  String base();

  /** What a message can be labelled with, out of scope included. */
  Set<String> intents();

  /** The understanding that was trained when the program was built. */
  Understanding builtIn();

  /**
   * Learns the built-in sentences and more; the same give the same bytes.
   *
   * @param watcher is told how far it has come, and may make it wait
   */
  byte[] learn(List<Example> more, Watcher watcher);

  /**
   * An understanding of a model that {@link #learn} made.
   *
   * @throws IOException when these are other bytes
   */
  Understanding load(byte[] model) throws IOException;

  /** Measures an understanding on the evaluation set shipped with the program. */
  Score score(Understanding understanding);

  /** Takes out of messages what must not be kept. */
  Masking masking();
}
