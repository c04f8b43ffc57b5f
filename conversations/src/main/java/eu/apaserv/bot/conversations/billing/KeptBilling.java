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
    return database.first(this::seen, "select as_at, failing_since from billing_account where client_code = $1",
        clientCode).orElseGet(Seen.Current::new);
  }

  private Seen seen(Row row) {
    if (row.getOffsetDateTime("failing_since") == null) {
      return new Seen.Current();
    }
    var asAt = row.getOffsetDateTime("as_at");
    return asAt == null || asAt.toInstant().isBefore(clock.instant().minus(oldest))
        ? new Seen.Unseen()
        : new Seen.Stale(asAt.toInstant());
  }

  /** When a customer was last fetched; null if never. */
  @Nullable
  Instant asAt(String clientCode) {
    return database
        .first(row -> row.getOffsetDateTime("as_at"),
            "select as_at from billing_account where client_code = $1 and as_at is not null", clientCode)
        .map(OffsetDateTime::toInstant).orElse(null);
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
