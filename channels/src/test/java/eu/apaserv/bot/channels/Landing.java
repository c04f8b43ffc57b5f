package eu.apaserv.bot.channels;

import eu.apaserv.bot.core.channel.Inlet;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Where a fetched file ends in a test. */
public final class Landing {
  private final Buffer bytes = Buffer.buffer();
  private final Inlet inlet;

  public Landing(int most) {
    inlet = new Inlet(most, piece -> {
      bytes.appendBuffer(piece);
      return Future.succeededFuture();
    });
  }

  public Inlet inlet() {
    return inlet;
  }

  public Buffer bytes() {
    return bytes;
  }
}
