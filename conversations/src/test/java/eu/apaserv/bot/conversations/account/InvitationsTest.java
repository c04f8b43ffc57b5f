package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.AtOnce;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whom a holder lets in, once and for as long as they said. */
class InvitationsTest {
  private static final String CODE = LinkScene.CODE;

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private LinkScene scene;

  @BeforeEach
  void open() {
    scene = new LinkScene(fresh.database());
  }

  @Test
  void anInvitationTakenUpOnceMakesNoSecondLink() {
    var other = UUID.randomUUID();
    scene.link(scene.chat);
    var made = scene.invited("k1", scene.chat, "Maria", null);
    scene.accept("a1", other, made);
    assertThat(scene.accept("a2", other, made)).isEqualTo(new Acceptance.Accepted(CODE));
    scene.book.accounts().unlinkAll(other, "asked");
    assertThat(scene.accept("a3", other, made)).isEqualTo(new Acceptance.Unknown());
    assertThat(scene.book.accounts().links(other)).isEmpty();
  }

  @Test
  void whoIsLinkedAlreadyIsNoNews() {
    scene.link(scene.chat);
    var made = scene.invited("k1", scene.chat, "Maria", null);
    assertThat(scene.accept("a1", scene.chat, made)).isEqualTo(new Acceptance.Accepted(CODE));
    assertThat(scene.book.accounts().linked(scene.chat)).extracting(Account::role).containsExactly(Account.HOLDER);
    assertThat(scene.posted).extracting(message -> message.text().key()).doesNotContain("code.accepted");
  }

  @Test
  void aHolderLetsSomebodyInForAWhileAndTakesItBack() {
    var other = UUID.randomUUID();
    scene.link(scene.chat);
    scene.clock.forward(Duration.ofMinutes(6));
    assertThat(scene.invite("k0", scene.chat, "Maria", null)).isEqualTo(new Invitation.NotFresh());
    scene.freshly(scene.chat);
    var made = scene.invited("k1", scene.chat, "Maria", LocalDate.of(2027, 5, 22));
    assertThat(scene.invite("k1", scene.chat, "Maria", LocalDate.of(2027, 5, 22))).isInstanceOf(Invitation.Made.class);
    assertThat(scene.posted.getLast().slot("token")).as("sent once").isEqualTo(made);
    assertThat(scene.posted.stream().filter(message -> message.text().key().equals("delegate.made"))).hasSize(1);

    assertThat(scene.accept("a0", other, "ABCD2345")).isEqualTo(new Acceptance.Unknown());
    var accepted = new Acceptance.Accepted(CODE);
    assertThat(scene.accept("a1", other, made)).isEqualTo(accepted);
    assertThat(scene.accept("a1", other, made)).isEqualTo(accepted);
    assertThat(scene.accept("a2", UUID.randomUUID(), made)).as("it works once")
        .isEqualTo(new Acceptance.Unknown());
    assertThat(scene.posted.stream().filter(message -> message.text().key().equals("code.accepted"))).hasSize(1);
    assertThat(scene.book.accounts().linked(other)).extracting(Account::role).containsExactly(Account.DELEGATE);

    var maria = (Person.Delegate) scene.book.delegations().people(scene.chat, CODE).getFirst();
    assertThat(maria.accepted()).isTrue();
    assertThat(scene.book.delegations().people(other, CODE)).as("only for the holder").isEmpty();
    assertThat(scene.book.delegations().revoke(other, maria.id())).isFalse();
    assertThat(scene.book.delegations().revoke(scene.chat, maria.id())).isTrue();
    assertThat(scene.book.accounts().linked(other)).isEmpty();
    assertThat(scene.book.accounts().links(other)).isEmpty();
  }

  @Test
  void whatIsGrantedEndsWithItsDay() {
    var other = UUID.randomUUID();
    scene.link(scene.chat);
    var made = scene.invited("k1", scene.chat, "Maria", LocalDate.of(2026, 12, 1));
    scene.accept("a1", other, made);
    scene.clock.set("2026-12-01T20:00:00Z");
    assertThat(scene.book.accounts().linked(other)).hasSize(1);
    scene.clock.set("2026-12-01T22:30:00Z");
    assertThat(scene.book.accounts().linked(other)).isEmpty();
  }

  @Test
  void manyTakeUpOneInvitationAtOnceAndOneGetsIn() throws Exception {
    scene.link(scene.chat);
    var made = scene.invited("k1", scene.chat, "Maria", null);
    var outcomes = AtOnce.run(8, i -> scene.accept("a" + i, UUID.randomUUID(), made));
    assertThat(outcomes).filteredOn(Acceptance.Accepted.class::isInstance).hasSize(1);
  }
}
