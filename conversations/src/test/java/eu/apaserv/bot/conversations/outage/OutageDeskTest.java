package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import eu.apaserv.bot.conversations.AtOnce;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.AlertPost;
import eu.apaserv.bot.conversations.alert.AlertRoom;
import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.conversations.alert.Subscriptions;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.outage.OutageStep.Change;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.Verdict;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of an outage on a real database: who is told what, when, by whose hand, and what the facts then say. */
class OutageDeskTest {
  private static final Texts TEXTS = Texts.load(Flows.withEngine());
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand(NOW.toString());
  private RunBook runs;
  private OutageDesk desk;
  private OutageBook book;
  private OutageRun kind;
  private OutageTold told;
  private KnownStreets streets;

  @BeforeEach
  void open() {
    var business = Business.defaults();
    var rules = new OutageRules(2, Duration.ofHours(24), Duration.ofHours(24));
    var post = new AlertPost(fresh.database(), TEXTS, AlertRules.defaults(), List.of("whatsapp", "sms"), "sms"::equals,
        text -> (text.length() + 159) / 160);
    var words = new OutageWords(business.zone(), "0200");
    streets = new KnownStreets(fresh.database(), clock);
    runs = new RunBook(fresh.database(), clock);
    told = new OutageTold(fresh.database(), runs, post, AlertRules.defaults(), words, rules, clock);
    desk = new OutageDesk(fresh.database(), streets, told, rules, clock);
    book = new OutageBook(fresh.database(), streets, rules, clock);
    kind = new OutageRun(new AlertRoom(fresh.database(), post, business, clock), words);
  }

  private UUID person(String channel, String clientCode, String street, String number, AlertKind... kinds) {
    var id = UUID.randomUUID();
    fresh.database().run("insert into contact (id, channel, address) values ($1, $2, $3)", id, channel, "+40" + id);
    fresh.database().run("insert into conversation (id) values ($1)", id);
    new Billing(fresh.database()).link(id, clientCode);
    point(clientCode, street, number);
    new Subscriptions(fresh.database(), clock).subscribe(id, List.of(kinds),
        new Subscriptions.Target(clientCode, null, channel, false));
    return id;
  }

  private void point(String clientCode, String street, String number) {
    fresh.database().run("""
        insert into consumption_point (point_id, client_code, locality, siruta, street, number)
        values ($1, $2, 'Roman', '120860', $3, $4)""", clientCode + street + number, clientCode, street, number);
  }

  private static OutageNotice notice(OutageKind kind, Instant start, @Nullable Instant end, Area... areas) {
    return new OutageNotice(kind, OutageEffect.NO_WATER, start, end, null, "remedierea unei avarii", "",
        List.of(areas), List.of(), "dispecerat");
  }

  private static OutageNotice fault(Area... areas) {
    return notice(OutageKind.FAULT, NOW.minusSeconds(600), NOW.plusSeconds(7200), areas);
  }

  private static final Area OITUZ = Area.street("Roman", "Strada Oituz");

  private Outage published(OutageNotice notice) {
    var draft = desk.draft(UUID.randomUUID().toString(), "ana", notice);
    desk.approve(draft.id(), "ion", draft.draftNo());
    return done(desk.publish(draft.id(), "ana", draft.draftNo(), true));
  }

