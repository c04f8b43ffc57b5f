package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.AlertRoom;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.run.Audience;
import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.Transaction;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Who is told of an outage, what that costs, and the runs that tell them. */
public final class OutageTold {
  private static final int LONGEST_TITLE = 120;

  private final AlertRoom alerts;
  private final RunBook runs;
  private final OutageWords words;
  private final OutageRules rules;

  public OutageTold(AlertRoom alerts, RunBook runs, OutageWords words, OutageRules rules) {
    this.alerts = alerts;
    this.runs = runs;
    this.words = words;
    this.rules = rules;
  }

  /**
   * What a run of this kind is about.
   *
   * @param version what was published when it began
   */
  record Told(long outage, int version, Telling telling) {
    static Told of(Run run) {
      return Json.read(run.payload(), Told.class);
    }
  }

  /** The wish of people who are told. */
  static AlertKind wish(OutageNotice notice, Telling telling) {
    if (notice.kind() == OutageKind.PLANNED) {
      return AlertKind.PLANNED_WORKS;
    }
    return telling == Telling.RESTORED ? AlertKind.RESTORED : AlertKind.OUTAGE;
  }

  /*
   * A first notice goes to who is in the area. What follows goes to who was told before as well; the end to nobody else.
   */
  private Audience audience(Outage outage, boolean drafted, Telling telling, Part part) {
    var notice = drafted ? outage.latest() : outage.published();
    var wish = wish(notice, telling).word();
    return switch (telling) {
      case NOTICE -> Audience.of("""
          select person, subject, channel, language, null::timestamptz as due_at
          from outage_audience($1::bigint, $2::boolean, $3::text, $4::date, $5::timestamptz, $6, $7)""", outage.id(),
          drafted, wish, alerts.today(), alerts.heardSince(), part.of(), part.all());
      case RESTORED, CANCELLED -> Audience.of("""
          select person, subject, channel, language, null::timestamptz as due_at
          from outage_told($1::bigint, $2::text, $3::date, $4::timestamptz)
          where person_part(person, $5, $6)""", outage.id(), wish, alerts.today(), alerts.heardSince(), part.of(),
          part.all());
      case UPDATE, POSTPONED, REMINDER -> Audience.of("""
          with area as materialized (
            select * from outage_audience($1::bigint, $2::boolean, $3::text, $4::date, $5::timestamptz, $6, $7))
          select person, subject, channel, language, null::timestamptz as due_at from area
          union all
          select t.person, t.subject, t.channel, t.language, null from outage_told($1::bigint, $3::text, $4::date, $5::timestamptz) t
          where person_part(t.person, $6, $7) and not exists (
            select from area a where a.person = t.person and a.subject = t.subject)""", outage.id(),
          drafted, wish, alerts.today(), alerts.heardSince(), part.of(), part.all());
    };
  }

  /** One of several parts of all people: each is looked at by a connection of its own, which is done sooner. */
  private record Part(int of, int all) {
    static final Part ALL = new Part(0, 1);
    static final List<Part> SIDE_BY_SIDE = List.of(new Part(0, 2), new Part(1, 2));
  }

  private List<OutageReach.Group> reach(Transaction open, Outage outage, boolean drafted, Telling telling, Part part) {
    return OutageReach.of(open, audience(outage, drafted, telling, part), alerts.post());
  }

