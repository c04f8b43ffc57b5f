package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.ServedPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.SmppCentre;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two bots are bound to an SMS centre, and the one that is asked first stands still (SIGSTOP) while somebody writes. */
class SmsPauseTest {
  private static final String PHONE = "+40733000071";
  /** An answer within five seconds is taken for one that has arrived; a centre that gave up before says everything twice. */
  private static final Duration LONGER_THAN_SLOW = Duration.ofSeconds(6);

  @TempDir
  Path folder;

  @RegisterExtension
  final ServedPeople people = new ServedPeople(1);

  private SmppCentre centre;

  @BeforeEach
  void open() {
    centre = new SmppCentre(0, Clock.systemUTC(), "apaserv", "secret");
    centre.door().patience(LONGER_THAN_SLOW);
  }

  @AfterEach
  void close() {
    centre.close();
  }

  /** The centre had no answer and gave the message to the other one; the first finds it unread when it goes on. */
  @Test
  void aMessageThatTheOtherTookMeanwhileIsKeptOnce() throws Exception {
    var first = bound(people.port(), 1);
    var second = bound(RunningAssistant.freePort(), 2);
    try {
      assertThat(centre.say(PHONE, "renunt")).isTrue();
      await("the first has answered it for good",
          () -> people.count("select count(*) from delivery where answered_at is not null") == 1);
      signal("STOP", first);
      assertThat(CompletableFuture.supplyAsync(() -> centre.say(PHONE, "renunt")).get(60, TimeUnit.SECONDS)).isTrue();
      assertThat(kept()).isEqualTo(2);
      await("the second has answered it for good",
          () -> people.count("select count(*) from delivery where answered_at is not null") == 1);
      signal("CONT", first);
      await("the first has read it",
          () -> people.count("select count(*) from delivery where answered_at is null") == 1);
      await("the first has answered it for good",
          () -> people.count("select count(*) from delivery where answered_at is not null") == 1);
      assertThat(kept()).isEqualTo(2);
    } finally {
      first.destroyForcibly().waitFor();
      second.destroyForcibly().waitFor();
    }
  }

  private long kept() {
    return people.count("select count(*) from inbox where content->>'body' = 'renunt'");
  }

  /** Ready, and bound beside those before. */
  private Process bound(int port, int sessions) throws IOException {
    var process = people.serve(folder.resolve(port + ".log"), Map.of("HTTP_PORT", "" + port, "SMPP_URL", centre.url(),
        "SMPP_FROM", "+40310000000"));
    await("it is bound", () -> centre.door().bound().size() == sessions);
    return process;
  }

  private static void signal(String name, Process process) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
  }
}
