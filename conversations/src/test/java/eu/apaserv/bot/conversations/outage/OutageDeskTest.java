package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import eu.apaserv.bot.conversations.AtOnce;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.QuietHours;
import eu.apaserv.bot.conversations.alert.Subscriptions;
import eu.apaserv.bot.conversations.outage.OutageStep.Change;
import eu.apaserv.bot.core.run.Verdict;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of an outage on a real database: by whose hand, in which order, and what the facts then say. */
class OutageDeskTest {
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
  void aPreviewCountsPeopleAndPartsBeforeAnythingIsSent() {
    scene.person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    scene.point("1", "Strada Oituz", "5");
    scene.person("whatsapp", "2", "Str. Oituz", "14A", AlertKind.OUTAGE);
    scene.person("sms", "3", "Strada Oituz", "9", AlertKind.INVOICE_ISSUED);
    scene.person("sms", "4", "Strada Cuza", "9", AlertKind.OUTAGE);
    var draft = scene.desk.draft("a", "ana", OutageScene.fault(OITUZ, Area.street("Roman", "Strada Oituzz")));
    var preview = scene.desk.preview(draft.id());
    assertThat(preview.points()).isEqualTo(4);
    assertThat(preview.people()).isEqualTo(2);
    assertThat(preview.rows()).extracting(OutagePreview.Row::channel).containsExactly("sms", "whatsapp");
    assertThat(preview.segments()).isEqualTo(preview.rows().getFirst().parts());
    assertThat(preview.cost()).isEqualByComparingTo(new BigDecimal("0.20").multiply(BigDecimal.valueOf(
        preview.segments())));
    assertThat(preview.rows().getFirst().text()).startsWith("Avarie Strada Oituz, Roman +1: fara apa");
    assertThat(preview.remarks()).extracting(OutagePreview.Remark::meant).containsExactly("oituz");
    assertThat(scene.runs.latest(10)).isEmpty();
    assertThat(scene.book.current()).isEmpty();
  }

  /** Also by whom has had its page open since before it was dropped. */
  @Test
  void aDraftThatWasDroppedIsNeverPublished() {
    var draft = scene.desk.draft("a", "ana", OutageScene.fault(OITUZ));
    scene.desk.cancel(draft.id(), "ana", draft.version());
    var over = new Outcome.Refused(Outcome.Reason.NOT_OPEN);
    assertThat(scene.desk.approve(draft.id(), "ion", draft.draftNo())).isEqualTo(over);
    assertThat(scene.desk.publish(draft.id(), "ion", draft.draftNo(), true)).isEqualTo(over);
    assertThat(scene.book.current()).isEmpty();
  }

  @Test
  void aPreviewCountsOnlyWhoIsToldAndInWhichLanguage() {
    var english = scene.person("sms", "1", "Strada Oituz", "1", AlertKind.OUTAGE);
    var again = scene.person("sms", "2", "Strada Oituz", "3", AlertKind.OUTAGE);
    scene.person("sms", "3", "Strada Oituz", "5", AlertKind.OUTAGE);
    var stopped = scene.person("sms", "4", "Strada Oituz", "7", AlertKind.OUTAGE);
    scene.database.run("update account_link set ended_at = now() where client_code in ('2', '3')");
    new Billing(scene.database).link(again, "2");
    scene.database.run("update contact set language = 'en' where id = $1", english);
    scene.database.run("update contact set opted_out_at = now() where id = $1", stopped);
    var preview = scene.desk.preview(scene.desk.draft("a", "ana", OutageScene.fault(OITUZ)).id());
    assertThat(preview.points()).isEqualTo(4);
    assertThat(preview.people()).isEqualTo(2);
    assertThat(preview.rows()).extracting(row -> row.language() + " " + row.people()).containsExactly("en 1", "ro 1");
  }

