package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody who is tired types: another year, an end that has passed. */
class OutageTimesTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @ParameterizedTest
  @CsvSource({"0026-11-25T08:00:00Z, , FAR", "2025-11-20T08:00:00Z, , FAR", "2027-11-27T08:00:00Z, , FAR",
      "+999999999-12-31T23:59:00Z, , FAR", "2026-11-25T08:00:00Z, 2062-11-25T12:00:00Z, FAR",
      "2026-11-24T08:00:00Z, 2026-11-25T07:59:00Z, PAST"})
  void whatCannotBeMeantIsToldToNobody(Instant starts, Instant ends, Outcome.Reason reason) {
    var scene = new OutageScene(fresh.database());
    var draft = scene.desk.draft("a", "ana", OutageScene.fault(OutageScene.OITUZ).at(starts, ends, null));
    assertThat(scene.desk.flaw(draft)).contains(reason);
    assertThat(scene.desk.publish(draft.id(), "ana", draft.draftNo(), true)).isEqualTo(new Outcome.Refused(reason));
    assertThat(scene.book.current()).isEmpty();
  }

  @Test
  void otherTimesForWhatIsPublicAreHeldToTheSame() {
    var scene = new OutageScene(fresh.database());
    var now = scene.clock.instant();
    var draft = scene.desk.draft("a", "ana", OutageScene.fault(OutageScene.OITUZ).at(now, now.plusSeconds(3600), null));
    scene.desk.publish(draft.id(), "ana", draft.draftNo(), false);
    var past = new Outcome.Refused(Outcome.Reason.PAST);
    assertThat(scene.desk.postpone(draft.id(), "ana", 1, null, now.plusSeconds(60), now.plusSeconds(120)))
        .isInstanceOf(Outcome.Done.class);
    scene.clock.forward(Duration.ofMinutes(90));
    assertThat(scene.desk.postpone(draft.id(), "ana", 2, null, now.plusSeconds(3600), null)).isEqualTo(past);
    assertThat(scene.desk.postpone(draft.id(), "ana", 2, null, now.plus(Duration.ofDays(400)), null))
        .isEqualTo(new Outcome.Refused(Outcome.Reason.FAR));
  }

  @Test
  void whatLastsForYearsCanStillBeWrittenAbout() {
    var scene = new OutageScene(fresh.database());
    var now = scene.clock.instant();
    var notice = OutageScene.fault(OutageScene.OITUZ).at(now, now.plusSeconds(3600), null);
    var draft = scene.desk.draft("a", "ana", notice);
    scene.desk.publish(draft.id(), "ana", draft.draftNo(), false);
    scene.clock.forward(Duration.ofDays(500));
    scene.desk.edit(draft.id(), "ana", draft.draftNo(), new OutageNotice(notice.kind(), notice.effect(), now,
        notice.worksEndAt(), null, "o conductă veche", "", notice.areas(), notice.exceptions(), notice.source()));
    var edited = scene.desk.find(draft.id()).orElseThrow();
    assertThat(scene.desk.publish(draft.id(), "ana", edited.draftNo(), false)).isInstanceOf(Outcome.Done.class);
  }
}
