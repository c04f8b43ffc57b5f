package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Inlet;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.Attachments.Wanted;
import eu.apaserv.bot.core.store.FileType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** One file on its way in: its first bytes say what it is, and what is none of our kinds is not read any further. */
final class Arrival {
  private final Attachments attachments;
  private final Wanted wanted;
  private final Inlet inlet;
  private Optional<FileType> type = Optional.empty();
  private int pieces;

  /** @param most bytes of it */
  Arrival(Attachments attachments, Wanted wanted, int most) {
    this.attachments = attachments;
    this.wanted = wanted;
    this.inlet = new Inlet(most, this::put);
  }

  Inlet inlet() {
    return inlet;
  }

  private Future<Void> put(Buffer piece) {
    if (pieces == 0) {
      type = FileType.of(piece.getBytes(0, Math.min(piece.length(), FileType.ENOUGH)));
    }
    return type.isPresent()
        ? attachments.put(wanted, pieces++, piece)
        : Future.failedFuture(new Inlet.Unwanted("type", "its bytes are none of the kinds we keep"));
  }

  /** All of it has come. */
  Optional<Inlet.Unwanted> keep() {
    if (type.isEmpty()) {
      return Optional.of(new Inlet.Unwanted("type", "it has no bytes"));
    }
    attachments.keep(wanted, type.get(), inlet.sha256(), pieces);
    return Optional.empty();
  }
}
