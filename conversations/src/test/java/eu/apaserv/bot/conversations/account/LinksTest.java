package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.AtOnce;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a link holds, who made it, and who ends it. */
class LinksTest {
  private static final String CODE = "1000021";
  private static final String PHONE = "+40722123456";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");
  private final UUID chat = UUID.randomUUID();
  private final List<Posted> posted = new CopyOnWriteArrayList<>();
  private AccountBook book;
  private Database database;

  private record Posted(Address to, Phrase text) {
    String slot(String name) {
      return String.valueOf(text.args().get(name));
    }
  }

  @BeforeEach
  void open() {
    database = fresh.database();
    new Billing(database).customer(CODE, PHONE, "ioana@exemplu.ro").meter(CODE, "P1", "19C100277");
    book = AccountBook.open(database, this::post, Business.defaults(), clock);
    database.run("insert into contact (id, channel, address) values ($1, 'whatsapp', $2)", chat, PHONE);
    database.run("insert into conversation (id) values ($1)", chat);
    name(PHONE);
  }

  private Future<?> post(SqlClient transaction, String key, Address to, Language language, Phrase text) {
    posted.add(new Posted(to, text));
    return Future.succeededFuture();
  }

  private void name(String id) {
    database.run("insert into address (channel, id, contact_id) values ('whatsapp', $1, $2)", id, chat);
  }

  private void heard() {
    database.run("update conversation set last_inbound_at = $1 where id = $2",
        clock.instant().atOffset(java.time.ZoneOffset.UTC), chat);
  }

  private void link(UUID conversation) {
    var sent = (CodeIssue.Sent) book.codes().issue("i" + conversation + clock.instant(), conversation, CODE, false);
    assertThat(book.codes().check("c" + conversation + clock.instant(), conversation, sent.id(),
        posted.getLast().slot("code"))).isEqualTo(new CodeCheck.Linked(CODE));
  }

  private CodeIssue.Sent freshly(UUID conversation) {
    clock.forward(Duration.ofMinutes(10));
    var sent = (CodeIssue.Sent) book.codes().issue(new CodeRequest("f" + clock.instant(), conversation, CODE,
        CodeRequest.Purpose.FRESH, false, null));
    assertThat(book.codes().check("p" + clock.instant(), conversation, sent.id(), posted.getLast().slot("code")))
        .isEqualTo(new CodeCheck.Proved());
    return sent;
  }

  private Invitation invite(String key, UUID holder, String name, @Nullable LocalDate until) {
    var person = new eu.apaserv.bot.core.dialogue.Person(holder, new Address("whatsapp", PHONE), Language.RO,
        new Capabilities(10, true, true, false), clock.instant());
    return book.delegations().invite(key, new Delegations.Wish(person, CODE, name, until));
  }

  /** The token that was sent to the holder. */
  private String invited(String key, UUID holder, String name, @Nullable LocalDate until) {
    assertThat(invite(key, holder, name, until)).isInstanceOf(Invitation.Made.class);
    return posted.getLast().slot("token");
  }

  private Acceptance accept(String key, UUID conversation, String token) {
    return book.delegations().find(conversation, token)
        .map(invitation -> book.delegations().accept(key, conversation, invitation))
        .orElseGet(Acceptance.Unknown::new);
  }

  @Test
  void theWordThatEndsALinkIsGoodForAMonthAndGuessedAtFiveTimesADay() {
    link(chat);
    var token = posted.getLast().slot("token");
    for (int i = 0; i < 5; i++) {
      assertThat(book.delegations().undo("g" + i, chat, "ZZZZ2" + i)).isFalse();
    }
    assertThat(book.delegations().undo("g5", chat, token)).as("guessed too often").isFalse();
    assertThat(book.accounts().linked(chat)).hasSize(1);
    clock.forward(Duration.ofDays(31));
    assertThat(book.delegations().undo("g6", chat, token)).as("told too long ago").isFalse();
  }

