package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A month that begins while a message is being kept: it waits, for what came before it is looked for up to the month before. */
class MonthBesideMessageTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Instant now = Instant.now();

  @Test
  void aMessageThatIsDeliveredAgainAsTheMonthEndsIsKnown() {
    Database.await(take());
    var both = fresh.database().asOne(open -> {
      open.run("lock table inbox_before in access exclusive mode");
      var again = take();
      Eventually.until(() -> whoWait() == 1);
      var turned = CompletableFuture.runAsync(this::turn);
      Eventually.until(() -> whoWait() == 2);
      return Future.all(again, Future.fromCompletionStage(turned));
    });
    Database.await(both);
    assertThat(number("select count(*) from inbox")).isEqualTo(1);
    assertThat(number("select last_value >> 36 from inbox_id_seq")).as("the next month has begun")
        .isGreaterThan(number("select max(id) >> 36 from inbox"));
  }

  private Future<Void> take() {
    return new Inbox(fresh.database()).take(
        List.of(new Inbound(new Address("paper", "+40722000123"), "m1", new Content.Text("sold"), now)));
  }

  private void turn() {
    new Months(fresh.database(), Clock.fixed(now.plus(Duration.ofDays(31)), ZoneOffset.UTC), Duration.ofDays(90))
        .turn();
  }

  private long whoWait() {
    return number("""
      select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'""");
  }

  private long number(String sql) {
    return fresh.database().first(row -> row.getLong(0), sql).orElseThrow();
  }
}
