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
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
  private Audience audience(Outage outage, boolean drafted, Telling telling) {
    var notice = drafted ? outage.latest() : outage.published();
    var wish = wish(notice, telling).word();
    return switch (telling) {
      case NOTICE -> Audience.of("""
          select person, subject, channel, language, null::timestamptz as due_at
          from outage_audience($1::bigint, $2::boolean, $3::text, $4::date, $5::timestamptz)""", outage.id(), drafted,
          wish, alerts.today(), alerts.heardSince());
      case RESTORED, CANCELLED -> Audience.of("""
          select person, subject, channel, language, null::timestamptz as due_at
          from outage_told($1::bigint, $2::text, $3::date, $4::timestamptz)""", outage.id(), wish, alerts.today(),
          alerts.heardSince());
      case UPDATE, POSTPONED, REMINDER -> Audience.of("""
          with area as materialized (
            select * from outage_audience($1::bigint, $2::boolean, $3::text, $4::date, $5::timestamptz))
          select person, subject, channel, language, null::timestamptz as due_at from area
          union all
          select t.person, t.subject, t.channel, t.language, null from outage_told($1::bigint, $3::text, $4::date, $5::timestamptz) t
          where not exists (select from area a where a.person = t.person and a.subject = t.subject)""", outage.id(),
          drafted, wish, alerts.today(), alerts.heardSince());
    };
  }

  /*
   * Each person once, on the channel of their first place, as a run tells them; but for those whose every address is closed.
   */
  private static String people(String told) {
    return """
        with told as materialized (%s), person as (
          select person, min(channel) as channel, max(channel) as other, min(language) as language from told group by person
        ), several as (
          select distinct on (t.person) t.person, t.channel from told t join person p on p.person = t.person
          where p.channel <> p.other order by t.person, t.subject
        )
        select coalesce(s.channel, p.channel) as channel, p.language, count(*) as people
        from person p left join several s on s.person = p.person
        where not exists (select from contact c where c.id = p.person and c.unreachable_at is not null and not exists (
          select from alert_route r where r.conversation = c.id and r.channel <> c.channel and not exists (
            select from address a join contact o on o.id = a.contact_id where a.channel = r.channel and a.id = r.address
              and (o.opted_out_at is not null or o.unreachable_at is not null))))
    group by 1, 2 order by 1, 2""".formatted(told);
  }

  /** How many people would be told, each once, as the transaction that publishes it sees them. */
  long people(Transaction open, Outage outage, Telling telling) {
    var audience = audience(outage, outage.draft() != null, telling);
    return people(counted(open, audience));
  }

  /** With room for a whole town: on disk it takes twice as long. */
  private static RowSet<Row> counted(Transaction open, Audience audience) {
    open.run("select set_config('work_mem', '64MB', true)");
    return open.run(people(audience.select()), audience.args().toArray());
  }

  private static long people(RowSet<Row> counted) {
    return counted.stream().mapToLong(row -> row.getLong("people")).sum();
  }

  OutagePreview preview(Outage outage, Telling telling, List<OutagePreview.Remark> remarks) {
    boolean drafted = outage.draft() != null;
    var audience = audience(outage, drafted, telling);
    var points = alerts.database().send("select count(*) from outage_points($1, $2)", Tuple.of(outage.id(), drafted));
    var counted = alerts.database().together(open -> counted(open, audience));
    long people = people(counted);
    var as = drafted ? outage.published(outage.latest(), alerts.now()) : outage;
    return new OutagePreview(Database.await(points).iterator().next().getLong(0), people,
        counted.stream().map(row -> row(row, as, telling)).toList(),
        people > rules.approvalAbove() && outage.approvedBy() == null, remarks);
  }

  private OutagePreview.Row row(Row row, Outage outage, Telling telling) {
    var channel = row.getString("channel");
    var language = Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT));
    long people = row.getLong("people");
    var post = alerts.post();
    var text = post.text(language, channel, words.message(outage, telling, List.of(), alerts.now()));
    return new OutagePreview.Row(channel, language.code(), people, text, post.parts(channel, text),
        post.cost(channel, text, people));
  }

  /**
   * Begins to tell people, as part of the transaction that publishes it. The same again is the same run. It may cost what a
   * preview of it says, with some room: several places make a text longer, and one who is not reached costs an SMS.
   */
  Run begin(Transaction open, Outage outage, Telling telling, String who) {
    var audience = audience(outage, false, telling);
    var cost = counted(open, audience).stream().map(row -> row(row, outage, telling).cost())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    return runs.begin(open, draft(outage, telling, who, alerts.business().alerts().budget(cost)), audience);
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

  /** The run that told a version, if people were told of it. */
  public Optional<Run> run(Outage outage, Telling telling) {
    return runs.find(key(outage, telling));
  }
}