  @Test
  void theContactThatHasNotSeenTheCodeIsTold() {
    link(chat);
    assertThat(posted.getFirst().to()).isEqualTo(new Address("sms", PHONE));
    assertThat(posted.getLast().to()).isEqualTo(new Address("mail", "ioana@exemplu.ro"));
    assertThat(posted.getLast().text().key()).isEqualTo("code.linked");
  }

  @Test
  void whoWasToldEndsTheLinkAndStopsLinkingForAWhile() {
    link(chat);
    var token = posted.getLast().slot("token");
    assertThat(book.delegations().undo("u0", chat, "ZZZZZZ")).isFalse();
    assertThat(book.delegations().undo("u1", chat, token.toLowerCase(java.util.Locale.ROOT))).isTrue();
    assertThat(book.delegations().undo("u1", chat, token)).as("a turn taken twice").isTrue();
    assertThat(book.accounts().linked(chat)).isEmpty();
    assertThat(book.codes().issue("later", UUID.randomUUID(), CODE, false)).isInstanceOf(CodeIssue.Locked.class);
  }

  @Test
  void whatWasGrantedThroughAnUndoneLinkEndsWithIt() {
    var other = UUID.randomUUID();
    link(chat);
    var token = posted.getLast().slot("token");
    var taken = invited("k1", chat, "Maria", null);
    var open = invited("k2", chat, "Dan", null);
    assertThat(accept("a1", other, taken)).isEqualTo(new Acceptance.Accepted(CODE));
    assertThat(book.delegations().undo("u1", chat, token)).isTrue();
    assertThat(book.accounts().links(other)).isEmpty();
    assertThat(accept("a2", UUID.randomUUID(), open)).isEqualTo(new Acceptance.Unknown());
  }

  @Test
  void anUndoneLinkStopsEveryOtherWayIn() {
    var holder = UUID.randomUUID();
    database.run("""
        insert into invoice values ('NTD1', $1, null, '2026-10-09', '2026-10-24', '2026-11-23', null, null, 74.40, 8.18,
          82.58, 82.58)""", CODE);
    link(holder);
    var made = invited("k1", holder, "Maria", null);
    clock.forward(Duration.ofMinutes(2));
    link(chat);
    book.delegations().undo("u1", chat, posted.getLast().slot("token"));
    assertThat(accept("a1", chat, made)).isEqualTo(new Acceptance.Unknown());
    assertThat(book.facts().prove("f1", chat, CODE, PHONE, "82,58")).isFalse();
    clock.forward(Business.defaults().codes().lockFor());
    assertThat(accept("a1", chat, made)).isEqualTo(new Acceptance.Accepted(CODE));
    assertThat(book.facts().prove("f2", chat, CODE, PHONE, "82,58")).isTrue();
  }

  @Test
  void anInvitationTakenUpOnceMakesNoSecondLink() {
    var other = UUID.randomUUID();
    link(chat);
    var made = invited("k1", chat, "Maria", null);
    accept("a1", other, made);
    assertThat(accept("a2", other, made)).isEqualTo(new Acceptance.Accepted(CODE));
    book.accounts().unlinkAll(other, "asked");
    assertThat(accept("a3", other, made)).isEqualTo(new Acceptance.Unknown());
    assertThat(book.accounts().links(other)).isEmpty();
  }

  @Test
  void whoIsLinkedAlreadyIsNoNews() {
    link(chat);
    var made = invited("k1", chat, "Maria", null);
    assertThat(accept("a1", chat, made)).isEqualTo(new Acceptance.Accepted(CODE));
    assertThat(book.accounts().linked(chat)).extracting(Account::role).containsExactly(Account.HOLDER);
    assertThat(posted).extracting(message -> message.text().key()).doesNotContain("code.accepted");
  }

  @Test
  void aYearOfSilenceAndTheChatProvesAgainWhoItIs() {
    link(chat);
    for (int month = 0; month < 30; month++) {
      clock.forward(Duration.ofDays(30));
      heard();
      assertThat(book.accounts().linked(chat)).as("month %d", month).hasSize(1);
    }
    clock.forward(Duration.ofDays(360));
    assertThat(book.accounts().linked(chat)).as("what it is sent does not count as heard").hasSize(1);
    clock.forward(Duration.ofDays(10));
    assertThat(book.accounts().linked(chat)).isEmpty();
    assertThat(book.accounts().asleep(chat)).containsExactly(CODE);
    heard();
    assertThat(book.accounts().linked(chat)).as("writing is no proof").isEmpty();
    link(chat);
    assertThat(book.accounts().linked(chat)).hasSize(1);
    assertThat(book.accounts().asleep(chat)).isEmpty();
  }

