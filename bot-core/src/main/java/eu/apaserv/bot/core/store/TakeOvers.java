package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.apaserv.bot.core.message.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of the staff answers a conversation: a lease with a visible owner, so that two never answer at once. It is renewed by
 * every reply; when it is over and nobody renewed it, the person waits again.
 */
public final class TakeOvers {
  /** Why somebody waits whose colleague went silent. */
  static final String LEFT = "colleague left";

  private static final Logger LOG = LoggerFactory.getLogger(TakeOvers.class);
  /** What a session waits for, among what it knows. */
  private static final List<String> OPEN = List.of("stack", "offered", "done");

  private final Database database;
  private final int lease;

  /** @param lease how long a colleague may be silent before others may take over */
  public TakeOvers(Database database, Duration lease) {
    this.database = database;
    this.lease = (int) lease.toSeconds();
  }

  /*
   * Taken by one statement, so of two who try at once one fails. Who is taken waits no longer, and how long they waited
   * tells others how long it takes.
   */
  private static final String TAKE = """
    with taken as (
      update conversation set owner = $2, owner_until = now() + $3::int * interval '1 s', waiting_since = null
      where id = $1 and (owner is null or owner = $2 or owner_until < now()) returning id
    ), waited as (
      update hand_over h set taken_at = now(), taken_by = $2 from taken t
      where h.conversation_id = t.id and h.taken_at is null
    ), told as (
      select pg_notify('bot_console', '') from taken
    )
    select t.id from taken t left join told on true""";

  /**
   * The assistant says nothing more here, and no other colleague may.
   *
   * @return false when another colleague holds it
   */
  public boolean take(UUID conversation, Member staff) {
    return database.first(row -> true, TAKE, conversation, staff.name(), lease).isPresent();
  }

  /**
   * Takes it from a colleague who holds it. They see it at once.
   *
   * @param from who is known to hold it; empty: whoever does
   * @return who held it; empty when nobody did, or another colleague by now
   */
  public Optional<String> wrest(UUID conversation, Member staff, String from) {
    return database.first(row -> row.getString(0), """
      with was as (
        select id, owner from conversation where id = $1 and owner is not null and $4::text in ('', owner) for update
      ), taken as (
        update conversation c set owner = $2, owner_until = now() + $3::int * interval '1 s' from was where c.id = was.id
      ), told as (
        select pg_notify('bot_console', '') from was
      )
      select w.owner from was w left join told on true""", conversation, staff.name(), lease, from);
  }

  /** Goes on answering. @return false when it is no longer theirs */
  public boolean renew(UUID conversation, Member staff) {
    return database.first(row -> true, """
      update conversation set owner_until = now() + $3::int * interval '1 s' where id = $1 and owner = $2
      returning id""", conversation, staff.name(), lease).isPresent();
  }

  /**
   * Ends it without the assistant going on: what it had asked is dropped, what it knows of the person stays.
   *
   * @return false when it is not theirs
   */
  public boolean close(UUID conversation, Member staff) {
    return database.asOne(open -> open.first(row -> row, """
      select state::text from conversation where id = $1 and owner = $2 for update""", conversation, staff.name())
        .map(held -> open.run(CLOSE, conversation, remembered(conversation, held.getString(0)))).isPresent());
  }

  private static final String CLOSE = """
    with closed as (
      update conversation set owner = null, owner_until = null, waiting_since = null, waiting_reason = null,
        assigned_to = null, state = $2::text::jsonb, lease_no = lease_no + 1
      where id = $1
    )
    select pg_notify('bot_console', '')""";

  /** What the assistant knew, without what it had asked; what cannot be opened it does not know any more. */
  private @Nullable String remembered(UUID conversation, @Nullable String state) {
    if (state == null) {
      return null;
    }
    try {
      var place = Place.state(conversation);
      var all = Json.read(database.seal().json(state, place), ObjectNode.class).remove(OPEN);
      return database.seal().state(all.toString(), place);
    } catch (Seal.Closed e) {
      LOG.error("{}", e.getMessage());
      return null;
    }
  }

  /** Puts people whose colleague went silent back among those who wait. @return how many */
  public int sweep() {
    return database.run("""
      with over as (
        select id, owner_until from conversation where owner is not null and owner_until < now()
        for update skip locked
      )
      update conversation c set owner = null, owner_until = null, waiting_since = o.owner_until, waiting_reason = $1
      from over o where c.id = o.id""", LEFT).rowCount();
  }
}
