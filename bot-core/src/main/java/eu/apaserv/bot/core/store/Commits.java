package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Outbox.Due;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one commit that ends a turn, shared by all that are ready. */
final class Commits {
  private static final int LARGEST_BATCH = 200;
  /** Well within what any provider counts as having been heard. */
  private static final Duration LATELY = Duration.ofHours(1);

  private final Database database;
  private final String node;
  private final Duration lease;
  private final Express express;
  private final OpenAnswers openAnswers;
  private final Set<UUID> doubtful = ConcurrentHashMap.newKeySet();
  private final Batches<Ready> ready = new Batches<>(LARGEST_BATCH, Batches.APART, this::write);

  /** @param open answers that are not out yet; null: its own cannot leave at once */
  private record Ready(Turned turned, @Nullable List<Long> open) {
    String channel() {
      return turned.leased().address().channel();
    }

    UUID person() {
      return turned.leased().conversation();
    }
  }

  Commits(Database database, String node, Duration lease, Express express) {
    this.database = database;
    this.node = node;
    this.lease = lease;
    this.express = express;
    this.openAnswers = new OpenAnswers(database);
  }

  /**
   * Commits a turn together with whatever other turns are ready.
   *
   * @return completes when it is durable, or when the lease was lost and another will do it
   */
  Future<Void> commit(Turned turned) {
    var leased = turned.leased();
    var pace = turned.replies().isEmpty() || heardAt(leased) == null ? null : express.pace(leased.address().channel());
    return pace == null
        ? ready.add(List.of(new Ready(turned, null)))
        : openAnswers.of(leased.conversation(), pace)
            .compose(open -> ready.add(List.of(new Ready(turned, open.orElse(null)))));
  }

  /*
   * Session, answers and what they answered, all or nothing, and only under the lease they were made under. Repeating it
   * is harmless: the first one that succeeds gives the lease back. Where staff took over while the turn was made, nothing of
   * it is said or remembered: the messages are theirs. What this node may send at once is kept as being
   * sent by it: all of a turn or nothing, for a pause of the channel is the same for all of it.
   */
  private static final String COMMIT = """
    with turn as (
      select * from unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::boolean[], $7::text[], $19::boolean[], $20::int[])
        as t(id, lease_no, state, language, opted_out, waiting_reason, staffed, heard)
    ), mine as (
      select c.id, c.owner is not null and not t.staffed as taken
      from conversation c join turn t on c.id = t.id and c.lease_no = t.lease_no and c.lease_by = $1
      order by c.id for update of c
    ), held as (
      update conversation c set state = case when m.taken then c.state else t.state::jsonb end, lease_no = c.lease_no + 1, lease_by = null, lease_until = null,
        updated_at = now(),
        last_inbound_at = now(),
        minute = date_trunc('minute', now()),
        minute_count = t.heard + case when c.minute = date_trunc('minute', now()) then c.minute_count else 0 end,
        waiting_reason = case when m.taken then c.waiting_reason else coalesce(t.waiting_reason, c.waiting_reason) end,
        waiting_since = case when t.waiting_reason is null or m.taken then c.waiting_since
          else coalesce(c.waiting_since, now()) end
      from turn t join mine m on m.id = t.id where c.id = t.id
      returning c.id, m.taken
    ), told as (
      update contact p set language = t.language,
        opted_out_at = case when t.opted_out then coalesce(p.opted_out_at, now()) end, unreachable_at = null
      from turn t join held h on h.id = t.id
      where p.id = t.id and (p.language <> t.language or (p.opted_out_at is not null) <> t.opted_out
        or p.unreachable_at is not null)
    ), done as (
      update inbox i set done_at = now(), outcome = case when h.taken then 'staff' else d.outcome end,
        trace = d.trace::jsonb, content = case when d.secret then %s else i.content end
      from unnest($8::uuid[], $9::bigint[], $10::text[], $11::text[], $12::boolean[])
        as d(conversation, id, outcome, trace, secret)
      join held h on h.id = d.conversation where i.id = d.id and i.done_at is null
    ), answer as (
      select o.*, o.express and c.paused_at is null and coalesce(c.rests_until < clock_timestamp(), true) as leaves
      from unnest($13::int[], $14::uuid[], $15::text[], $16::text[], $17::text[], $18::text[], $21::boolean[])
        as o(n, conversation, channel, address, reply_to, content, express)
      join held h on h.id = o.conversation and not h.taken left join channel_state c on c.channel = o.channel
    ), said as (
      insert into outbox (conversation_id, channel, address, reply_to, content, state, attempts, lease_by, lease_until, tried_at)
      select conversation, channel, address, reply_to, content::jsonb, case when leaves then 'sending' else 'due' end,
        case when leaves then 1 else 0 end, case when leaves then $1 end,
        case when leaves then now() + $22::int * interval '1 ms' end, case when leaves then now() end
      from answer order by n
      returning id, conversation_id, state
    )
    select conversation_id, id from said where state = 'sending' order by id""".formatted(Transcripts.BLANK);