  @Test
  void aFirstAccountNameBesideTheNumberIsTheirsAnotherIsSomebodyElses() {
    link(chat);
    name("RO.1");
    assertThat(book.accounts().linked(chat)).hasSize(1);
    name("RO.2");
    assertThat(book.accounts().linked(chat)).isEmpty();
    assertThat(book.accounts().asleep(chat)).containsExactly(CODE);
  }

  @Test
  void anotherNumberProvesAgain() {
    link(chat);
    name("+40733000000");
    assertThat(book.accounts().linked(chat)).isEmpty();
  }

  @Test
  void oneOfTwoAdministratorsLeavesAndOnlyTheirLinkEnds() {
    var billing = new Billing(database).customer("3000001", null, null);
    database.run("""
        insert into representative values ('3000001', 'Ana', 'administrator', '+40733000111', null, null, $1),
          ('3000001', 'Dan', 'administrator', '+40733000222', null, null, null)""", LocalDate.of(2026, 11, 30));
    assertThat(billing).isNotNull();
    var other = UUID.randomUUID();
    var ana = (CodeIssue.Sent) book.codes().issue(new CodeRequest("a", chat, "3000001", CodeRequest.Purpose.LINK,
        false, "+40733000111"));
    assertThat(ana.destination()).endsWith("111");
    book.codes().check("ca", chat, ana.id(), posted.getLast().slot("code"));
    var dan = (CodeIssue.Sent) book.codes().issue(new CodeRequest("d", other, "3000001", CodeRequest.Purpose.LINK,
        false, "+40733000222"));
    assertThat(dan.destination()).endsWith("222");
    book.codes().check("cd", other, dan.id(), posted.getLast().slot("code"));
    assertThat(book.accounts().linked(chat)).hasSize(1);
    clock.forward(Duration.ofDays(9));
    assertThat(book.accounts().linked(chat)).isEmpty();
    assertThat(book.accounts().linked(other)).extracting(Account::role).containsExactly("administrator");
  }

  @Test
  void whatStaffLinkTakesThePlaceOfALinkThatNoLongerHolds() {
    new Billing(database).representative(CODE, "administrator", "+40733000111", LocalDate.of(2026, 11, 30));
    book.accounts().link("s1", chat, CODE, "administrator");
    clock.forward(Duration.ofDays(9));
    assertThat(book.accounts().linked(chat)).isEmpty();
    assertThat(book.accounts().link("s2", chat, CODE, Account.HOLDER)).isPresent();
    assertThat(book.accounts().link("s2", chat, CODE, Account.HOLDER)).isPresent();
    assertThat(book.accounts().links(chat)).hasSize(1);
  }

  @Test
  void aHolderLetsSomebodyInForAWhileAndTakesItBack() {
    var other = UUID.randomUUID();
    link(chat);
    clock.forward(Duration.ofMinutes(6));
    assertThat(invite("k0", chat, "Maria", null)).isEqualTo(new Invitation.NotFresh());
    freshly(chat);
    var made = invited("k1", chat, "Maria", LocalDate.of(2027, 5, 22));
    assertThat(invite("k1", chat, "Maria", LocalDate.of(2027, 5, 22))).isInstanceOf(Invitation.Made.class);
    assertThat(posted.getLast().slot("token")).as("sent once").isEqualTo(made);
    assertThat(posted.stream().filter(message -> message.text().key().equals("delegate.made"))).hasSize(1);

    assertThat(accept("a0", other, "ABCD2345")).isEqualTo(new Acceptance.Unknown());
    var accepted = new Acceptance.Accepted(CODE);
    assertThat(accept("a1", other, made)).isEqualTo(accepted);
    assertThat(accept("a1", other, made)).isEqualTo(accepted);
    assertThat(accept("a2", UUID.randomUUID(), made)).as("it works once")
        .isEqualTo(new Acceptance.Unknown());
    assertThat(posted.stream().filter(message -> message.text().key().equals("code.accepted"))).hasSize(1);
    assertThat(book.accounts().linked(other)).extracting(Account::role).containsExactly(Account.DELEGATE);

    var maria = (Person.Delegate) book.delegations().people(chat, CODE).getFirst();
    assertThat(maria.accepted()).isTrue();
    assertThat(book.delegations().people(other, CODE)).as("only for the holder").isEmpty();
    assertThat(book.delegations().revoke(other, maria.id())).isFalse();
    assertThat(book.delegations().revoke(chat, maria.id())).isTrue();
    assertThat(book.accounts().linked(other)).isEmpty();
    assertThat(book.accounts().links(other)).isEmpty();
  }