  private static Outage done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).outage();
  }

  private Run run(Outage outage, Telling telling) {
    return runs.find("outage/" + outage.id() + "/" + outage.version() + "/" + telling.word()).orElseThrow();
  }

  private List<Recipient> recipients(Run run) {
    return fresh.database().list(row -> new Recipient(row.getUUID(0), row.getString(1), row.getString(2), Language.RO),
        "select person, subject, channel from run_recipient where run_id = $1 order by person, subject", run.id());
  }

  private List<Verdict> decide(Run run) {
    return kind.decide(run, recipients(run));
  }

  private static String text(Verdict verdict) {
    var letter = ((Verdict.Say) verdict).letters().getFirst();
    return ((Content.Text) letter.content().plain()).body();
  }

  private void sent(Run run) {
    fresh.database().run("update run_recipient set state = 'sent' where run_id = $1", run.id());
  }

  @Test
  void aPreviewCountsPeopleAndPartsBeforeAnythingIsSent() {
    person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    point("1", "Strada Oituz", "5");
    person("whatsapp", "2", "Str. Oituz", "14A", AlertKind.OUTAGE);
    person("sms", "3", "Strada Oituz", "9", AlertKind.INVOICE_ISSUED);
    person("sms", "4", "Strada Cuza", "9", AlertKind.OUTAGE);
    var draft = desk.draft("a", "ana", fault(OITUZ, Area.street("Roman", "Strada Oituzz")));
    var preview = desk.preview(draft.id());
    assertThat(preview.points()).isEqualTo(4);
    assertThat(preview.people()).isEqualTo(2);
    assertThat(preview.rows()).extracting(OutagePreview.Row::channel).containsExactly("sms", "whatsapp");
    assertThat(preview.segments()).isEqualTo(preview.rows().getFirst().parts());
    assertThat(preview.cost()).isEqualByComparingTo(new BigDecimal("0.20").multiply(BigDecimal.valueOf(
        preview.segments())));
    assertThat(preview.rows().getFirst().text()).startsWith("Avarie Strada Oituz, Roman +1: fara apa");
    assertThat(preview.remarks()).extracting(OutagePreview.Remark::meant).containsExactly("oituz");
    assertThat(runs.latest(10)).isEmpty();
    assertThat(book.current()).isEmpty();
  }

  @Test
  void theSameKeyPreparesOnce() {
    var first = desk.draft("a", "ana", fault(OITUZ));
    assertThat(desk.draft("a", "ana", fault(OITUZ))).isEqualTo(first);
    assertThat(desk.open()).hasSize(1);
  }

  @Test
  void manyPeopleNeedASecondMemberOfStaffForExactlyThisDraft() {
    for (int i = 0; i < 3; i++) {
      person("sms", "c" + i, "Strada Oituz", "1", AlertKind.OUTAGE);
    }
    var draft = desk.draft("a", "ana", fault(OITUZ));
    assertThat(desk.preview(draft.id()).approval()).isTrue();
    assertThat(desk.publish(draft.id(), "ana", 1, false)).isEqualTo(new Outcome.NeedsApproval(3, 2));
    assertThat(desk.approve(draft.id(), "ana", 1)).isEqualTo(new Outcome.Refused(Outcome.Reason.OWN_DRAFT));
    done(desk.approve(draft.id(), "ion", 1));
    done(desk.edit(draft.id(), "ana", 1, fault(OITUZ, Area.locality("Roman"))));
    assertThat(desk.publish(draft.id(), "ana", 2, false)).isInstanceOf(Outcome.NeedsApproval.class);
    assertThat(desk.approve(draft.id(), "ion", 1)).isInstanceOf(Outcome.Changed.class);
    done(desk.approve(draft.id(), "ion", 2));
    assertThat(done(desk.publish(draft.id(), "ana", 2, false)).status()).isEqualTo(OutageStatus.ACTIVE);
  }

  @Test
  void whatIsPublishedTwiceAtOnceIsToldOnce() throws Exception {
    person("sms", "1", "Strada Oituz", "1", AlertKind.OUTAGE);
    var draft = desk.draft("a", "ana", fault(OITUZ));
    var outcomes = AtOnce.run(4, _ -> desk.publish(draft.id(), "ana", 1, false));
    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(outcome -> !(outcome instanceof Outcome.Done))
        .containsOnly(new Outcome.Refused(Outcome.Reason.NO_DRAFT));
    assertThat(runs.latest(10)).hasSize(1);
  }

  @Test
  void whoDidNotSeeTheNewestStateIsToldSo() {
    var outage = published(fault(OITUZ));
    done(desk.postpone(outage.id(), "ana", 1, null, NOW.plusSeconds(9000), null));
    assertThat(desk.postpone(outage.id(), "ion", 1, null, NOW.plusSeconds(9900), null))
        .isInstanceOf(Outcome.Changed.class);
    assertThat(desk.restore(outage.id(), "ion", 1)).isInstanceOf(Outcome.Changed.class);
    assertThat(desk.postpone(outage.id(), "ana", 2, null, NOW.plusSeconds(9000), null))
        .isEqualTo(new Outcome.Refused(Outcome.Reason.SAME));
    done(desk.restore(outage.id(), "ion", 2));
    assertThat(desk.cancel(outage.id(), "ion", 3)).isEqualTo(new Outcome.Refused(Outcome.Reason.NOT_OPEN));
  }

  @Test
  void everyStepIsKeptWithWhoTookIt() {
    var outage = published(fault(OITUZ));
    var edit = desk.edit(outage.id(), "ion", 1, new OutageNotice(OutageKind.FAULT, OutageEffect.LOW_PRESSURE,
        outage.published().startsAt(), outage.published().worksEndAt(), null, "altă cauză", "", List.of(OITUZ),
        List.of(), "dispecerat"));
    done(desk.publish(outage.id(), "ion", done(edit).draftNo(), false));
    done(desk.restore(outage.id(), "ana", 2));
    assertThat(desk.steps(outage.id())).extracting(OutageStep::change, OutageStep::who, OutageStep::told)
        .containsExactly(
            tuple(Change.DRAFTED, "ana", false),
            tuple(Change.APPROVED, "ion", false),
            tuple(Change.PUBLISHED, "ana", true),
            tuple(Change.DRAFTED, "ion", false),
            tuple(Change.UPDATED, "ion", false),
            tuple(Change.RESTORED, "ana", true));
    assertThat(desk.steps(outage.id()).get(4).differs())
        .isEqualTo(Set.of(OutageNotice.Fact.EFFECT, OutageNotice.Fact.CAUSE));
  }

  @Test
  void severalPlacesOfAPersonAreOneMessage() {
    person("whatsapp", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    point("1", "Strada Oituz", "5");
    var verdicts = decide(run(published(fault(OITUZ)), Telling.NOTICE));
    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.getFirst().about()).hasSize(2);
    assertThat(text(verdicts.getFirst())).contains("Locul dumneavoastră: Strada Oituz 3, Roman",
        "Locul dumneavoastră: Strada Oituz 5, Roman", "remedierea unei avarii");
  }

  @Test
  void aWishForAPlaceNeedsNoLink() {
    var id = UUID.randomUUID();
    point("9", "Strada Oituz", "1");
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', '+40700')", id);
    var subscriptions = new Subscriptions(fresh.database(), clock);
    subscriptions.subscribe(id, List.of(AlertKind.OUTAGE), new Subscriptions.Target(null,
        new Place(null, "Roman", "str. Oituz", "14A", null, null, null), "sms", false));
    assertThat(desk.preview(desk.draft("a", "ana", fault(OITUZ.between("2", "14", Area.Parity.EVEN))).id()).people())
        .isEqualTo(1);
    assertThat(desk.preview(desk.draft("b", "ana", fault(OITUZ.between("1", "9", Area.Parity.ALL))).id()).people())
        .isZero();
    assertThat(desk.preview(desk.draft("c", "ana", fault(Area.locality("Roman"))).id()).people()).isEqualTo(1);
  }

  @Test
  void whatFollowsGoesToTheSameAudienceAndTheEndToNobodyElse() {
    var early = person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE, AlertKind.RESTORED);
    var outage = published(fault(OITUZ));
    sent(run(outage, Telling.NOTICE));
    person("sms", "2", "Strada Cuza", "3", AlertKind.OUTAGE, AlertKind.RESTORED);
    var elsewhere = desk.edit(outage.id(), "ana", 1, fault(Area.street("Roman", "Strada Cuza")));
    var moved = done(desk.publish(outage.id(), "ana", done(elsewhere).draftNo(), false));
    assertThat(recipients(run(moved, Telling.UPDATE))).hasSize(2);
    var over = done(desk.restore(outage.id(), "ana", moved.version()));
    assertThat(recipients(run(over, Telling.RESTORED))).extracting(Recipient::person).containsExactly(early);
    assertThat(text(decide(run(over, Telling.RESTORED)).getFirst())).startsWith("Strada Cuza, Roman: apa a revenit");
  }

  @Test
  void theFactsDecideWhenItIsSaid() {
    var anna = person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE, AlertKind.RESTORED);
    var outage = published(fault(OITUZ));
    var notice = run(outage, Telling.NOTICE);
    assertThat(decide(notice).getFirst()).isInstanceOf(Verdict.Say.class);
    new Subscriptions(fresh.database(), clock).end(anna, List.of(AlertKind.OUTAGE), null, null, "asked");
    assertThat(decide(notice).getFirst()).isEqualTo(new Verdict.Skip(recipients(notice), "unsubscribed"));
    new Subscriptions(fresh.database(), clock).subscribe(anna, List.of(AlertKind.OUTAGE),
        new Subscriptions.Target("1", null, "sms", false));
    done(desk.postpone(outage.id(), "ana", 1, null, NOW.plusSeconds(9000), null));
    assertThat(decide(notice).getFirst()).isEqualTo(new Verdict.Skip(recipients(notice), "superseded"));
    done(desk.restore(outage.id(), "ana", 2));
    assertThat(decide(notice).getFirst()).isEqualTo(new Verdict.Skip(recipients(notice), "over"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"ended_at = now()", "seen_at = '2025-01-01'", "role = 'administrator'"})
  void whoseLinkNoLongerHoldsHearsNothingOfTheAccount(String change) {
    var anna = person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    new Subscriptions(fresh.database(), clock).subscribe(anna, List.of(AlertKind.OUTAGE), new Subscriptions.Target(
        null, new Place(null, "Roman", "str. Oituz", "14A", null, null, null), "sms", false));
    var notice = run(published(fault(OITUZ)), Telling.NOTICE);
    fresh.database().run("update account_link set " + change);
    var told = recipients(notice);
    assertThat(decide(notice).getFirst()).isEqualTo(new Verdict.Skip(told.subList(0, 1), "link_ended"));
    assertThat(decide(notice).getLast().about()).as("the place they asked about").isEqualTo(told.subList(1, 2));
    assertThat(text(decide(notice).getLast())).doesNotContain("Strada Oituz 3");
  }

  @Test
  void aWishForAnotherAccountIsNoneForThisOne() {
    var anna = person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    new Billing(fresh.database()).link(anna, "2");
    var subscriptions = new Subscriptions(fresh.database(), clock);
    subscriptions.subscribe(anna, List.of(AlertKind.OUTAGE), new Subscriptions.Target("2", null, "sms", false));
    var notice = run(published(fault(OITUZ)), Telling.NOTICE);
    subscriptions.end(anna, List.of(AlertKind.OUTAGE), "1", null, "asked");
    assertThat(decide(notice)).containsExactly(new Verdict.Skip(recipients(notice), "unsubscribed"));
  }

  @Test
  void atNightOnlyAFaultIsSaidAndOnlyToWhoWantsIt() {
    var anna = person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE);
    var notice = run(published(fault(OITUZ)), Telling.NOTICE);
    clock.set("2026-11-25T20:30:00Z");
    assertThat(decide(notice).getFirst())
        .isEqualTo(new Verdict.Later(recipients(notice), Instant.parse("2026-11-26T06:00:00Z")));
    new Subscriptions(fresh.database(), clock).subscribe(anna, List.of(AlertKind.OUTAGE),
        new Subscriptions.Target("1", null, "sms", true));
    assertThat(decide(notice).getFirst()).isInstanceOf(Verdict.Say.class);
  }

  @Test
  void plannedWorksAreToldADayBeforeAndThatMorning() {
    person("sms", "1", "Strada Oituz", "3", AlertKind.PLANNED_WORKS);
    var soon = notice(OutageKind.PLANNED, NOW.plus(Duration.ofHours(20)), NOW.plus(Duration.ofHours(26)), OITUZ);
    var late = desk.draft("a", "ana", soon);
    assertThat(desk.publish(late.id(), "ana", 1, false))
        .isEqualTo(new Outcome.Late(NOW.minus(Duration.ofHours(4))));
    var works = published(notice(OutageKind.PLANNED, NOW.plus(Duration.ofHours(50)), NOW.plus(Duration.ofHours(56)),
        OITUZ));
    assertThat(works.status()).isEqualTo(OutageStatus.PLANNED);
    var reminders = new OutageReminders(fresh.database(), told, Business.defaults().zone(), clock);
    assertThat(reminders.begin()).isZero();
    clock.set("2026-11-27T07:00:00Z");
    assertThat(reminders.begin()).isEqualTo(1);
    assertThat(reminders.begin()).isEqualTo(1);
    var run = runs.find("outage/" + works.id() + "/reminder/" + works.published().startsAt()).orElseThrow();
    assertThat(text(decide(run).getFirst())).startsWith("Azi: Lucrari Strada Oituz, Roman");
    clock.set("2026-11-27T10:30:00Z");
    assertThat(decide(run).getFirst()).isEqualTo(new Verdict.Skip(recipients(run), "over"));
  }

  @Test
  void whatShouldBeOverByFarIsNoNews() {
    point("1", "Strada Oituz", "3");
    published(fault(OITUZ));
    var spot = Spot.typed("Roman", "Oituz", "3");
    assertThat(book.at(spot)).hasSize(1);
    clock.forward(Duration.ofHours(27));
    assertThat(book.at(spot)).isEmpty();
    assertThat(book.current()).isEmpty();
    assertThat(desk.open()).hasSize(1);
  }

  @Test
  void aTicketOfManyReportsPreparesOneDraft() {
    var proposals = new OutageProposals(fresh.database(), streets, clock);
    proposals.propose("R-2026-000007", "Roman", "Strada Oituz");
    proposals.propose("R-2026-000007", "Roman", "Strada Oituz");
    var draft = desk.open();
    assertThat(draft).hasSize(1);
    assertThat(draft.getFirst().latest().source()).isEqualTo("reports R-2026-000007");
    assertThat(book.current()).isEmpty();
    assertThat(desk.publish(draft.getFirst().id(), "ana", 1, false)).isInstanceOf(Outcome.Done.class);
    assertThat(book.at(Spot.typed("Roman", "Oituz", "9"))).hasSize(1);
  }

  @Test
  void aCodeIsFoundByTheNamesThatHaveIt() {
    point("1", "Strada Oituz", "3");
    published(fault(new Area(null, "120860", null, null, null, null, Area.Parity.ALL, List.of())));
    assertThat(book.at(Spot.typed("Roman", "Oituz", "3"))).extracting(OutageBook.Here::sure).containsExactly(true);
    assertThat(book.at(Spot.typed("Bicaz", "Oituz", "3"))).isEmpty();
  }

  @Test
  void factsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> notice(OutageKind.FAULT, NOW, NOW.minusSeconds(1), OITUZ))
        .hasMessageContaining("has to be after the start");
    assertThatThrownBy(() -> notice(OutageKind.FAULT, NOW, NOW.plusSeconds(1)))
        .hasMessageContaining("needs 1 to 200 areas");
    assertThatThrownBy(() -> new Area(null, null, null, "Oituz", null, null, Area.Parity.ALL, List.of()))
        .hasMessageContaining("needs a locality");
  }
}
