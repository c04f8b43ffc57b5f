package eu.apaserv.bot.core.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, which whoever we call may make as long as they like, and let drip as slowly. What is too much is not read:
 * the connection falls idle, and its client closes it, which has to have an idle timeout.
 */
public final class BoundedBody {
  private BoundedBody() {}

  /**
   * How a client reads it.
   *
   * @param most bytes
   * @param longest from its first byte to its last
   */
  public static BodyCodec<Buffer> of(int most, Duration longest) {
    return () -> new Stream(most, longest);
  }

  /** The same of an answer that is at hand; whoever asks resets the request when this fails. */
  public static Future<Buffer> read(HttpClientResponse response, int most, Duration longest) {
    var stream = new Stream(most, longest);
    var whole = Promise.<Buffer>promise();
    response.handler(part -> {
      stream.write(part);
      if (stream.writeQueueFull()) {
        whole.tryFail("the answer is too long");
      }
    });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(_ -> stream.end().onComplete(_ -> whole.tryComplete(stream.all)));
    return whole.future().timeout(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes what comes on one event loop; once it is too much it takes nothing, and says that it is full for ever. */
  private static final class Stream implements BodyStream<Buffer> {
    private final int most;
    private final long longest;
    private final long begun = System.nanoTime();
    private final Buffer all = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();
    private boolean full;

    Stream(int most, Duration longest) {
      this.most = most;
      this.longest = longest.toNanos();
    }

    @Override
    public Future<Void> write(Buffer part) {
      full = full || all.length() + part.length() > most || System.nanoTime() - begun > longest;
      if (!full) {
        all.appendBuffer(part);
      }
      return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
      return full;
    }

    @Override
    public Future<Void> end() {
      if (full) {
        whole.tryFail("the answer is too long");
      } else {
        whole.tryComplete(all);
      }
      return whole.future().mapEmpty();
    }

    @Override
    public Future<Buffer> result() {
      return whole.future();
    }

    @Override
    public void handle(Throwable broken) {
      whole.tryFail(broken);
    }

    @Override
    public Stream exceptionHandler(@Nullable Handler<Throwable> handler) {
      return this;
    }

    @Override
    public Stream setWriteQueueMaxSize(int size) {
      return this;
    }

    @Override
    public Stream drainHandler(@Nullable Handler<Void> handler) {
      return this;
    }
  }
}