  @Test
  void whatIsGrantedEndsWithItsDay() {
    var other = UUID.randomUUID();
    link(chat);
    var made = invited("k1", chat, "Maria", LocalDate.of(2026, 12, 1));
    accept("a1", other, made);
    clock.set("2026-12-01T20:00:00Z");
    assertThat(book.accounts().linked(other)).hasSize(1);
    clock.set("2026-12-01T22:30:00Z");
    assertThat(book.accounts().linked(other)).isEmpty();
  }

  @Test
  void manyTakeUpOneInvitationAtOnceAndOneGetsIn() throws Exception {
    link(chat);
    var made = invited("k1", chat, "Maria", null);
    var outcomes = AtOnce.run(8, i -> accept("a" + i, UUID.randomUUID(), made));
    assertThat(outcomes).filteredOn(Acceptance.Accepted.class::isInstance).hasSize(1);
  }

  @Test
  void aCodeToProveOneselfGoesToWhoIsLinkedAndLinksNobody() {
    var stranger = UUID.randomUUID();
    var sent = (CodeIssue.Sent) book.codes().issue(new CodeRequest("f", stranger, CODE, CodeRequest.Purpose.FRESH,
        false, null));
    assertThat(posted.getLast().to().id()).isEqualTo(CodeSender.NOBODY);
    assertThat(book.codes().check("c", stranger, sent.id(), posted.getLast().slot("code")))
        .isInstanceOf(CodeCheck.WrongCode.class);
    link(chat);
    assertThat(freshly(chat)).isNotNull();
    assertThat(book.codes().fresh(chat, CODE)).isTrue();
    clock.forward(Duration.ofMinutes(6));
    assertThat(book.codes().fresh(chat, CODE)).isFalse();
  }

  @Test
  void aFactOnTheLastInvoiceLinksOnlyTheNumberOnFile() throws Exception {
    database.run("""
        insert into invoice values ('NTD1', $1, null, '2026-10-09', '2026-10-24', '2026-11-23', null, null, 74.40, 8.18,
          82.58, 82.58)""", CODE);
    assertThat(book.facts().mayReplaceCode(CODE, "+40799999999")).isFalse();
    assertThat(book.facts().prove("k0", chat, CODE, "+40799999999", "82,58")).isFalse();
    var wrong = AtOnce.run(10, i -> book.facts().prove("w" + i, chat, CODE, PHONE, "80"));
    assertThat(wrong).containsOnly(false);
    assertThat(book.facts().prove("k1", chat, CODE, PHONE, "82,58")).as("three wrong ones are enough").isFalse();
    clock.forward(Duration.ofDays(1));
    assertThat(book.facts().prove("k2", chat, CODE, PHONE, "ntd 1")).isTrue();
    assertThat(book.facts().prove("k2", chat, CODE, PHONE, "ntd 1")).isTrue();
    assertThat(book.accounts().linked(chat)).extracting(Account::role).containsExactly(Account.HOLDER);
    assertThat(posted).extracting(message -> message.text().key()).containsExactly("code.linked");
    assertThat(posted.getLast().to()).isEqualTo(new Address("mail", "ioana@exemplu.ro"));
  }
}
