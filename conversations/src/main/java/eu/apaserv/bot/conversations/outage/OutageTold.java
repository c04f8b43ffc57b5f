package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.AlertPost;
import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.run.Audience;
import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.Transaction;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who is told of an outage, what that costs, and the runs that tell them. */
public final class OutageTold {
  private static final int LONGEST_TITLE = 120;

  private final Database database;
  private final RunBook runs;
  private final AlertPost post;
  private final AlertRules prices;
  private final OutageWords words;
  private final OutageRules rules;
  private final Clock clock;

  public OutageTold(Database database, RunBook runs, AlertPost post, AlertRules prices, OutageWords words,
      OutageRules rules, Clock clock) {
    this.database = database;
    this.runs = runs;
    this.post = post;
    this.prices = prices;
    this.words = words;
    this.rules = rules;
    this.clock = clock;
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
  private static Audience audience(Outage outage, boolean drafted, Telling telling) {
    var notice = drafted ? outage.latest() : outage.published();
    var wish = wish(notice, telling).word();
    return switch (telling) {
      case NOTICE -> Audience.of("select person, subject, channel, language, null::timestamptz as due_at "
          + "from outage_audience($1::bigint, $2::boolean, $3::text)", outage.id(), drafted, wish);
      case RESTORED, CANCELLED -> Audience.of("select person, subject, channel, language, null::timestamptz as due_at "
          + "from outage_told($1::bigint, $2::text)", outage.id(), wish);
      case UPDATE, POSTPONED, REMINDER -> Audience.of("""
          with area as materialized (select * from outage_audience($1::bigint, $2::boolean, $3::text))
          select person, subject, channel, language, null::timestamptz as due_at from area
          union all
          select t.person, t.subject, t.channel, t.language, null from outage_told($1::bigint, $3::text) t
          where not exists (select from area a where a.person = t.person and a.subject = t.subject)""", outage.id(),
          drafted, wish);
    };
  }

  /** How many people would be told, each once, as the transaction that publishes it sees them. */
  long people(Transaction open, Outage outage, Telling telling) {
    var audience = audience(outage, outage.draft() != null, telling);
    return open.first(row -> row.getLong(0),
        "select count(*) from (select from (" + audience.select() + ") a group by person) p",
        audience.args().toArray()).orElse(0L);
  }

  OutagePreview preview(Outage outage, Telling telling, List<OutagePreview.Remark> remarks) {
    boolean drafted = outage.draft() != null;
    var audience = audience(outage, drafted, telling);
    var points = database.send("select count(*) from outage_points($1, $2)", Tuple.of(outage.id(), drafted));
    var counted = database.list(row -> row, """
        with told as materialized (select person, channel, language from (%s) a group by person, channel, language)
        select channel, language, count(*) as people from told group by channel, language
        union all select null, null, count(*) from (select from told group by person) p
        order by channel nulls first, language""".formatted(audience.select()), audience.args().toArray());
    long people = counted.getFirst().getLong("people");
    var as = drafted ? outage.published(outage.latest(), clock.instant()) : outage;
    var rows = counted.stream().filter(row -> row.getString("channel") != null).map(row -> row(row, as, telling))
        .toList();
    return new OutagePreview(Database.await(points).iterator().next().getLong(0), people, rows,
        people > rules.approvalAbove() && outage.approvedBy() == null,
        remarks);
  }

  private OutagePreview.Row row(Row row, Outage outage, Telling telling) {
    var channel = row.getString("channel");
    var language = Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT));
    long people = row.getLong("people");
    var text = post.text(language, channel, words.message(outage, telling, List.of(), clock.instant()));
    int parts = post.parts(channel, text);
    var cost = post.isBrief(channel)
        ? prices.smsPrice().multiply(BigDecimal.valueOf(parts * people))
        : new BigDecimal("0.00");
    return new OutagePreview.Row(channel, language.code(), people, text, parts, cost);
  }

  /** Begins to tell people, as part of the transaction that publishes it. The same again is the same run. */
  Run begin(Transaction open, Outage outage, Telling telling, String who) {
    var notice = outage.published();
    return runs.begin(open, draft(outage, telling, who, notice), audience(outage, false, telling));
  }

  /** The reminder on the morning of planned works, once. */
  Run remind(Outage outage, String who) {
    return runs.begin(draft(outage, Telling.REMINDER, who, outage.published()),
        audience(outage, false, Telling.REMINDER));
  }

  private static Draft draft(Outage outage, Telling telling, String who, OutageNotice notice) {
    var payload = Json.write(new Told(outage.id(), outage.version(), telling));
    boolean urgent = notice.kind() == OutageKind.FAULT && telling == Telling.NOTICE;
    var title = "#" + outage.id() + " " + notice.areas().getFirst().label();
    return new Draft(key(outage, telling), OutageRun.KIND, title.substring(0, Math.min(title.length(), LONGEST_TITLE)),
        payload, urgent, who);
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
