package eu.apaserv.bot.core.channel;

import eu.apaserv.bot.core.message.Digests;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.util.function.Function;

/**
 * Where a file that somebody sent comes in: counted, bounded and hashed on its way to where it is kept, a piece at a time. Of
 * no file more than two pieces are in memory here, however large it is. For one writer.
 */
public final class Inlet {
  /** Bytes of a piece, about. */
  public static final int PIECE = 128 << 10;
  private static final Future<Void> GATHERED = Future.succeededFuture();

  private final int most;
  private final Function<Buffer, Future<Void>> keep;
  private final MessageDigest digest = Digests.sha256();
  private Buffer gathered = Buffer.buffer();
  private long length;

  /**
   * @param most bytes of the file
   * @param keep takes the pieces in order, the next once it has the one before; fails with {@link Unwanted} to say that the
   *   file will not be kept
   */
  public Inlet(int most, Function<Buffer, Future<Void>> keep) {
    this.most = most;
    this.keep = keep;
  }

  /** No more of the file is wanted, and it will never be. */
  public static final class Unwanted extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String code;

    /** @param code short and stable, as {@link Fetched.Refused} has it */
    public Unwanted(String code, String reason) {
      super(reason, null, false, false);
      this.code = code;
    }

    public Fetched.Refused refused() {
      return new Fetched.Refused(code, String.valueOf(getMessage()));
    }
  }

  /** The most bytes a file may have: a channel that is told a larger size need not begin. */
  public int most() {
    return most;
  }

  /** @return when the next part may come; fails when none is wanted */
  public Future<Void> take(Buffer part) {
    length += part.length();
    if (length > most) {
      return Future.failedFuture(tooLarge());
    }
    digest.update(part.getBytes());
    gathered.appendBuffer(part);
    return gathered.length() < PIECE ? GATHERED : handOver();
  }

  /** That was the last part. */
  public Future<Void> end() {
    return gathered.length() == 0 ? GATHERED : handOver();
  }

  private Future<Void> handOver() {
    var piece = gathered;
    gathered = Buffer.buffer();
    return keep.apply(piece);
  }

  /** Why a file of more than {@link #most} bytes is not taken. */
  public Unwanted tooLarge() {
    return new Unwanted("too_large", "it has more than " + most + " bytes");
  }

  /** Bytes so far. */
  public long length() {
    return length;
  }

  /** The hash of all that came so far. */
  public byte[] sha256() {
    try {
      return ((MessageDigest) digest.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("This JDK's SHA-256 cannot be asked twice", e);
    }
  }
}
