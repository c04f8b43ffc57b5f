package eu.apaserv.bot.core.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for what closes, but not for ever: what counts was committed before, and a connection that never says that it is closed
 * must not keep a program from ending.
 */
public final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Closing() {}

  /** @param closing what was told to close; that it failed, or takes longer, is said in the log */
  public static void await(Future<?> closing) {
    await(closing, LONGEST);
  }

  static void await(Future<?> closing, Duration longest) {
    try {
      closing.toCompletionStage().toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException _) {
      LOG.warn("A connection did not close within {} s; it ends with the program", longest.toSeconds());
    } catch (ExecutionException e) {
      LOG.warn("While closing: {}", e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
  }
}
