package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.AlertRoom;
import eu.apaserv.bot.conversations.alert.Finding;
import eu.apaserv.bot.conversations.alert.Merging;
import eu.apaserv.bot.conversations.alert.Reachable;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.RunKind;
import eu.apaserv.bot.core.run.Verdict;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people are told of an outage when their turn comes: by the facts of that moment, several places in one message. */
public final class OutageRun implements RunKind {
  /** As it stands in {@code run.kind}. */
  public static final String KIND = "outage";
  /** Who cannot be reached for so long, be it after quiet hours, is not told that it is over. */
  private static final Duration END_IS_NEWS = Duration.ofHours(12);

  private final AlertRoom alerts;
  private final OutageStore store;
  private final OutageWords words;

  public OutageRun(AlertRoom alerts, OutageWords words) {
    this.alerts = alerts;
    this.store = new OutageStore(alerts.database());
    this.words = words;
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public List<Verdict> decide(Run run, List<Recipient> recipients) {
    var told = OutageTold.Told.of(run);
    var outage = store.find(told.outage()).orElseThrow();
    var stale = stale(outage, told);
    if (stale != null) {
      return recipients.stream().<Verdict>map(one -> new Verdict.Skip(List.of(one), stale)).toList();
    }
    var reachable = alerts.post().reachable(recipients);
    return Merging.verdicts(recipients, findings(OutageTold.wish(outage.published(), told.telling()), recipients),
        (about, places) -> verdict(outage, told.telling(), about, places,
            reachable.getOrDefault(about.getFirst().person(), Reachable.NOWHERE)));
  }

  /** Why nobody is told any more; null: it still holds. */
  private @Nullable String stale(Outage outage, OutageTold.Told told) {
    var now = alerts.now();
    return switch (told.telling()) {
      case RESTORED, CANCELLED ->
        alerts.quiet().open(outage.changedAt()).plus(END_IS_NEWS).isBefore(now) ? "too_late" : null;
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
   * Somewhere a person still wants to hear about.
   *
   * @param label null: a place they asked about themselves, not one of an account
   * @param urgent also at night
   */
  private record Heard(@Nullable String label, boolean urgent) {}

  /* A wish is for an account, whose link has to hold, or for a place, which needs none. */
  private static final String FACTS = """
    select p.point_id is null and place.id is null as gone, wish.urgent,
      nullif(concat_ws(', ', nullif(concat_ws(' ', p.street, p.number), ''), 'bl. ' || p.block, p.locality), '') as label,
      place.id is not null or exists (select from account_link l where l.conversation = r.person
        and l.client_code = p.client_code and l.ended_at is null and link_holds(l, $4, $5)) as linked
    from unnest($1::uuid[], $2::text[]) with ordinality as r(person, subject, n)
    left join consumption_point p on p.point_id = r.subject
    left join alert_subscription place on place.id = substring(r.subject from '^place (\\d{1,18})$')::bigint
      and place.conversation = r.person and place.client_code is null
    cross join lateral (
      select bool_or(s.urgent) as urgent from alert_subscription s
      where s.conversation = r.person and s.kind = $3 and s.ended_at is null
        and (s.client_code = p.client_code or (s.client_code is null and s.locality = place.locality
          and s.street_key is not distinct from place.street_key
          and s.street_number is not distinct from place.street_number))
    ) wish
    order by r.n""";

  private List<Finding<Heard>> findings(AlertKind wish, List<Recipient> recipients) {
    var findings = new ArrayList<Finding<Heard>>();
    alerts.database().run(FACTS, Tuple.tuple()
        .addArrayOfUUID(recipients.stream().map(Recipient::person).toArray(UUID[]::new))
        .addArrayOfString(recipients.stream().map(Recipient::subject).toArray(String[]::new)).addString(wish.word())
        .addLocalDate(alerts.today()).addOffsetDateTime(alerts.heardSince()))
        .forEach(row -> findings.add(finding(row)));
    return findings;
  }

  private static Finding<Heard> finding(Row row) {
    if (row.getBoolean("gone")) {
      return new Finding.Skip<>("gone");
    }
    var urgent = row.getBoolean("urgent");
    if (urgent == null) {
      return new Finding.Skip<>("unsubscribed");
    }
    return row.getBoolean("linked")
        ? new Finding.Tell<>(new Heard(row.getString("label"), urgent))
        : new Finding.Skip<>("link_ended");
  }

  private Verdict verdict(Outage outage, Telling telling, List<Recipient> about, List<Heard> places,
      Reachable reachable) {
    var now = alerts.now();
    boolean runs = outage.published().kind() == OutageKind.FAULT && outage.status().isOpen();
    boolean urgent = places.stream().anyMatch(Heard::urgent);
    if (alerts.quiet().covers(now) && !(urgent && runs)) {
      return new Verdict.Later(about, alerts.quiet().open(now));
    }
    var labels = places.size() < 2
        ? List.<String>of()
        : places.stream().map(Heard::label).filter(Objects::nonNull).toList();
    return new Verdict.Say(about, alerts.post().letters(about.getFirst(), reachable,
        words.message(outage, telling, labels, now), until(outage, now)));
  }

  /** A notice that comes after the end says nothing. */
  private static @Nullable Instant until(Outage outage, Instant now) {
    var ends = outage.published().endsAt();
    return outage.status().isOpen() && ends != null && ends.isAfter(now) ? ends : now.plus(END_IS_NEWS);
  }
}
