package eu.apaserv.bot.conversations.billing;

import eu.apaserv.bot.core.dialogue.Person;
import eu.apaserv.bot.core.store.Database;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What is known about how fresh the tables are ({@code billing_account}), and who waits to hear. */
public final class KeptBilling implements BillingSource {
  private final Database database;
  private final Clock clock;
  private final Duration oldest;

  /** @param oldest data of before is not shown */
  public KeptBilling(Database database, Clock clock, Duration oldest) {
    this.database = database;
    this.clock = clock;
    this.oldest = oldest;
  }

  @Override
  public Seen look(String clientCode) {
    return database.first(this::seen, """
        select b.as_at, b.failing_since, m.client_code is not null and c.client_code is not null as gone
        from (select $1::text as client_code) o left join billing_account b using (client_code)
          left join billing_missing m using (client_code) left join customer c using (client_code)""", clientCode)
        .orElseGet(Seen.Current::new);
  }

  /** What billing no longer has is not shown as if it had: what the tables hold of it is of before. */
  private Seen seen(Row row) {
    if (row.getBoolean("gone")) {
      return new Seen.Unseen();
    }
    if (row.getOffsetDateTime("failing_since") == null) {
      return new Seen.Current();
    }
    var asAt = row.getOffsetDateTime("as_at");
    return asAt == null ? new Seen.Unseen() : stale(asAt.toInstant());
  }

  /** What the tables hold while an import is being put into them, which nobody sees yet. */
  Seen beforeImport(String clientCode) {
    return database
        .first(row -> row.getOffsetDateTime(0), """
        select greatest((select as_at from import_run order by id desc limit 1),
          (select as_at from billing_account where client_code = $1)) from customer where client_code = $1""",
            clientCode)
        .<Seen>map(asAt -> stale(asAt.toInstant())).orElseGet(Seen.Unseen::new);
  }

  private Seen stale(Instant asAt) {
    return asAt.isBefore(clock.instant().minus(oldest)) ? new Seen.Unseen() : new Seen.Stale(asAt);
  }

  /** When billing last said what it has of a customer, or that it has none; null if never. */
  @Nullable
  Instant answeredAt(String clientCode) {
    return database.first(row -> row.getOffsetDateTime(0), """
        select max(at) from (select as_at as at from billing_account where client_code = $1 and failing_since is null
          union all select at from billing_missing where client_code = $1) answered having max(at) is not null""",
        clientCode).map(OffsetDateTime::toInstant).orElse(null);
  }

  /** Billing has no such customer; kept like any other answer, so that asking again takes as long as for one it has. */
  void missing(String clientCode) {
    database.run("""
        insert into billing_missing (client_code, at) values ($1, $2)
        on conflict (client_code) do update set at = excluded.at""",
        clientCode, now());
  }

  /** Billing did not answer about this customer. */
  void failed(String clientCode) {
    database.run(
        """
        insert into billing_account (client_code, failing_since) values ($1, $2)
        on conflict (client_code) do update set failing_since = coalesce(billing_account.failing_since, excluded.failing_since)""",
        clientCode, now());
  }

  @Override
  public void promise(String key, Person person, String clientCode) {
    database.run("""
        insert into billing_promise (idempotency_key, conversation, channel, address, language, client_code, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (idempotency_key) do nothing""", key, person.conversation(),
        person.address().channel(), person.address().id(), person.language().code(), clientCode, now());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
