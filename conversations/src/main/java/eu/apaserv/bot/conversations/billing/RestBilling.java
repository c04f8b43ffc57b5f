package eu.apaserv.bot.conversations.billing;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.importing.AccountSnapshot;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.core.dialogue.Person;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Billing's own API read through the tables: a customer is fetched when somebody asks about them, kept for a moment, and
 * when billing does not answer what it said last is shown, with its time.
 */
public final class RestBilling implements BillingSource {
  private static final Logger LOG = LoggerFactory.getLogger(RestBilling.class);

  private final Database database;
  private final BillingApi api;
  private final KeptBilling kept;
  private final Business business;
  private final Clock clock;
  private final Duration fresh;

  /** @param fresh how long an answer is not asked again */
  public RestBilling(Database database, BillingApi api, KeptBilling kept, Business business, Clock clock,
      Duration fresh) {
    this.database = database;
    this.api = api;
    this.kept = kept;
    this.business = business;
    this.clock = clock;
    this.fresh = fresh;
  }

  @Override
  public Seen look(String clientCode) {
    var answeredAt = kept.answeredAt(clientCode);
    var now = clock.instant();
    if (answeredAt != null && Duration.between(answeredAt, now).abs().compareTo(fresh) < 0) {
      return kept.look(clientCode);
    }
    try {
      var answer = api.customer(clientCode);
      if (answer.isPresent() && !isStored(clientCode, answer.get(), now)) {
        return kept.beforeImport(clientCode);
      }
      if (answer.isEmpty()) {
        kept.missing(clientCode);
      }
    } catch (BillingApi.Silent e) {
      LOG.warn("Billing: {}", e.getMessage());
      kept.failed(clientCode);
    } catch (AccountSnapshot.Wrong e) {
      LOG.warn("Billing: an answer about a customer is not as agreed ({})", e.getClass().getSimpleName());
      kept.failed(clientCode);
    }
    return kept.look(clientCode);
  }

  /** Not while an import puts its rows into the tables: one would wait for the other, and somebody for an answer. */
  private boolean isStored(String clientCode, JsonObject answer, Instant now) throws AccountSnapshot.Wrong {
    var snapshot = AccountSnapshot.read(answer, clientCode, business);
    return database.transaction(transaction -> transaction.query(BillingImport.UNLESS_STORING).execute()
        .compose(free -> free.iterator().next().getBoolean(0)
            ? store(transaction, snapshot, clientCode, now).map(true)
            : Future.succeededFuture(false)));
  }

  private static Future<?> store(SqlClient transaction, AccountSnapshot snapshot, String clientCode, Instant now) {
    return snapshot.store(transaction, now).compose(_ -> transaction.preparedQuery("""
        insert into billing_account (client_code, as_at) values ($1, $2)
        on conflict (client_code) do update set as_at = excluded.as_at, failing_since = null""")
        .execute(Tuple.of(clientCode, now.atOffset(ZoneOffset.UTC))))
        .compose(_ -> transaction.preparedQuery("delete from billing_missing where client_code = $1")
            .execute(Tuple.of(clientCode)));
  }

  @Override
  public void promise(String key, Person person, String clientCode) {
    kept.promise(key, person, clientCode);
  }
}