  /** Of those who asked, each for another reason of which the link itself says nothing but that it has not ended. */
  @Test
  void aPreviewCountsExactlyThoseTheRunTells() {
    var people = Stream.of("1", "2", "3", "4", "5", "6", "7")
        .map(code -> scene.person("sms", code, "Strada Oituz", code, AlertKind.OUTAGE)).toList();
    scene.database.run("update account_link set seen_at = '2025-01-01' where client_code = '2'");
    scene.database.run("update account_link set role = 'administrator' where client_code = '3'");
    scene.database.run("update account_link l set names = array[c.address] from contact c "
        + "where c.id = l.conversation and l.client_code = '4'");
    scene.database.run("insert into address (channel, id, contact_id) values ('sms', '+40799999999', $1)",
        people.get(3));
    scene.database.run("update contact set unreachable_at = now() where id = $1", people.get(4));
    scene.database.run("insert into address (channel, id, contact_id) select 'sms', address, id from contact");
    new Billing(scene.database).link(people.get(6), "6");
    new Subscriptions(scene.database, scene.clock).subscribe(people.get(6), List.of(AlertKind.OUTAGE),
        new Subscriptions.Target("6", null, "sms", false));
    scene.database.run("insert into same_person (conversation_id, person) select id, gen_random_uuid() from contact "
        + "where id = any($1)", Tuple.tuple().addArrayOfUUID(new UUID[]{people.get(5), people.get(6)}));
    scene.database.run("update same_person set person = (select min(person::text)::uuid from same_person)");
    var draft = scene.desk.draft("a", "ana", OutageScene.fault(OITUZ));
    assertThat(scene.desk.preview(draft.id()).people()).isEqualTo(3);
    scene.desk.approve(draft.id(), "ion", draft.draftNo());
    var run = scene.run(OutageScene.done(scene.desk.publish(draft.id(), "ana", draft.draftNo(), true)), Telling.NOTICE);
    assertThat(scene.decide(run)).filteredOn(verdict -> verdict instanceof Verdict.Say)
        .extracting(verdict -> verdict.about().getFirst().person())
        .containsExactlyInAnyOrder(people.get(0), people.get(4), people.get(5), people.get(6));
    scene.database.run("delete from address where id = '+40799999999'");
    scene.database.run("update account_link set role = 'holder', seen_at = null");
    assertThat(scene.database.list(row -> row.getBoolean(0), "select bool_or(moved) from account_link"))
        .as("it is theirs again").containsExactly(false);
  }

  @Test
  void theSameKeyPreparesOnce() {
    var first = scene.desk.draft("a", "ana", OutageScene.fault(OITUZ));
    assertThat(scene.desk.draft("a", "ana", OutageScene.fault(OITUZ))).isEqualTo(first);
    assertThat(scene.desk.open()).hasSize(1);
  }

  @Test
  void manyPeopleNeedASecondMemberOfStaffForExactlyThisDraft() {
    for (int i = 0; i < 3; i++) {
      scene.person("sms", "c" + i, "Strada Oituz", "1", AlertKind.OUTAGE);
    }
    var draft = scene.desk.draft("a", "ana", OutageScene.fault(OITUZ));
    assertThat(scene.desk.preview(draft.id()).approval()).isTrue();
    assertThat(scene.desk.publish(draft.id(), "ana", 1, false)).isEqualTo(new Outcome.NeedsApproval(3, 2));
    assertThat(scene.desk.approve(draft.id(), "ana", 1)).isEqualTo(new Outcome.Refused(Outcome.Reason.OWN_DRAFT));
    OutageScene.done(scene.desk.approve(draft.id(), "ion", 1));
    OutageScene.done(scene.desk.edit(draft.id(), "ana", 1, OutageScene.fault(OITUZ, Area.locality("Roman"))));
    assertThat(scene.desk.publish(draft.id(), "ana", 2, false)).isInstanceOf(Outcome.NeedsApproval.class);
    assertThat(scene.desk.approve(draft.id(), "ion", 1)).isInstanceOf(Outcome.Changed.class);
    OutageScene.done(scene.desk.approve(draft.id(), "ion", 2));
    assertThat(OutageScene.done(scene.desk.publish(draft.id(), "ana", 2, false)).status())
        .isEqualTo(OutageStatus.ACTIVE);
  }

  @Test
  void whatIsPublishedTwiceAtOnceIsToldOnce() throws Exception {
    scene.person("sms", "1", "Strada Oituz", "1", AlertKind.OUTAGE);
    var draft = scene.desk.draft("a", "ana", OutageScene.fault(OITUZ));
    var outcomes = AtOnce.run(4, _ -> scene.desk.publish(draft.id(), "ana", 1, false));
    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(outcome -> !(outcome instanceof Outcome.Done))
        .containsOnly(new Outcome.Refused(Outcome.Reason.NO_DRAFT));
    assertThat(scene.runs.latest(10)).hasSize(1);
  }

