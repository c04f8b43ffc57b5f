package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.Subscriptions;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a preview says is what happens: the same people, by the same channels, in as many parts, for as much. */
class OutageReachTest {
  private static final String[] STREETS = {"Strada Oituz", "Strada Ștefan cel Mare", "Aleea Rozelor", "Str. {Veche}",
      "Strada cu un nume foarte lung, ca să încapă mai puține locuri într-un mesaj scurt"};

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private OutageScene scene;
  private Subscriptions wishes;

  @BeforeEach
  void open() {
    scene = new OutageScene(fresh.database());
    wishes = new Subscriptions(fresh.database(), scene.clock);
  }

  /** Everything that keeps somebody from being told, or sends them another way, in any combination. */
  @RepeatedTest(3)
  void aPreviewIsWhatIsSent(RepetitionInfo round) {
    town(new Random(round.getCurrentRepetition()), 150);
    var notice = new OutageNotice(OutageKind.FAULT, OutageEffect.NO_WATER, OutageScene.NOW.minusSeconds(600),
        OutageScene.NOW.plusSeconds(7200), null, "remedierea unei avarii", "", List.of(Area.locality("Roman")),
        List.of(Area.street("Roman", "Strada Oituz").between("1", "9", Area.Parity.ODD)), "dispecerat");
    var draft = scene.desk.draft("a", "ana", notice);
    var preview = scene.desk.preview(draft.id());
    scene.desk.approve(draft.id(), "ion", draft.draftNo());
    var run = scene.run(OutageScene.done(scene.desk.publish(draft.id(), "ana", draft.draftNo(), true)), Telling.NOTICE);
    assertThat(number("select count(distinct person) from run_recipient"))
        .isEqualTo(preview.people() + preview.unreached());
    scene.say();
    assertSent(preview, run);
    assertThat(preview.unreached()).isPositive();
  }

  /** Those of the first notice hear of a new end as well, and nobody twice. */
  @Test
  void anUpdateIsPreviewedAsItIsSent() {
    town(new Random(7), 80);
    var outage = scene.published(OutageScene.fault(Area.street("Roman", "Strada Oituz")));
    scene.say();
    fresh.database().run("delete from outbox");
    var edit = OutageScene.done(scene.desk.edit(outage.id(), "ana", 1,
        OutageScene.fault(Area.street("Roman", "Aleea Rozelor"))));
    var preview = scene.desk.preview(outage.id());
    scene.desk.approve(outage.id(), "ion", edit.draftNo());
    var updated = OutageScene.done(scene.desk.publish(outage.id(), "ana", edit.draftNo(), true));
    scene.say();
    assertSent(preview, scene.run(updated, Telling.UPDATE));
  }

  @Test
  void whatIsPublicWithoutAMessageIsPreviewedSoAndNeedsNobody() {
    town(new Random(1), 10);
    var outage = scene.published(OutageScene.fault(Area.locality("Roman")));
    var before = outage.published();
    var edit = OutageScene.done(scene.desk.edit(outage.id(), "ana", 1, new OutageNotice(before.kind(), before.effect(),
        before.startsAt(), before.worksEndAt(), null, "altă cauză", "", before.areas(), before.exceptions(), "x")));
    assertThat(scene.desk.preview(outage.id())).returns(false, OutagePreview::tells).returns(0L, OutagePreview::people)
        .returns(false, OutagePreview::approval);
    assertThat(scene.desk.publish(outage.id(), "ana", edit.draftNo(), false)).isInstanceOf(Outcome.Done.class);
  }

