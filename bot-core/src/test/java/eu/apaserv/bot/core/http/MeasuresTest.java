package eu.apaserv.bot.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
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
        List.of("paper"))) {
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

  private String read(int port) {
    return Objects.requireNonNull(Database
        .await(WebClient.create(fresh.vertx()).get(port, "127.0.0.1", "/metrics").timeout(LONGEST).send())
        .bodyAsString());
  }
}
