package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.core.store.StoreException;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int ended(Throwable failure) {
    try {
      Database.await(Future.failedFuture(failure));
      throw new IllegalStateException("it failed");
    } catch (StoreException e) {
      return failed(e);
    }
  }

  private int failed(Exception e) {
    return ExitCode.failed(new Terminal(Map.of(), InputStream.nullInputStream(), new PrintStream(err),
        new PrintStream(err), false), e, false);
  }

  @Test
  void whoeverStartsItBesideADatabaseThatDoesNotAnswerReadsThat() {
    assertThat(ended(new TimeoutException("no answer within 4 s"))).isEqualTo(1);
    assertThat(err)
        .hasToString("bot: The database did not do it: no answer within 4 s; it is down, out of reach, full or too "
            + "busy: look at its server, then run this again" + System.lineSeparator());
  }

  @Test
  void aDefectSaysHowToSeeWhere() {
    assertThat(ended(new IllegalStateException("of somebody's data"))).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--verbose").doesNotContain("somebody");
  }

  /** The demo begins its database beside the rest. */
  @Test
  void whatFailsBesideTheRestOfTheStartIsToldAsIfAlone() {
    var beside = CompletableFuture.supplyAsync(() -> {
      throw new StartException("The database is of another program");
    });
    assertThat(failed(catchThrowableOfType(CompletionException.class, beside::join))).isEqualTo(1);
    assertThat(err).hasToString("bot: The database is of another program" + System.lineSeparator());
  }
}