  /** The points of wishes are kept while either changes; made anew they are the same. */
  @Test
  void thePointsOfWishesFollowBoth() {
    town(new Random(3), 60);
    var anna = scene.person("sms", "moving", "Strada Oituz", "20", AlertKind.OUTAGE);
    fresh.database().run("update consumption_point set street = 'Strada Nouă' where client_code = 'c7'");
    fresh.database().run("update consumption_point set client_code = 'c9' where client_code = 'c8'");
    fresh.database().run("delete from consumption_point where client_code = 'c10'");
    wishes.redirect(anna, List.of(AlertKind.OUTAGE), "whatsapp");
    fresh.database().run("update alert_subscription set ended_at = now() where client_code = 'c11'");
    fresh.database().run("delete from alert_subscription where client_code = 'c12'");
    var kept = points();
    assertThat(kept).isNotEmpty().anyMatch(line -> line.contains("moving") && line.contains("whatsapp"));
    fresh.database().run("select alert_points_again()");
    assertThat(points()).isEqualTo(kept);
  }

  private List<String> points() {
    return fresh.database().list(row -> row.getString(0), "select p::text from alert_point p order by 1");
  }

  /** Links of which it is not seen in the link itself whether they hold. */
  @Test
  void linksThatFailAreThoseThatDoNotHold() {
    town(new Random(5), 200);
    assertThat(number("""
        select count(*) from account_link l where l.ended_at is null and (l.moved or l.origin is not null
            or l.delegation is not null or l.role <> 'holder')
          and link_holds(l, '2026-11-25', '2025-11-25')
            = ((l.conversation, l.client_code) in (select conversation, client_code
              from links_that_fail('2026-11-25', '2025-11-25')))""")).isZero();
    assertThat(number("select count(*) from links_that_fail('2026-11-25', '2025-11-25')")).isPositive();
  }

  private void assertSent(OutagePreview preview, Run run) {
    var sent = new TreeMap<String, Long>();
    var parts = new TreeMap<String, Long>();
    fresh.database().run("""
        select channel, content->>'language' as language, content->'body'->>'body' as text from outbox""")
        .forEach(row -> {
          var line = row.getString("channel") + " " + row.getString("language").toLowerCase(Locale.ROOT);
          sent.merge(line, 1L, Long::sum);
          parts.merge(line, row.getString("channel").equals("sms") ? OutageScene.parts(row.getString("text")) : 0L,
              Long::sum);
        });
    assertThat(sent).isEqualTo(by(preview, OutagePreview.Row::people));
    assertThat(parts).isEqualTo(by(preview, OutagePreview.Row::segments));
    assertThat(fresh.database().list(row -> row.getBigDecimal(0),
        "select coalesce(sum(cost), 0) from run_recipient where run_id = $1", run.id()).getFirst())
        .isEqualByComparingTo(preview.cost()).isGreaterThan(BigDecimal.ZERO);
  }

  private static Map<String, Long> by(OutagePreview preview,
      ToLongFunction<OutagePreview.Row> what) {
    var lines = new TreeMap<String, Long>();
    preview.rows().forEach(row -> lines.put(row.channel() + " " + row.language(), what.applyAsLong(row)));
    return lines;
  }

  private long number(String sql) {
    return fresh.database().first(row -> row.getLong(0), sql).orElseThrow();
  }

  /** People whose wishes, links, places, ways and addresses are of every kind. */
  private void town(Random random, int people) {
    var all = new ArrayList<UUID>();
    for (int n = 0; n < people; n++) {
      var code = "c" + n;
      var person = scene.person(random.nextBoolean() ? "sms" : "whatsapp", code, street(random), number(random),
          AlertKind.OUTAGE);
      fresh.database().run("insert into address (channel, id, contact_id) select channel, address, id from contact "
          + "where id = $1", person);
      for (int more = random.nextInt(6); more > 3; more--) {
        scene.point(code, street(random), number(random) + "/" + more);
      }
      change(random, person, code);
      all.add(person);
    }
    for (int n = 0; n < people / 10; n++) {
      same(all.get(random.nextInt(people)), all.get(random.nextInt(people)));
    }
  }

