package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who answers whom: leases on conversations, and the one commit that ends a turn. */
public final class Conversations {
  private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
  /** Of one person at a time; the rest wait for the next lease. */
  private static final int MOST_MESSAGES = 20;

  private final Database database;
  private final String node;
  private final Duration lease;
  private final Commits commits;

  /** Whose answers all wait for a claim. */
  public Conversations(Database database, String node, Duration lease) {
    this(database, node, lease, Express.NONE);
  }

  /**
   * @param node this process, unique among those on the database
   * @param lease how long a holder may be silent before others take over
   * @param express takes answers straight from the commit
   */
  public Conversations(Database database, String node, Duration lease, Express express) {
    this.database = database;
    this.node = node;
    this.lease = lease;
    this.commits = new Commits(database, node, lease, express);
  }

  private static final String LEASE = "select * from bot_lease($1, $2, $3)";

  /** Leases up to {@code limit} conversations that wait, oldest first. */
  public List<Leased> lease(int limit) {
    var found = new LinkedHashMap<UUID, Leased>();
    var suspects = new ArrayList<Long>();
    for (var row : database.run(LEASE, limit, node, (int) lease.toMillis())) {
      boolean died = row.getBoolean("died");
      var leased = found.computeIfAbsent(row.getUUID("id"), _ -> leased(row));
      if (!died && leased.messages().size() < MOST_MESSAGES) {
        leased.messages().add(waiting(row, row.getInteger("attempts")));
      } else if (leased.messages().isEmpty()) {
        leased.messages().add(waiting(row, row.getInteger("attempts") + 1));
        suspects.add(row.getLong("message"));
      }
    }
    suspect(suspects);
    return List.copyOf(found.values());
  }

  /**
   * Their holder went silent without giving them back: the first message may have ended it, so that counts as an attempt, and
   * it is tried alone. Else one message could end node after node for ever.
   */
  private void suspect(List<Long> messages) {
    if (!messages.isEmpty()) {
      database.run("update inbox set attempts = attempts + 1 where id = any($1)",
          Tuple.tuple().addArrayOfLong(messages.toArray(Long[]::new)));
    }
  }

  private Leased leased(Row row) {
    return new Leased(row.getUUID("id"), row.getLong("lease_no"),
        new Address(row.getString("channel"), row.getString("address")), language(row.getString("language")),
        row.getOffsetDateTime("opted_out_at") != null, row.getString("owner"), state(row),
        row.getInteger("lately"), open(row), new ArrayList<>());
  }

  private static List<Long> open(Row row) {
    var open = row.getArrayOfLongs("open");
    return open == null ? List.of() : List.of(open);
  }

  private Leased.Waiting waiting(Row row, int attempts) {
    var providerId = row.getString("provider_id");
    var place = Place.inbox(row.getUUID("id"), row.getString("message_channel"), providerId);
    var heard = row.getOffsetDateTime("heard_at");
    return new Leased.Waiting(row.getLong("message"), providerId,
        StoredContent.read(row.getString("content"), database.seal(), place),
        row.getOffsetDateTime("received_at").toInstant(), heard == null ? null : heard.toInstant(), attempts);
  }

  /** What cannot be opened is no session: the turn fails as with one that cannot be read, and begins anew in the end. */
  private @Nullable String state(Row row) {
    var kept = row.getString("state");
    try {
      return kept == null ? null : database.seal().json(kept, Place.state(row.getUUID("id")));
    } catch (Seal.Closed e) {
      LOG.error("{}", e.getMessage());
      return "";
    }
  }

  private static Language language(String code) {
    return Language.valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** As {@link Commits#commit}. */
  public Future<Void> commit(Turned turned) {
    return commits.commit(turned);
  }

  /**
   * Gives a conversation back after a turn on its first message failed, to be tried again later.
   *
   * @param wait from now
   * @param blamed the message may be the reason: the attempt counts
   */
  public void putBack(Leased leased, Duration wait, boolean blamed) {
    database.run("""
      with held as (
        update conversation set lease_no = lease_no + 1, lease_by = null,
          lease_until = now() + $5::int * interval '1 ms'
        where id = $1 and lease_no = $2 and lease_by = $3 returning id
      )
      update inbox set attempts = attempts + 1
      where id = $4 and $6::boolean and exists (select 1 from held)""", leased.conversation(), leased.leaseNo(), node,
        leased.messages().getFirst().id(), (int) wait.toMillis(), blamed);
  }

  /** Gives a conversation to a member of staff: from now on the assistant says nothing in it. */
  public void takeOver(UUID conversation, String staff) {
    database.run("update conversation set owner = $2, owner_until = null where id = $1", conversation, staff);
  }

  /** What stands in the inbox when staff hand a conversation back: the assistant takes it up where it was. */
  public static final Content HANDED_BACK = new Content.Unsupported("handed_back");

  /**
   * Gives a conversation back to the assistant, which asks again what was open.
   *
   * @param staff whose it must be; null: anybody's
   * @return false when nobody had taken it over, or somebody else has
   */
  public boolean handBack(UUID conversation, @Nullable String staff) {
    return database.first(row -> row.getLong(0), """
        with back as (
          update conversation set owner = null, owner_until = null, waiting_since = null, waiting_reason = null
          where id = $1 and owner is not null and ($3::text is null or owner = $3) returning id, lease_no
        ), told as (
          insert into inbox (conversation_id, channel, provider_id, content, sent_at)
          select b.id, p.channel, 'handed-back-' || b.id || '-' || b.lease_no, $2::text::jsonb, now()
          from back b join contact p on p.id = b.id
          on conflict do nothing returning id
        )
        select count(*) from told, pg_notify('bot_inbox', '')""", conversation, Json.write(HANDED_BACK), staff)
        .orElse(0L) > 0;
  }

  /** The same, whoever has it. */
  public boolean handBack(UUID conversation) {
    return handBack(conversation, null);
  }

  /** Prolongs the leases of turns that take long; returns those still held. */
  public Set<UUID> renew(List<Leased> leases) {
    var ids = leases.stream().map(Leased::conversation).toArray(UUID[]::new);
    var numbers = leases.stream().map(Leased::leaseNo).toArray(Long[]::new);
    var rows = database.run("""
      with mine as (
        select c.id from conversation c join unnest($2::uuid[], $3::bigint[]) as t(id, lease_no)
          on c.id = t.id and c.lease_no = t.lease_no and c.lease_by = $1
        order by c.id for update of c
      )
      update conversation c set lease_until = now() + $4::int * interval '1 ms'
      from mine m, (select set_config('synchronous_commit', 'off', true)) unhurried where c.id = m.id
      returning c.id""",
        Tuple.of(node).addArrayOfUUID(ids).addArrayOfLong(numbers).addInteger((int) lease.toMillis()));
    var held = new HashSet<UUID>();
    rows.forEach(row -> held.add(row.getUUID(0)));
    return held;
  }
}