  @Test
  void whoDidNotSeeTheNewestStateIsToldSo() {
    var outage = scene.published(OutageScene.fault(OITUZ));
    OutageScene.done(scene.desk.postpone(outage.id(), "ana", 1, null, NOW.plusSeconds(9000), null));
    assertThat(scene.desk.postpone(outage.id(), "ion", 1, null, NOW.plusSeconds(9900), null))
        .isInstanceOf(Outcome.Changed.class);
    assertThat(scene.desk.restore(outage.id(), "ion", 1)).isInstanceOf(Outcome.Changed.class);
    assertThat(scene.desk.postpone(outage.id(), "ana", 2, null, NOW.plusSeconds(9000), null))
        .isEqualTo(new Outcome.Refused(Outcome.Reason.SAME));
    OutageScene.done(scene.desk.restore(outage.id(), "ion", 2));
    assertThat(scene.desk.cancel(outage.id(), "ion", 3)).isEqualTo(new Outcome.Refused(Outcome.Reason.NOT_OPEN));
  }

  @Test
  void everyStepIsKeptWithWhoTookIt() {
    var outage = scene.published(OutageScene.fault(OITUZ));
    var edit = scene.desk.edit(outage.id(), "ion", 1, new OutageNotice(OutageKind.FAULT, OutageEffect.LOW_PRESSURE,
        outage.published().startsAt(), outage.published().worksEndAt(), null, "altă cauză", "", List.of(OITUZ),
        List.of(), "dispecerat"));
    OutageScene.done(scene.desk.publish(outage.id(), "ion", OutageScene.done(edit).draftNo(), false));
    OutageScene.done(scene.desk.restore(outage.id(), "ana", 2));
    assertThat(scene.desk.steps(outage.id())).extracting(OutageStep::change, OutageStep::who, OutageStep::told)
        .containsExactly(
            tuple(Change.DRAFTED, "ana", false),
            tuple(Change.APPROVED, "ion", false),
            tuple(Change.PUBLISHED, "ana", true),
            tuple(Change.DRAFTED, "ion", false),
            tuple(Change.UPDATED, "ion", false),
            tuple(Change.RESTORED, "ana", true));
    assertThat(scene.desk.steps(outage.id()).get(4).differs())
        .isEqualTo(Set.of(OutageNotice.Fact.EFFECT, OutageNotice.Fact.CAUSE));
  }

  @Test
  void plannedWorksAreToldADayBeforeAndThatMorning() {
    scene.person("sms", "1", "Strada Oituz", "3", AlertKind.PLANNED_WORKS);
    var soon = OutageScene.notice(OutageKind.PLANNED, NOW.plus(Duration.ofHours(20)), NOW.plus(Duration.ofHours(26)),
        OITUZ);
    var late = scene.desk.draft("a", "ana", soon);
    assertThat(scene.desk.publish(late.id(), "ana", 1, false))
        .isEqualTo(new Outcome.Late(NOW.minus(Duration.ofHours(4))));
    var works = scene.published(
        OutageScene.notice(OutageKind.PLANNED, NOW.plus(Duration.ofHours(50)), NOW.plus(Duration.ofHours(56)),
            OITUZ));
    assertThat(works.status()).isEqualTo(OutageStatus.PLANNED);
    var reminders = reminders();
    assertThat(reminders.begin()).isZero();
    scene.clock.set("2026-11-27T07:00:00Z");
    assertThat(reminders.begin()).isEqualTo(1);
    assertThat(reminders.begin()).isEqualTo(1);
    var run = scene.runs.find("outage/" + works.id() + "/reminder/" + works.published().startsAt()).orElseThrow();
    assertThat(OutageScene.text(scene.decide(run).getFirst())).startsWith("Azi: Lucrari Strada Oituz, Roman");
    scene.clock.set("2026-11-27T10:30:00Z");
    assertThat(scene.decide(run).getFirst()).isEqualTo(new Verdict.Skip(scene.recipients(run), "over"));
  }

  private OutageReminders reminders() {
    var business = Business.defaults();
    return new OutageReminders(fresh.database(), scene.told, new QuietHours(business.alerts(), business.zone()),
        scene.clock);
  }

