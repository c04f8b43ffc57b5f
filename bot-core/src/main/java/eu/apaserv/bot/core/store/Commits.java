package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Pace;
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
  private final Set<UUID> doubtful = ConcurrentHashMap.newKeySet();
  private final Batches<Ready> ready = new Batches<>(LARGEST_BATCH, Batches.APART, this::write);

  /** @param pace how fast its answers may leave at once; null: they cannot */
  private record Ready(Turned turned, @Nullable Pace pace) {
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
  }

  /**
   * Commits a turn together with whatever other turns are ready.
   *
   * @return completes when it is durable, or when the lease was lost and another will do it
   */
  Future<Void> commit(Turned turned) {
    var leased = turned.leased();
    var pace = turned.replies().isEmpty() || heardAt(leased) == null ? null : express.pace(leased.address().channel());
    return ready.add(List.of(new Ready(turned, pace)));
  }

  /*
   * Session, answers and what they answered, all or nothing, and only under the lease they were made under. Repeating it
   * is harmless: the first one that succeeds gives the lease back. Where staff took over while the turn was made, nothing of
   * it is said or remembered: the messages are theirs. What this node may send at once is kept as being
   * sent by it: all of a turn or nothing, for a pause of the channel is the same for all of it, and while they were sent no more
   * of late than half of what one person may get. The rest waits for a claim, which counts exactly.
   */
  private static final String COMMIT = """
    select * from bot_commit_turns($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
      $21, $22, $23, $24)""";

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
      turns.forEach(one -> args.add(one.turned(), one.pace(), berths.containsKey(one.person())));
      return database.send(COMMIT, args.tuple(node, lease));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Map<UUID, Express.Berth> berths(Collection<Ready> turns) {
    var berths = new HashMap<UUID, Express.Berth>();
    for (var one : turns) {
      var turned = one.turned();
      var berth = one.pace() == null || doubtful.contains(one.person())
          ? null
          : express.berth(one.channel(), one.person(), turned.replies().size(), turned.leased().open());
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
