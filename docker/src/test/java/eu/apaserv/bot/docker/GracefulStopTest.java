package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.ServedPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.core.store.Database;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The program is told to end (SIGTERM) in the middle of its work. */
class GracefulStopTest {
  private static final int PEOPLE = 80;

  @TempDir
  Path folder;

  @RegisterExtension
  final ServedPeople people = new ServedPeople(PEOPLE);

  @Test
  void itSaysSoFirstFinishesWhatIsUnderWayAndLeavesNothingHalfDone() throws Exception {
    var process = serve();
    try {
      await("it is ready", () -> status("/health/ready") == 200);
      assertThat(ProcessHandle.allProcesses().map(one -> one.info().commandLine().orElse("")))
          .as("what every user of this machine sees").isNotEmpty()
          .allSatisfy(line -> assertThat(people.secrets()).noneMatch(line::contains));
      people.all().forEach(person -> people.say(person, "INDEX 12"));
      await("some have their answer", () -> people.told("12", 1) >= PEOPLE / 10);
      process.destroy();
      await("it says that it is not ready", () -> status("/health/ready") == 503);
      assertThat(status("/health/live")).as("it still answers, until proxies have seen it").isEqualTo(200);
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(people.count("select count(*) from outbox where state = 'sending'")).as("sends cut short").isZero();
    assertThat(people.count("select count(*) from conversation where lease_by is not null")).as("leases left").isZero();
    var next = serve();
    try {
      await("everybody has an answer", () -> people.told("12", 1) == PEOPLE);
    } finally {
      next.destroy();
      assertThat(next.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(people.all())
        .allSatisfy(person -> assertThat(people.told(person, "12")).as("answers to %s", person).isEqualTo(1));
    var log = Files.readAllLines(folder.resolve("serve.log"));
    isJsonAboutNobody(log, people.all());
    assertThat(log).allSatisfy(line -> assertThat(people.secrets()).noneMatch(line::contains));
  }

  private static void isJsonAboutNobody(List<String> log, List<String> people) throws IOException {
    var json = new ObjectMapper();
    var lines = log.stream().filter(line -> line.startsWith("{")).toList();
    assertThat(lines).isNotEmpty();
    for (var line : lines) {
      assertThat(json.readTree(line).path("formattedMessage").asText()).isNotEmpty();
      assertThat(people).noneMatch(person -> line.contains(person.replace("+", "")));
    }
  }

  private int status(String path) {
    var client = WebClient.create(people.vertx());
    try {
      return Database.await(client.get(people.port(), "127.0.0.1", path).send().map(r -> r.statusCode()).otherwise(0));
    } finally {
      client.close();
    }
  }

  private Process serve() throws IOException {
    return people.serve(folder.resolve("serve.log"), Map.of("BOT_DRAIN_SECONDS", "2", "LOG_FORMAT", "json"));
  }
}
