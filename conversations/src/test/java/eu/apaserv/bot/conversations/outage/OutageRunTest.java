package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.Subscriptions;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Verdict;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told of an outage on a real database: by the facts, the wishes and the links of that moment. */
class OutageRunTest {
  private static final Instant NOW = OutageScene.NOW;
  private static final Area OITUZ = OutageScene.OITUZ;

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private OutageScene scene;

  @BeforeEach
  void open() {
    scene = new OutageScene(fresh.database());
  }

  @Test
  void severalPlacesOfAPersonAreOneMessage() {
    scene.person("whatsapp", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    scene.point("1", "Strada Oituz", "5");
    var verdicts = scene.decide(scene.run(scene.published(OutageScene.fault(OITUZ)), Telling.NOTICE));
    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.getFirst().about()).hasSize(2);
    assertThat(OutageScene.text(verdicts.getFirst())).contains("Locul dumneavoastră: Strada Oituz 3, Roman",
        "Locul dumneavoastră: Strada Oituz 5, Roman", "remedierea unei avarii");
  }

  @Test
  void aWishForAPlaceNeedsNoLink() {
    var id = UUID.randomUUID();
    scene.point("9", "Strada Oituz", "1");
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', '+40700')", id);
    var subscriptions = new Subscriptions(fresh.database(), scene.clock);
    subscriptions.subscribe(id, List.of(AlertKind.OUTAGE), new Subscriptions.Target(null,
        new Place(null, "Roman", "str. Oituz", "14A", null, null, null), "sms", false));
    assertThat(scene.desk
        .preview(scene.desk.draft("a", "ana", OutageScene.fault(OITUZ.between("2", "14", Area.Parity.EVEN))).id())
        .people())
        .isEqualTo(1);
    assertThat(scene.desk
        .preview(scene.desk.draft("b", "ana", OutageScene.fault(OITUZ.between("1", "9", Area.Parity.ALL))).id())
        .people())
        .isZero();
    assertThat(
        scene.desk.preview(scene.desk.draft("c", "ana", OutageScene.fault(Area.locality("Roman"))).id()).people())
        .isEqualTo(1);
  }

