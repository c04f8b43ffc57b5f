package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be sent, and what became of it. */
public final class Outbox {
  /** What is claimed leaves within this, mostly: nothing is claimed for later, and an answer waits no longer behind alerts. */
  public static final Duration AHEAD = Duration.ofMillis(300);
  private static final int LARGEST_BATCH = 200;

  private final Database database;
  private final Repeats repeats;
  private final Claims claims;
  private final Doubts doubts;
  private final Departures departures;
  private final ChannelShares shares;
  private final Batches<Settled> settlements;

  public Outbox(Database database, String node) {
    this(database, node, Repeats.USUAL);
  }

  public Outbox(Database database, String node, Repeats repeats) {
    this.database = database;
    this.repeats = repeats;
    this.claims = new Claims(database, node);
    this.doubts = new Doubts(database, repeats);
    this.departures = new Departures(database, node);
    this.shares = new ChannelShares(database, node);
    this.settlements = new Batches<>(LARGEST_BATCH, Batches.APART, this::write);
  }

  /** What this node may send of what is agreed. */
  public ChannelShares shares() {
    return shares;
  }

  /** How sends are tried again. */
  public Repeats repeats() {
    return repeats;
  }

  /**
   * A message this node is to send now.
   *
   * @param attempts how often it has been tried, this time included
   * @param secret it carries a one-time code: it is blanked once settled and never sent again on a doubt
   * @param age since it was made, by the database's clock: that of a node may have jumped
   * @param priority 0 for answers, 1 for what we begin
   */
  public record Due(Outbound message, UUID conversation, int attempts, boolean secret, Duration age,
      int priority) {

    /** An alert or a code: who may have got it already does not get it again. */
    public boolean neverTwice() {
      return priority > 0 || secret;
    }
  }

  /**
   * What follows from a send.
   *
   * @param attempt which attempt it was: a late holder's word no longer counts
   * @param state sent, due (again after {@code after}), unknown (to be looked at after {@code after}), failed or dropped
   * @param unreachable the person cannot be written to here until they write themselves
   * @param parts how many parts of it the provider has taken so far
   */
  public record Settled(long id, int attempt, String state, @Nullable String providerId, @Nullable String error,
      Duration after, boolean unreachable, int parts) {

    /** Of a message that goes out whole or not at all. */
    public Settled(long id, int attempt, String state, @Nullable String providerId, @Nullable String error,
        Duration after, boolean unreachable) {
      this(id, attempt, state, providerId, error, after, unreachable, 0);
    }
  }

  /**
   * Takes up to {@code limit} due messages of a channel that is neither paused nor resting, answers first.
   *
   * @param pace of it: what one person gets is kept here, what the channel gets by {@link #shares}
   * @param lease how long this node may be silent before others look after them; see {@link #renew}
   */
  public List<Due> claim(int limit, String channel, Pace pace, Duration lease) {
    return claims.claim(limit, channel, pace, lease);
  }

  /**
   * Writes down that the send of a message that goes out {@linkplain Due#neverTwice never twice} begins, together with
   * others; waits for it. Until then it goes back to those due when this node dies.
   *
   * @return false when it is not this node's any more, or when the person has said STOP to what we begin since it was claimed
   */
  public boolean leaves(Due due) {
    return departures.begin(due);
  }

  /** Whether no receipt has told since it was claimed that an earlier attempt had arrived: asked right before it is repeated. */
  public boolean isWanted(Due due) {
    return database.first(row -> true, "select 1 from outbox where id = $1 and attempts = $2 and state = 'sending'",
        due.message().id(), due.attempts()).isPresent();
  }

  /**
   * Makes due again what a commit of which nobody heard may have kept as being sent by this node, straight from the turn.
   *
   * @param held what this node does send
   * @return how many
   */
  public int takeBack(UUID person, Predicate<Long> held) {
    var kept = database.run("""
        select id from outbox where conversation_id = $1 and id >= bot_known_from() and state = 'sending' and lease_by = $2
          and attempts = 1 and tried_at = created_at""",
        Tuple.of(person, claims.node())).stream()
        .map(row -> row.getLong(0)).filter(held.negate()).toArray(Long[]::new);
    return database.run("""
        update outbox set state = 'due', attempts = 0, tried_at = null, lease_by = null, lease_until = null
        where id = any($1) and state = 'sending' and lease_by = $2""",
        Tuple.tuple().addArrayOfLong(kept).addString(claims.node())).rowCount();
  }

  /** Prolongs the leases of sends that take long; returns those still held. */
  public List<Long> renew(List<Long> messages, Duration lease) {
    return claims.renew(messages, lease);
  }

  /** Keeps what became of a send, together with others; a receipt that was faster is joined in. */
  public Future<Void> settle(Settled settled) {
    return settlements.add(List.of(settled));
  }

  private static final String SETTLE = "select bot_settle_sends($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

  private Future<?> write(List<Settled> settled) {
    var ids = settled.stream().map(Settled::id).toArray(Long[]::new);
    var attempts = settled.stream().map(Settled::attempt).toArray(Integer[]::new);
    var states = settled.stream().map(Settled::state).toArray(String[]::new);
    var providerIds = settled.stream().map(Settled::providerId).toArray(String[]::new);
    var errors = settled.stream().map(Settled::error).toArray(String[]::new);
    var waits = settled.stream().map(s -> s.after().toMillis()).toArray(Long[]::new);
    var unreachable = settled.stream().map(Settled::unreachable).toArray(Boolean[]::new);
    var parts = settled.stream().map(Settled::parts).toArray(Integer[]::new);
    return database.send(SETTLE,
        Tuple.tuple().addArrayOfLong(ids).addArrayOfInteger(attempts).addArrayOfString(states)
            .addArrayOfString(providerIds)
            .addArrayOfString(errors).addArrayOfLong(waits).addArrayOfBoolean(unreachable).addArrayOfInteger(parts)
            .addLong(repeats.longestDoubt().toMillis()).addInteger(Repeats.MOST_DOUBLINGS));
  }

  /** As {@link Doubts#reconcile}. */
  public Doubts.Reconciled reconcile(Duration patience) {
    return doubts.reconcile(patience);
  }

  /** What became of these messages, by id; those that do not exist are left out. */
  public Map<Long, Fate> fate(Collection<Long> ids) {
    var rows = database.run("select id, state, mark::int, error from outbox where id = any($1)",
        Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new)));
    return rows.stream().map(Outbox::fate).collect(Collectors.toMap(Fate::id, fate -> fate));
  }

  private static Fate fate(Row row) {
    var state = switch (row.getString("state")) {
      case "sent" -> row.getInteger("mark") >= Mark.READ.rank()
          ? Fate.State.READ
          : row.getInteger("mark") >= Mark.DELIVERED.rank() ? Fate.State.DELIVERED : Fate.State.SENT;
      case String other -> Fate.State.valueOf(other.toUpperCase(Locale.ROOT));
    };
    var error = row.getString("error");
    return new Fate(row.getLong("id"), state, error == null || !state.lost() ? null : error.split(": ", 2)[0]);
  }

  /** How much of what we begin to say waits to be sent, by channel: so that no more is said than goes out soon. */
  public Map<String, Long> begunWaiting() {
    return database.list(row -> Map.entry(row.getString(0), row.getLong(1)), """
        select channel, count(*) from outbox where state = 'due' and priority = 1 group by channel""").stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
