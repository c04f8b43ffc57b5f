package eu.apaserv.bot.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.AnswerWithin;
import eu.apaserv.bot.core.store.Backlog;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Prometheus reads while the database keeps silent. */
class MeasuresTest {
  /** Prometheus gives a bot up that takes longer, and takes it for dead. */
  private static final long LONGEST = TimeUnit.SECONDS.toMillis(10);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void aDatabaseThatIsSilentIsToldInsteadOfBeingWaitedFor() {
    var database = fresh.database();
    try (var measures = new Measures(database, new Alarms(database), new ChannelStates(database),
        List.of("paper"), AnswerWithin.always(Duration.ofMinutes(15)), Clock.systemUTC())) {
      var router = Router.router(fresh.vertx());
      measures.mount(router);
      int port = Database.await(fresh.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
          .actualPort();
      database.asOne(open -> {
        open.run("lock table outbox in access exclusive mode");
        assertThat(read(port)).contains("bot_database_answers 0.0");
        assertThat(read(port)).as("the second time").contains("bot_database_answers 0.0");
        return true;
      });
      assertThat(read(port)).isNotEmpty();
    }
  }

  @Test
  void whoWaitsOverNightIsLateOnlyInTheMorningAndWhoMayBeInDangerAtOnce() {
    var database = fresh.database();
    var opens = Instant.parse("2026-11-20T06:00:00Z");
    var promised = AnswerWithin.always(Duration.ofMinutes(15))
        .during((since, worked) -> (since.isBefore(opens) ? opens : since).plus(worked));
    wait("a", "2026-11-19T20:00:00Z", "asked for a person");
    assertThat(Backlog.of(database).late(promised, opens.minusSeconds(3600))).isZero();
    assertThat(Backlog.of(database).late(promised, opens.plusSeconds(900))).isZero();
    assertThat(Backlog.of(database).late(promised, opens.plusSeconds(960))).isEqualTo(Duration.ofMinutes(1));
    wait("b", "2026-11-20T01:00:00Z", "in danger: gaz");
    assertThat(Backlog.of(database).late(promised, opens.minusSeconds(3600))).isEqualTo(Duration.ofMinutes(225));
    assertThat(Backlog.of(database).people()).isEqualTo(2);
    fresh.database().run("update conversation set owner = 'Ana'");
    assertThat(Backlog.of(database).late(promised, opens.plusSeconds(960))).isZero();
  }

  private void wait(String id, String since, String reason) {
    Database.await(new Inbox(fresh.database()).take(List.of(new Inbound(new Address("paper", id), id,
        new Content.Text("un om"), Instant.now()))));
    fresh.database().run("""
        update conversation set waiting_since = $2::timestamptz, waiting_reason = $3
        where id = (select contact_id from address where id = $1)""", id, OffsetDateTime.parse(since), reason);
  }

  private String read(int port) {
    return Objects.requireNonNull(Database
        .await(WebClient.create(fresh.vertx()).get(port, "127.0.0.1", "/metrics").timeout(LONGEST).send())
        .bodyAsString());
  }
}
