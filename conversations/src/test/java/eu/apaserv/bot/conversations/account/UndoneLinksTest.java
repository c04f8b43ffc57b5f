package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A link that was not them: who was told ends it, and what came through it. */
class UndoneLinksTest {
  private static final String CODE = LinkScene.CODE;
  private static final String PHONE = LinkScene.PHONE;

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private LinkScene scene;

  @BeforeEach
  void open() {
    scene = new LinkScene(fresh.database());
  }

  @Test
  void theWordThatEndsALinkIsGoodForAMonthAndGuessedAtFiveTimesADay() {
    scene.link(scene.chat);
    var token = scene.posted.getLast().slot("token");
    for (int i = 0; i < 5; i++) {
      assertThat(scene.book.delegations().undo("g" + i, scene.chat, "ZZZZ2" + i)).isFalse();
    }
    assertThat(scene.book.delegations().undo("g5", scene.chat, token)).as("guessed too often").isFalse();
    assertThat(scene.book.accounts().linked(scene.chat)).hasSize(1);
    scene.clock.forward(Duration.ofDays(31));
    assertThat(scene.book.delegations().undo("g6", scene.chat, token)).as("told too long ago").isFalse();
  }

  @Test
  void whoWasToldEndsTheLinkAndStopsLinkingForAWhile() {
    scene.link(scene.chat);
    var token = scene.posted.getLast().slot("token");
    assertThat(scene.book.delegations().undo("u0", scene.chat, "ZZZZZZ")).isFalse();
    assertThat(scene.book.delegations().undo("u1", scene.chat, token.toLowerCase(java.util.Locale.ROOT))).isTrue();
    assertThat(scene.book.delegations().undo("u1", scene.chat, token)).as("a turn taken twice").isTrue();
    assertThat(scene.book.accounts().linked(scene.chat)).isEmpty();
    assertThat(scene.book.codes().issue("later", UUID.randomUUID(), CODE, false)).isInstanceOf(CodeIssue.Locked.class);
  }

  @Test
  void whatWasGrantedThroughAnUndoneLinkEndsWithIt() {
    var other = UUID.randomUUID();
    scene.link(scene.chat);
    var token = scene.posted.getLast().slot("token");
    var taken = scene.invited("k1", scene.chat, "Maria", null);
    var open = scene.invited("k2", scene.chat, "Dan", null);
    assertThat(scene.accept("a1", other, taken)).isEqualTo(new Acceptance.Accepted(CODE));
    assertThat(scene.book.delegations().undo("u1", scene.chat, token)).isTrue();
    assertThat(scene.book.accounts().links(other)).isEmpty();
    assertThat(scene.accept("a2", UUID.randomUUID(), open)).isEqualTo(new Acceptance.Unknown());
  }

  @Test
  void anUndoneLinkStopsEveryOtherWayIn() {
    var holder = UUID.randomUUID();
    scene.database.run("""
        insert into invoice values ('NTD1', $1, null, '2026-10-09', '2026-10-24', '2026-11-23', null, null, 74.40, 8.18,
          82.58, 82.58)""", CODE);
    scene.link(holder);
    var made = scene.invited("k1", holder, "Maria", null);
    scene.clock.forward(Duration.ofMinutes(2));
    scene.link(scene.chat);
    scene.book.delegations().undo("u1", scene.chat, scene.posted.getLast().slot("token"));
    assertThat(scene.accept("a1", scene.chat, made)).isEqualTo(new Acceptance.Unknown());
    assertThat(scene.book.facts().prove("f1", scene.chat, CODE, PHONE, "82,58")).isFalse();
    scene.clock.forward(Business.defaults().codes().lockFor());
    assertThat(scene.accept("a1", scene.chat, made)).isEqualTo(new Acceptance.Accepted(CODE));
    assertThat(scene.book.facts().prove("f2", scene.chat, CODE, PHONE, "82,58")).isTrue();
  }
}