  private List<OutageReach.Group> reach(Outage outage, boolean drafted, Telling telling) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var parts = Part.SIDE_BY_SIDE.stream().map(part -> CompletableFuture.supplyAsync(
          () -> alerts.database().together(open -> reach(open, outage, drafted, telling, part)), threads)).toList();
      return parts.stream().flatMap(part -> part.join().stream()).toList();
    }
  }

  /** How many people would be told, each once, as the transaction that publishes it sees them. */
  long people(Transaction open, Outage outage, Telling telling) {
    return reach(open, outage, outage.draft() != null, telling, Part.ALL).stream()
        .filter(group -> group.channel() != null)
        .mapToLong(OutageReach.Group::people).sum();
  }

  /** @param tells whether anybody is told; else the rest is empty */
  OutagePreview preview(Outage outage, Telling telling, boolean tells, List<OutagePreview.Remark> remarks) {
    boolean drafted = outage.draft() != null;
    var points = alerts.database().send("select count(*) from outage_points($1, $2)", Tuple.of(outage.id(), drafted));
    var groups = tells ? reach(outage, drafted, telling) : List.<OutageReach.Group>of();
    var as = drafted ? outage.published(outage.latest(), alerts.now()) : outage;
    var rows = rows(groups, as, telling);
    long people = rows.stream().mapToLong(OutagePreview.Row::people).sum();
    long all = groups.stream().mapToLong(OutageReach.Group::people).sum();
    return new OutagePreview(Database.await(points).iterator().next().getLong(0), tells, people, all - people, rows,
        people > rules.approvalAbove() && outage.approvedBy() == null, remarks);
  }

  /** By channel and language, those who are reached. */
  private List<OutagePreview.Row> rows(List<OutageReach.Group> groups, Outage outage, Telling telling) {
    var rows = new HashMap<Map.Entry<String, Language>, OutagePreview.Row>();
    for (var group : groups) {
      var channel = group.channel();
      if (channel != null) {
        rows.merge(Map.entry(channel, group.language()), row(channel, group, outage, telling), OutagePreview.Row::with);
      }
    }
    return rows.values().stream()
        .sorted(Comparator.comparing(OutagePreview.Row::channel).thenComparing(OutagePreview.Row::language)).toList();
  }

  private OutagePreview.Row row(String channel, OutageReach.Group group, Outage outage, Telling telling) {
    var post = alerts.post();
    var one = words.message(outage, telling, List.of(), alerts.now());
    var usual = post.text(group.language(), channel, one);
    var all = words.message(outage, telling, group.places(), alerts.now());
    var text = post.text(group.language(), channel, all);
    long segments = post.isBrief(channel) ? post.parts(channel, all.template(), text) * group.people() : 0;
    return new OutagePreview.Row(channel, group.language().code(), group.people(), usual,
        post.parts(channel, one.template(), usual), segments,
        post.cost(channel, all.template(), text, group.people()));
  }

  /*
   * People are being told of it at this moment, maybe: they are waited for and count as told, and who still waits is asked about
   * again when this is committed. Persons in order, as a batch takes whole ones.
   */
  private static final String HOLD_WAITING = """
      select count(*) from (select from run_recipient r join run n on n.id = r.run_id
        where n.kind = 'outage' and n.key like $1 and r.state = 'waiting'
        order by r.run_id, r.person, r.subject for update of r) held""";
  private static final String KEYS = "outage/%d/%%";

  /**
   * Begins to tell people, as part of the transaction that publishes it. The same again is the same run. It may cost what a
   * preview of it says, with some room: one who is not reached costs an SMS.
   */
  Run begin(Transaction open, Outage outage, Telling telling, String who) {
    open.run(HOLD_WAITING, KEYS.formatted(outage.id()));
    var cost = rows(reach(open, outage, false, telling, Part.ALL), outage, telling).stream()
        .map(OutagePreview.Row::cost)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    return runs.begin(open, draft(outage, telling, who, alerts.business().alerts().budget(cost)),
        audience(outage, false, telling, Part.ALL));
  }

  /** The reminder on the morning of planned works, once. */
  Run remind(Outage outage, String who) {
    return alerts.database().together(open -> begin(open, outage, Telling.REMINDER, who));
  }

  private static Draft draft(Outage outage, Telling telling, String who, BigDecimal budget) {
    var notice = outage.published();
    var payload = Json.write(new Told(outage.id(), outage.version(), telling));
    boolean urgent = notice.kind() == OutageKind.FAULT && telling == Telling.NOTICE;
    var title = "#" + outage.id() + " " + notice.areas().getFirst().label();
    return new Draft(key(outage, telling), OutageRun.KIND, title.substring(0, Math.min(title.length(), LONGEST_TITLE)),
        payload, urgent, who, budget);
  }

  private static String key(Outage outage, Telling telling) {
    return "outage/" + outage.id() + "/" + (telling == Telling.REMINDER
        ? "reminder/" + outage.published().startsAt()
        : outage.version() + "/" + telling.word());
  }

  /** How many people were told of an outage so far, or are just being told: who hears of a new end, and that it is over. */
  long heard(Outage outage) {
    return alerts.database().first(row -> row.getLong(0), """
        select count(distinct r.person) from run n join run_recipient r on r.run_id = n.id
        where n.kind = 'outage' and n.key like $1 and r.state in ('queued', 'sent', 'delivered', 'unknown')""",
        KEYS.formatted(outage.id())).orElse(0L);
  }

  /** The run that told a version, if people were told of it. */
  public Optional<Run> run(Outage outage, Telling telling) {
    return runs.find(key(outage, telling));
  }
}