  private Future<RowSet<Row>> write(List<Ready> all) {
    var turns = newest(all);
    var berths = berths(turns);
    long asked = System.nanoTime();
    // A berth is used whatever happens: else its person's next answers would wait behind it for ever.
    return attempt(turns, berths).timeout(Batches.SECONDS_TO_ANSWER, TimeUnit.SECONDS)
        .onSuccess(said -> send(turns, berths, said, asked))
        .onFailure(_ -> berths.forEach(this::doubt));
  }

  private Future<RowSet<Row>> attempt(Collection<Ready> turns, Map<UUID, Express.Berth> berths) {
    try {
      var args = new CommitArguments(database.seal());
      turns.forEach(one -> args.add(one.turned(), berths.containsKey(one.person())));
      return database.send(COMMIT, args.tuple(node, lease));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Map<UUID, Express.Berth> berths(Collection<Ready> turns) {
    var berths = new HashMap<UUID, Express.Berth>();
    for (var one : turns) {
      var open = one.open();
      var berth = open == null || doubtful.contains(one.person())
          ? null
          : express.berth(one.channel(), one.person(), one.turned().replies().size(), open);
      if (berth != null) {
        berths.put(one.person(), berth);
      }
    }
    return berths;
  }

  private void send(Collection<Ready> turns, Map<UUID, Express.Berth> berths, RowSet<Row> said, long asked) {
    var numbers = new HashMap<UUID, List<Long>>();
    said.forEach(row -> numbers.computeIfAbsent(row.getUUID("conversation_id"), _ -> new ArrayList<>())
        .add(row.getLong("id")));
    for (var one : turns) {
      var berth = berths.get(one.person());
      var leaving = due(one.turned(), numbers.getOrDefault(one.person(), List.of()));
      if (berth != null) {
        berth.send(leaving, asked);
      }
      if (leaving.size() < one.turned().replies().size()) {
        express.isDue(one.channel(), one.person());
      }
    }
  }

  /** Until what may have been kept is due again, nothing more goes straight to them: it could not be told from that. */
  private void doubt(UUID person, Express.Berth berth) {
    doubtful.add(person);
    berth.unsure(() -> doubtful.remove(person));
  }

  /** When they were last heard; null: not lately by these messages, so an older one that came before them may count. */
  private static @Nullable Instant heardAt(Leased leased) {
    return leased.messages().stream()
        .flatMap(m -> Stream.ofNullable(m.heardAt()).filter(at -> at.isAfter(m.receivedAt().minus(LATELY))))
        .max(Comparator.naturalOrder()).orElse(null);
  }

  private static List<Due> due(Turned turned, List<Long> numbers) {
    var leased = turned.leased();
    var heardAt = heardAt(leased);
    return IntStream.range(0, numbers.size()).mapToObj(i -> {
      var reply = turned.replies().get(i);
      var message = new Outbound(numbers.get(i), leased.address(), reply.content(), reply.replyTo(), heardAt);
      return new Due(message, leased.conversation(), 1, false, Duration.ZERO, 0);
    }).toList();
  }

  /**
   * A node whose lease ran out may have taken the same conversation again, and both turns be ready at once: the older one has
   * lost, and the statement tells turns apart by their conversation.
   */
  private static Collection<Ready> newest(List<Ready> turns) {
    return turns.stream().collect(Collectors.toMap(Ready::person, Function.identity(),
        (one, other) -> other.turned().leased().leaseNo() > one.turned().leased().leaseNo() ? other : one,
        LinkedHashMap::new)).values();
  }
}
