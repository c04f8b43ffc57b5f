package eu.apaserv.bot.core.store;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Programs end, whatever becomes of their connections. */
class ClosingTest {
  private static final Duration FAR_LONGER = Duration.ofMinutes(2);

  @Test
  void whatNeverClosesKeepsNobodyFromEnding() {
    var never = Promise.promise().future();
    assertTimeoutPreemptively(FAR_LONGER, () -> Closing.await(never, Duration.ofMillis(20)));
  }

  @Test
  void whatFailsToCloseIsNoFailureOfWhoEnds() {
    Closing.await(Future.failedFuture("the connection was lost"));
  }
}