  @Test
  void whatFollowsGoesToTheSameAudienceAndTheEndToNobodyElse() {
    var early = scene.person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE, AlertKind.RESTORED);
    var outage = scene.published(OutageScene.fault(OITUZ));
    assertThat(scene.desk.heard(outage)).isZero();
    scene.sent(scene.run(outage, Telling.NOTICE));
    assertThat(scene.desk.heard(outage)).isEqualTo(1);
    scene.person("sms", "2", "Strada Cuza", "3", AlertKind.OUTAGE, AlertKind.RESTORED);
    var elsewhere = scene.desk.edit(outage.id(), "ana", 1, OutageScene.fault(Area.street("Roman", "Strada Cuza")));
    var moved = OutageScene.done(scene.desk.publish(outage.id(), "ana", OutageScene.done(elsewhere).draftNo(), false));
    assertThat(scene.recipients(scene.run(moved, Telling.UPDATE))).hasSize(2);
    var over = OutageScene.done(scene.desk.restore(outage.id(), "ana", moved.version()));
    assertThat(scene.recipients(scene.run(over, Telling.RESTORED))).extracting(Recipient::person)
        .containsExactly(early);
    assertThat(OutageScene.text(scene.decide(scene.run(over, Telling.RESTORED)).getFirst()))
        .startsWith("Strada Cuza, Roman: apa a revenit");
  }

  @Test
  void atTheEndNothingIsAdvisedThatHeldWhileItLasted() {
    scene.person("whatsapp", "1", "Strada Oituz", "3", AlertKind.OUTAGE, AlertKind.RESTORED);
    assertThat(end(OutageScene.fault(OITUZ))).contains("serviciul este din nou normal")
        .contains("Lăsați apa rece să curgă până se limpezește").doesNotContain("rezervă", "După ce revine");
    var sewer = new OutageNotice(OutageKind.FAULT, OutageEffect.NO_SEWERAGE, NOW.minusSeconds(600), null, null, "", "",
        List.of(OITUZ), List.of(), "console");
    assertThat(end(sewer)).contains("serviciul este din nou normal").doesNotContain("chiuveta", "apa rece");
  }

  private String end(OutageNotice notice) {
    var outage = scene.published(notice);
    scene.sent(scene.run(outage, Telling.NOTICE));
    var over = OutageScene.done(scene.desk.restore(outage.id(), "ana", outage.version()));
    return OutageScene.text(scene.decide(scene.run(over, Telling.RESTORED)).getFirst());
  }

  @Test
  void theFactsDecideWhenItIsSaid() {
    var anna = scene.person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE, AlertKind.RESTORED);
    var outage = scene.published(OutageScene.fault(OITUZ));
    var notice = scene.run(outage, Telling.NOTICE);
    assertThat(scene.decide(notice).getFirst()).isInstanceOf(Verdict.Say.class);
    new Subscriptions(fresh.database(), scene.clock).end(anna, List.of(AlertKind.OUTAGE), null, null, "asked");
    assertThat(scene.decide(notice).getFirst()).isEqualTo(new Verdict.Skip(scene.recipients(notice), "unsubscribed"));
    new Subscriptions(fresh.database(), scene.clock).subscribe(anna, List.of(AlertKind.OUTAGE),
        new Subscriptions.Target("1", null, "sms", false));
    OutageScene.done(scene.desk.postpone(outage.id(), "ana", 1, null, NOW.plusSeconds(9000), null));
    assertThat(scene.decide(notice).getFirst()).isEqualTo(new Verdict.Skip(scene.recipients(notice), "superseded"));
    OutageScene.done(scene.desk.restore(outage.id(), "ana", 2));
    assertThat(scene.decide(notice).getFirst()).isEqualTo(new Verdict.Skip(scene.recipients(notice), "over"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"ended_at = now()", "seen_at = '2025-01-01'", "role = 'administrator'"})
  void whoseLinkNoLongerHoldsHearsNothingOfTheAccount(String change) {
    var anna = scene.person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    new Subscriptions(fresh.database(), scene.clock).subscribe(anna, List.of(AlertKind.OUTAGE),
        new Subscriptions.Target(
            null, new Place(null, "Roman", "str. Oituz", "14A", null, null, null), "sms", false));
    var notice = scene.run(scene.published(OutageScene.fault(OITUZ)), Telling.NOTICE);
    fresh.database().run("update account_link set " + change);
    var told = scene.recipients(notice);
    assertThat(scene.decide(notice).getFirst()).isEqualTo(new Verdict.Skip(told.subList(0, 1), "link_ended"));
    assertThat(scene.decide(notice).getLast().about()).as("the place they asked about").isEqualTo(told.subList(1, 2));
    assertThat(OutageScene.text(scene.decide(notice).getLast())).doesNotContain("Strada Oituz 3");
  }

  @Test
  void aWishForAnotherAccountIsNoneForThisOne() {
    var anna = scene.person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    new Billing(fresh.database()).link(anna, "2");
    var subscriptions = new Subscriptions(fresh.database(), scene.clock);
    subscriptions.subscribe(anna, List.of(AlertKind.OUTAGE), new Subscriptions.Target("2", null, "sms", false));
    var notice = scene.run(scene.published(OutageScene.fault(OITUZ)), Telling.NOTICE);
    subscriptions.end(anna, List.of(AlertKind.OUTAGE), "1", null, "asked");
    assertThat(scene.decide(notice)).containsExactly(new Verdict.Skip(scene.recipients(notice), "unsubscribed"));
  }

  @Test
  void atNightOnlyAFaultIsSaidAndOnlyToWhoWantsIt() {
    var anna = scene.person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    var notice = scene.run(scene.published(OutageScene.fault(OITUZ)), Telling.NOTICE);
    scene.clock.set("2026-11-25T20:30:00Z");
    assertThat(scene.decide(notice).getFirst())
        .isEqualTo(new Verdict.Later(scene.recipients(notice), Instant.parse("2026-11-26T06:00:00Z")));
    new Subscriptions(fresh.database(), scene.clock).subscribe(anna, List.of(AlertKind.OUTAGE),
        new Subscriptions.Target("1", null, "sms", true));
    assertThat(scene.decide(notice).getFirst()).isInstanceOf(Verdict.Say.class);
  }

  /** From nine in the evening to eight: twelve hours, as the clock is put back. */
  @Test
  void theEndIsToldInTheMorningAlsoOfALongNight() {
    scene.clock.set("2027-10-30T15:00:00Z");
    scene.person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE, AlertKind.RESTORED);
    var evening = scene.clock.instant();
    var outage = scene.published(OutageScene.notice(OutageKind.FAULT, evening, evening.plusSeconds(7200), OITUZ));
    scene.sent(scene.run(outage, Telling.NOTICE));
    scene.clock.set("2027-10-30T18:00:00Z");
    var over = scene.run(OutageScene.done(scene.desk.restore(outage.id(), "ana", 1)), Telling.RESTORED);
    var morning = Instant.parse("2027-10-31T06:00:00Z");
    assertThat(scene.decide(over).getFirst()).isEqualTo(new Verdict.Later(scene.recipients(over), morning));
    scene.clock.set("2027-10-31T06:00:01Z");
    assertThat(scene.decide(over).getFirst()).isInstanceOf(Verdict.Say.class);
    scene.clock.set("2027-10-31T18:00:01Z");
    assertThat(scene.decide(over).getFirst()).isEqualTo(new Verdict.Skip(scene.recipients(over), "too_late"));
  }
}