  private void change(Random random, UUID person, String code) {
    switch (random.nextInt(16)) {
      case 0 -> set("contact set opted_out_at = now() where id", person);
      case 1 -> set("contact set unreachable_at = now() where id", person);
      case 2 -> set("contact set language = 'en' where id", person);
      case 3 -> wishes.end(person, List.of(AlertKind.OUTAGE), null, null, "asked");
      case 4 -> set("account_link set ended_at = now() where conversation", person);
      case 5 -> set("account_link set seen_at = '2025-01-01' where conversation", person);
      case 6 -> representative(person, code, random.nextBoolean());
      case 7 -> fresh.database().run("insert into address (channel, id, contact_id) values ('sms', $1, $2)",
          "+4079" + random.nextInt(1_000_000), person);
      case 8, 9 -> elsewhere(random, person, code);
      case 10 -> {
        elsewhere(random, person, code);
        set("contact set unreachable_at = now() where id", person);
      }
      case 11 -> wishes.subscribe(person, List.of(AlertKind.OUTAGE), new Subscriptions.Target(null,
          new Place(null, "Roman", street(random), number(random), null, null, null), channel(person), false));
      case 12 -> other(random, person);
      default -> {
        // one of the many with nothing special
      }
    }
  }

  private void set(String what, UUID person) {
    fresh.database().run("update " + what + " = $1", person);
  }

  private void representative(UUID person, String code, boolean holds) {
    set("account_link set role = 'administrator' where conversation", person);
    if (holds) {
      fresh.database().run("insert into representative (client_code, name, role) values ($1, 'Ana', 'administrator')",
          code);
    }
  }

  /** By another channel first, where some said STOP. */
  private void elsewhere(Random random, UUID person, String code) {
    var channel = List.of("sms", "whatsapp", "telegram").get(random.nextInt(3));
    var number = "+4078" + random.nextInt(1_000_000);
    wishes.route(person, new Address(channel, number), random.nextInt(4) == 0 ? "own" : "chat");
    wishes.subscribe(person, List.of(AlertKind.OUTAGE), new Subscriptions.Target(code, null, channel, false));
    if (random.nextInt(3) == 0) {
      var stranger = UUID.randomUUID();
      fresh.database().run("insert into contact (id, channel, address, opted_out_at) values ($1, $2, $3, now())",
          stranger, channel, number);
      fresh.database().run("insert into address (channel, id, contact_id) values ($1, $2, $3)", channel, number,
          stranger);
    }
  }

  /** A second account, told by another channel. */
  private void other(Random random, UUID person) {
    var code = "x" + person;
    new Billing(fresh.database()).link(person, code);
    scene.point(code, street(random), number(random));
    wishes.route(person, new Address("whatsapp", "w" + random.nextInt(1_000_000)), "own");
    wishes.subscribe(person, List.of(AlertKind.OUTAGE), new Subscriptions.Target(code, null, "whatsapp", false));
  }

  /** Two conversations of one person, who asked for the same in both. */
  private void same(UUID one, UUID other) {
    if (!one.equals(other)) {
      fresh.database().run("""
          insert into same_person (conversation_id, person) select id, $2 from unnest($1::uuid[]) id
          on conflict do nothing""", Tuple.tuple().addArrayOfUUID(new UUID[]{one, other}).addUUID(UUID.randomUUID()));
      fresh.database().list(row -> row.getString(0), """
          select client_code from account_link where conversation = $1 and ended_at is null and client_code not in (
            select client_code from account_link where conversation = $2 and ended_at is null)""", one, other)
          .forEach(code -> new Billing(fresh.database()).link(other, code));
      fresh.database().run("""
          insert into alert_subscription (conversation, kind, client_code, channel, since)
          select $2, kind, client_code, (select channel from contact where id = $2), now() from alert_subscription
          where conversation = $1 and client_code is not null and ended_at is null on conflict do nothing""", one,
          other);
    }
  }

  private String channel(UUID person) {
    return fresh.database().first(row -> row.getString(0), "select channel from contact where id = $1", person)
        .orElseThrow();
  }

  private static String street(Random random) {
    return STREETS[random.nextInt(STREETS.length)];
  }

  private static String number(Random random) {
    return String.valueOf(1 + random.nextInt(120));
  }
}
