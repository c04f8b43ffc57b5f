package eu.apaserv.bot.core.store;

import java.util.Base64;

/** Keys for tests. Any test on a database runs with what is said sealed when it is started with {@code -Dsealed}. */
public final class Sealed {
  private Sealed() {}

  /** A key as an operator writes it. */
  public static String key(String name, int seed) {
    var bytes = new byte[32];
    bytes[0] = (byte) seed;
    return name + ":" + Base64.getEncoder().encodeToString(bytes);
  }

  /** Seals with the first of these keys, and opens with all. */
  public static TranscriptSeal by(String... keys) {
    return TranscriptSeal.read(String.join(",", keys));
  }

  /** As the whole run is to be. */
  public static TranscriptSeal asked() {
    return System.getProperty("sealed") == null ? TranscriptSeal.NONE : by(key("test", 7));
  }
}