  /** At eight, when nobody may be written to before, at three at night, or on the day the clock changes. */
  @ParameterizedTest
  @CsvSource({"2026-11-27T08:00, 2026-11-26", "2026-11-27T03:00, 2026-11-26", "2026-11-27T08:59, 2026-11-26",
      "2026-11-28T00:00, 2026-11-27", "2027-03-28T08:00, 2027-03-27", "2027-03-01T06:00, 2027-02-28"})
  void worksThatBeginBeforeTheMorningAreRemindedOfTheDayBefore(LocalDateTime starts, LocalDate day) {
    scene.person("sms", "1", "Strada Oituz", "3", AlertKind.PLANNED_WORKS);
    var zone = Business.defaults().zone();
    var start = starts.atZone(zone).toInstant();
    var works = scene.published(OutageScene.notice(OutageKind.PLANNED, start, start.plus(Duration.ofHours(6)), OITUZ));
    assertThat(reminders().begin()).as("told today").isZero();
    scene.clock.set(day.minusDays(1).atTime(20, 59).atZone(zone).toInstant().toString());
    assertThat(reminders().begin()).isZero();
    scene.clock.set(day.atTime(8, 0).atZone(zone).toInstant().toString());
    assertThat(reminders().begin()).isEqualTo(1);
    var run = scene.runs.find("outage/" + works.id() + "/reminder/" + start).orElseThrow();
    assertThat(OutageScene.text(scene.decide(run).getFirst())).startsWith("Maine: Lucrari Strada Oituz, Roman");
  }

  @Test
  void worksThatBeginAnHourAfterTheMorningAreRemindedOfThen() {
    var start = Instant.parse("2026-11-27T07:00:00Z");
    scene.published(OutageScene.notice(OutageKind.PLANNED, start, start.plus(Duration.ofHours(6)), OITUZ));
    scene.clock.set("2026-11-26T12:00:00Z");
    assertThat(reminders().begin()).isZero();
    scene.clock.set("2026-11-27T06:00:00Z");
    assertThat(reminders().begin()).isEqualTo(1);
  }

  @Test
  void whatShouldBeOverByFarIsNoNews() {
    scene.point("1", "Strada Oituz", "3");
    scene.published(OutageScene.fault(OITUZ));
    var spot = Spot.typed("Roman", "Oituz", "3");
    assertThat(scene.book.at(spot)).hasSize(1);
    scene.clock.forward(Duration.ofHours(27));
    assertThat(scene.book.at(spot)).isEmpty();
    assertThat(scene.book.current()).isEmpty();
    assertThat(scene.desk.open()).hasSize(1);
  }

  @Test
  void aTicketOfManyReportsPreparesOneDraft() {
    var proposals = new OutageProposals(fresh.database(), scene.streets, scene.clock);
    proposals.propose("R-2026-000007", "Roman", "Strada Oituz");
    proposals.propose("R-2026-000007", "Roman", "Strada Oituz");
    var draft = scene.desk.open();
    assertThat(draft).hasSize(1);
    assertThat(draft.getFirst().latest().source()).isEqualTo("reports R-2026-000007");
    assertThat(scene.book.current()).isEmpty();
    assertThat(scene.desk.publish(draft.getFirst().id(), "ana", 1, false)).isInstanceOf(Outcome.Done.class);
    assertThat(scene.book.at(Spot.typed("Roman", "Oituz", "9"))).hasSize(1);
  }

  @Test
  void aCodeIsFoundByTheNamesThatHaveIt() {
    scene.point("1", "Strada Oituz", "3");
    scene.published(OutageScene.fault(new Area(null, "120860", null, null, null, null, Area.Parity.ALL, List.of())));
    assertThat(scene.book.at(Spot.typed("Roman", "Oituz", "3"))).extracting(OutageBook.Here::sure)
        .containsExactly(true);
    assertThat(scene.book.at(Spot.typed("Bicaz", "Oituz", "3"))).isEmpty();
  }

  @Test
  void factsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> OutageScene.notice(OutageKind.FAULT, NOW, NOW.minusSeconds(1), OITUZ))
        .hasMessageContaining("has to be after the start");
    assertThatThrownBy(() -> OutageScene.notice(OutageKind.FAULT, NOW, NOW.plusSeconds(1)))
        .hasMessageContaining("needs 1 to 200 areas");
    assertThatThrownBy(() -> new Area(null, null, null, "Oituz", null, null, Area.Parity.ALL, List.of()))
        .hasMessageContaining("needs a locality");
  }
}
