package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.AlertPost;
import eu.apaserv.bot.conversations.alert.QuietHours;
import eu.apaserv.bot.conversations.alert.Reachable;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.RunKind;
import eu.apaserv.bot.core.run.Verdict;
import eu.apaserv.bot.core.store.Database;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people are told of an outage when their turn comes: by the facts of that moment, several places in one message. */
public final class OutageRun implements RunKind {
  /** As it stands in {@code run.kind}. */
  public static final String KIND = "outage";
  /** Who cannot be reached for so long is not told that it is over. */
  private static final Duration END_IS_NEWS = Duration.ofHours(12);

  private final Database database;
  private final OutageStore store;
  private final AlertPost post;
  private final OutageWords words;
  private final QuietHours quiet;
  private final Clock clock;

  public OutageRun(Database database, AlertPost post, OutageWords words, QuietHours quiet, Clock clock) {
    this.database = database;
    this.store = new OutageStore(database);
    this.post = post;
    this.words = words;
    this.quiet = quiet;
    this.clock = clock;
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public List<Verdict> decide(Run run, List<Recipient> recipients) {
    var told = OutageTold.Told.of(run);
    var outage = store.find(told.outage()).orElseThrow();
    var byPerson = new LinkedHashMap<UUID, List<Recipient>>();
    recipients.forEach(r -> byPerson.computeIfAbsent(r.person(), _ -> new ArrayList<>()).add(r));
    var stale = stale(outage, told);
    if (stale != null) {
      return byPerson.values().stream().<Verdict>map(about -> new Verdict.Skip(about, stale)).toList();
    }
    var facts = facts(OutageTold.wish(outage.published(), told.telling()), recipients);
    return byPerson.entrySet().stream()
        .map(person -> verdict(outage, told.telling(), person.getKey(), person.getValue(), facts)).toList();
  }

  /** Why nobody is told any more; null: it still holds. */
  private @Nullable String stale(Outage outage, OutageTold.Told told) {
    var now = clock.instant();
    return switch (told.telling()) {
      case RESTORED, CANCELLED -> outage.changedAt().plus(END_IS_NEWS).isBefore(now) ? "too_late" : null;
      case REMINDER -> outage.statusAt(now) == OutageStatus.PLANNED ? null : "over";
      case NOTICE, UPDATE, POSTPONED -> {
        if (!outage.status().isOpen()) {
          yield "over";
        }
        yield outage.version() > told.version() && toldSince(outage.id(), told.version()) ? "superseded" : null;
      }
    };
  }

  private boolean toldSince(long outage, int version) {
    return store.steps(outage).stream().anyMatch(step -> step.told() && step.version() > version);
  }

  /**
   * What is known of a batch.
   *
   * @param urgent who still wants to know, and whether also at night
   * @param places labels by point
   */
  private record Facts(Map<UUID, Boolean> urgent, Map<String, String> places, Map<UUID, Reachable> reachable) {}

  private Facts facts(AlertKind wish, List<Recipient> recipients) {
    var persons = recipients.stream().map(Recipient::person).distinct().toArray(UUID[]::new);
    var urgent = new HashMap<UUID, Boolean>();
    database.run("""
        select conversation, bool_or(urgent) as urgent from alert_subscription
        where conversation = any($1) and kind = $2 and ended_at is null group by conversation""",
        Tuple.tuple().addArrayOfUUID(persons).addString(wish.word()))
        .forEach(row -> urgent.put(row.getUUID(0), row.getBoolean(1)));
    var places = new HashMap<String, String>();
    database.run("""
        select point_id, concat_ws(', ', nullif(concat_ws(' ', street, number), ''), 'bl. ' || block, locality) as label
        from consumption_point where point_id = any($1)""",
        Tuple.tuple().addArrayOfString(recipients.stream().map(Recipient::subject).toArray(String[]::new)))
        .forEach(row -> places.put(row.getString(0), row.getString(1)));
    return new Facts(urgent, places, post.reachable(recipients));
  }

  private Verdict verdict(Outage outage, Telling telling, UUID person, List<Recipient> about, Facts facts) {
    var now = clock.instant();
    var urgent = facts.urgent.get(person);
    if (urgent == null) {
      return new Verdict.Skip(about, "unsubscribed");
    }
    boolean runs = outage.published().kind() == OutageKind.FAULT && outage.status().isOpen();
    if (quiet.covers(now) && !(urgent && runs)) {
      return new Verdict.Later(about, quiet.open(now));
    }
    var places = about.size() < 2
        ? List.<String>of()
        : about.stream().map(r -> facts.places.get(r.subject())).filter(Objects::nonNull).toList();
    var message = words.message(outage, telling, places, now);
    return new Verdict.Say(about, post.letters(about.getFirst(), facts.reachable.getOrDefault(person,
        Reachable.NOWHERE), message, until(outage, now)));
  }

  /** A notice that comes after the end says nothing. */
  private static @Nullable Instant until(Outage outage, Instant now) {
    var ends = outage.published().endsAt();
    return outage.status().isOpen() && ends != null && ends.isAfter(now) ? ends : now.plus(END_IS_NEWS);
  }
}
