package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database from before messages lay by month. */
class MonthsUpgradeTest {
  private static final Address ANA = new Address("paper", "+40722000123");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase();

  @Test
  void whatWasThereStaysAndIsKnown() {
    migrateTo("1.60");
    fresh.database().run("""
      insert into contact (id, channel, address) values ($1, 'paper', $2)""", person(), ANA.id());
    fresh.database().run("insert into address (channel, id, contact_id) values ('paper', $2, $1)", person(), ANA.id());
    fresh.database().run("insert into conversation (id) values ($1)", person());
    fresh.database().run("""
      insert into inbox (conversation_id, channel, provider_id, content, sent_at)
      select $1, 'paper', 'm' || n, '{"kind":"text","body":"sold"}', now() from generate_series(1, 3) n""", person());
    fresh.database().run("""
      insert into outbox (conversation_id, channel, address, content)
      values ($1, 'paper', 'x', '{"kind":"text","body":"zero"}')""", person());
    Migrations.apply(fresh.address(), List.of(Migrations.CORE));
    Database.await(new Inbox(fresh.database()).take(List.of(message("m2"), message("m4"))));
    assertThat(fresh.database().list(row -> row.getString(0), "select provider_id from inbox order by id"))
        .containsExactly("m1", "m2", "m3", "m4");
    assertThat(fresh.database().list(row -> row.getString(0), """
      select indexrelid::regclass::text from pg_index where indrelid = 'inbox_before'::regclass order by 1"""))
        .as("its indexes are used as they are").containsExactly("inbox_by_conversation", "inbox_by_time",
            "inbox_channel_provider_id_key", "inbox_pkey", "inbox_quarantined", "inbox_waiting");
  }

  @Test
  void whatWentOverTheWireStaysUntilItIsOld() {
    migrateTo("1.90");
    fresh.database().run("""
      insert into exchange (conversation_id, outbox_id, at, took_ms, status, request, response)
      select $1, 7, now() + d * interval '1 day', 1, 200, 'of day ' || d, '' from unnest(array[-8, -6, 0, 400]) d""",
        person());
    Migrations.apply(fresh.address(), List.of(Migrations.CORE));
    var log = new ExchangeLog(fresh.database(), Clock.systemUTC());
    assertThat(log.write()).isFalse();
    fresh.database().run("""
      insert into exchange (conversation_id, outbox_id, at, took_ms, status, request, response)
      values ($1, 7, now() + interval '1 day', 1, 200, 'new', '')""", person());
    assertThat(log.ofOutbound(7)).as("numbers go on; what a clock that had jumped wrote is of the day of the upgrade")
        .extracting(ExchangeLog.Seen::request).containsExactly("of day -6", "of day 0", "of day 400", "new");
  }

  private void migrateTo(String version) {
    var uri = URI.create(fresh.address());
    var user = uri.getUserInfo().split(":", 2);
    Flyway.configure().dataSource("jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), user[0],
        user[1]).locations(Migrations.CORE).target(version).loggers("slf4j").load().migrate();
  }

  private static UUID person() {
    return Inbox.contactOf("paper", ANA.id());
  }

  private static Inbound message(String id) {
    return new Inbound(ANA, id, new Content.Text("sold"), Instant.now());
  }
}
