package eu.apaserv.bot.core.channel;

import eu.apaserv.bot.core.message.Digests;
import io.vertx.core.buffer.Buffer;

/**
 * A file of ours on its way out, read a piece at a time and as often as needed. Reading may wait for the database, so on a
 * virtual thread.
 */
public interface OwnFile {
  /** Bytes of a piece at the most. */
  int PIECE = 128 << 10;

  /** Bytes in all. */
  long length();

  /**
   * At most {@link #PIECE} bytes, at least one.
   *
   * @param from the first of them, below {@link #length}
   */
  Buffer piece(long from);

  /** One that was made for the moment, and is small. */
  static OwnFile of(Buffer bytes) {
    return new OwnFile() {
      @Override
      public long length() {
        return bytes.length();
      }

      @Override
      public Buffer piece(long from) {
        return bytes.slice((int) from, (int) Math.min(bytes.length(), from + PIECE));
      }
    };
  }

  /** The hash of its bytes; reads all of them. */
  default byte[] sha256() {
    var digest = Digests.sha256();
    for (long at = 0; at < length();) {
      var piece = piece(at);
      digest.update(piece.getBytes());
      at += piece.length();
    }
    return digest.digest();
  }
}
