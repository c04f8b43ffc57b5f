package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.AtOnce;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a link holds, and who makes it. */
class LinksTest {
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
  void theContactThatHasNotSeenTheCodeIsTold() {
    scene.link(scene.chat);
    assertThat(scene.posted.getFirst().to()).isEqualTo(new Address("sms", PHONE));
    assertThat(scene.posted.getLast().to()).isEqualTo(new Address("mail", "ioana@exemplu.ro"));
    assertThat(scene.posted.getLast().text().key()).isEqualTo("code.linked");
  }

  @Test
  void aYearOfSilenceAndTheChatProvesAgainWhoItIs() {
    scene.link(scene.chat);
    for (int month = 0; month < 30; month++) {
      scene.clock.forward(Duration.ofDays(30));
      scene.heard();
      assertThat(scene.book.accounts().linked(scene.chat)).as("month %d", month).hasSize(1);
    }
    scene.clock.forward(Duration.ofDays(360));
    assertThat(scene.book.accounts().linked(scene.chat)).as("what it is sent does not count as heard").hasSize(1);
    scene.clock.forward(Duration.ofDays(10));
    assertThat(scene.book.accounts().linked(scene.chat)).isEmpty();
    assertThat(scene.book.accounts().asleep(scene.chat)).containsExactly(CODE);
    scene.heard();
    assertThat(scene.book.accounts().linked(scene.chat)).as("writing is no proof").isEmpty();
    scene.link(scene.chat);
    assertThat(scene.book.accounts().linked(scene.chat)).hasSize(1);
    assertThat(scene.book.accounts().asleep(scene.chat)).isEmpty();
  }

  @Test
  void aFirstAccountNameBesideTheNumberIsTheirsAnotherIsSomebodyElses() {
    scene.link(scene.chat);
    scene.name("RO.1");
    assertThat(scene.book.accounts().linked(scene.chat)).hasSize(1);
    scene.name("RO.2");
    assertThat(scene.book.accounts().linked(scene.chat)).isEmpty();
    assertThat(scene.book.accounts().asleep(scene.chat)).containsExactly(CODE);
  }

  @Test
  void anotherNumberProvesAgain() {
    scene.link(scene.chat);
    scene.name("+40733000000");
    assertThat(scene.book.accounts().linked(scene.chat)).isEmpty();
  }

  @Test
  void anotherNumberIsNotTakenInThoughTheLinkStillHeldWhenItWasRead() {
    scene.link(scene.chat);
    var read = scene.database.list(row -> row, """
        select client_code, now() as heard_at, true as unmarked from account_link where conversation = $1""",
        scene.chat);
    scene.name("+40733000000");
    new LinkMarks(scene.database).mark(scene.chat, read, LocalDate.of(2026, 11, 1),
        OffsetDateTime.parse("2020-01-01T00:00Z"));
    assertThat(scene.book.accounts().linked(scene.chat)).isEmpty();
  }

  @Test
  void oneOfTwoAdministratorsLeavesAndOnlyTheirLinkEnds() {
    var billing = new Billing(scene.database).customer("3000001", null, null);
    scene.database.run("""
        insert into representative values ('3000001', 'Ana', 'administrator', '+40733000111', null, null, $1),
          ('3000001', 'Dan', 'administrator', '+40733000222', null, null, null)""", LocalDate.of(2026, 11, 30));
    assertThat(billing).isNotNull();
    var other = UUID.randomUUID();
    var ana = (CodeIssue.Sent) scene.book.codes()
        .issue(new CodeRequest("a", scene.chat, "3000001", CodeRequest.Purpose.LINK,
            false, "+40733000111"));
    assertThat(ana.destination()).endsWith("111");
    scene.book.codes().check("ca", scene.chat, ana.id(), scene.posted.getLast().slot("code"));
    var dan = (CodeIssue.Sent) scene.book.codes().issue(new CodeRequest("d", other, "3000001", CodeRequest.Purpose.LINK,
        false, "+40733000222"));
    assertThat(dan.destination()).endsWith("222");
    scene.book.codes().check("cd", other, dan.id(), scene.posted.getLast().slot("code"));
    assertThat(scene.book.accounts().linked(scene.chat)).hasSize(1);
    scene.clock.forward(Duration.ofDays(9));
    assertThat(scene.book.accounts().linked(scene.chat)).isEmpty();
    assertThat(scene.book.accounts().linked(other)).extracting(Account::role).containsExactly("administrator");
  }

  @Test
  void whatStaffLinkTakesThePlaceOfALinkThatNoLongerHolds() {
    new Billing(scene.database).representative(CODE, "administrator", "+40733000111", LocalDate.of(2026, 11, 30));
    scene.book.accounts().link("s1", scene.chat, CODE, "administrator");
    scene.clock.forward(Duration.ofDays(9));
    assertThat(scene.book.accounts().linked(scene.chat)).isEmpty();
    assertThat(scene.book.accounts().link("s2", scene.chat, CODE, Account.HOLDER)).isPresent();
    assertThat(scene.book.accounts().link("s2", scene.chat, CODE, Account.HOLDER)).isPresent();
    assertThat(scene.book.accounts().links(scene.chat)).hasSize(1);
  }

  @Test
  void aCodeToProveOneselfGoesToWhoIsLinkedAndLinksNobody() {
    var stranger = UUID.randomUUID();
    var sent = (CodeIssue.Sent) scene.book.codes().issue(new CodeRequest("f", stranger, CODE, CodeRequest.Purpose.FRESH,
        false, null));
    assertThat(scene.posted.getLast().to().id()).isEqualTo(CodeSender.NOBODY);
    assertThat(scene.book.codes().check("c", stranger, sent.id(), scene.posted.getLast().slot("code")))
        .isInstanceOf(CodeCheck.WrongCode.class);
    scene.link(scene.chat);
    assertThat(scene.freshly(scene.chat)).isNotNull();
    assertThat(scene.book.codes().fresh(scene.chat, CODE)).isTrue();
    scene.clock.forward(Duration.ofMinutes(6));
    assertThat(scene.book.codes().fresh(scene.chat, CODE)).isFalse();
  }

  @Test
  void aFactOnTheLastInvoiceLinksOnlyTheNumberOnFile() throws Exception {
    scene.database.run("""
        insert into invoice values ('NTD1', $1, null, '2026-10-09', '2026-10-24', '2026-11-23', null, null, 74.40, 8.18,
          82.58, 82.58)""", CODE);
    assertThat(scene.book.facts().mayReplaceCode(CODE, "+40799999999")).isFalse();
    assertThat(scene.book.facts().prove("k0", scene.chat, CODE, "+40799999999", "82,58")).isFalse();
    var wrong = AtOnce.run(10, i -> scene.book.facts().prove("w" + i, scene.chat, CODE, PHONE, "80"));
    assertThat(wrong).containsOnly(false);
    assertThat(scene.book.facts().prove("k1", scene.chat, CODE, PHONE, "82,58")).as("three wrong ones are enough")
        .isFalse();
    scene.clock.forward(Duration.ofDays(1));
    assertThat(scene.book.facts().prove("k2", scene.chat, CODE, PHONE, "ntd 1")).isTrue();
    assertThat(scene.book.facts().prove("k2", scene.chat, CODE, PHONE, "ntd 1")).isTrue();
    assertThat(scene.book.accounts().linked(scene.chat)).extracting(Account::role).containsExactly(Account.HOLDER);
    assertThat(scene.posted).extracting(message -> message.text().key()).containsExactly("code.linked");
    assertThat(scene.posted.getLast().to()).isEqualTo(new Address("mail", "ioana@exemplu.ro"));
  }
}
