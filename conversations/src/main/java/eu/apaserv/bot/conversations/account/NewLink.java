package eu.apaserv.bot.conversations.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link about to be written. It takes the place of one that no longer holds; of one that holds only when the proof is
 * new.
 *
 * @param key the same key links once
 * @param person the representative meant; null for the holder and for whom they let in
 * @param proof code, invoice, invitation or staff
 * @param delegation by whose leave; null: in one's own right
 * @param undoToken what the contact on file writes to end it; null: they are not told
 * @param replaces also a link that holds
 */
record NewLink(String key, UUID conversation, String clientCode, String role, @Nullable String person, String proof,
    @Nullable UUID delegation, @Nullable String undoToken, boolean replaces) {

  /** Writes it in the caller's transaction; false when there was nothing to write. */
  Future<Boolean> write(SqlClient transaction, Instant now, LocalDate today, Instant heardSince) {
    return transaction.preparedQuery(WRITE).execute(Tuple.from(new Object[]{key, conversation, clientCode, role,
        now.atOffset(ZoneOffset.UTC), person, proof, delegation, undoToken, replaces, today,
        heardSince.atOffset(ZoneOffset.UTC)})).map(rows -> rows.rowCount() > 0);
  }

  private static final String WRITE = """
      insert into account_link as l (idempotency_key, conversation, client_code, role, since, person, proof, delegation,
        undo_token, seen_at, names)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, $5,
        (select coalesce(array_agg(id), '{}') from address where contact_id = $2)
      where not exists (select from account_link where idempotency_key = $1)
      on conflict (conversation, client_code) where ended_at is null do update
        set role = excluded.role, since = excluded.since, person = excluded.person, proof = excluded.proof,
          delegation = excluded.delegation, undo_token = excluded.undo_token, seen_at = excluded.seen_at,
          names = excluded.names, origin = null
      where $10::boolean or l.origin is not null or not link_holds(l, $11, $12)""";
}
