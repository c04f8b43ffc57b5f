package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.AtOnce;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.message.Address;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One-time codes that link a conversation to an account. */
class CodesTest extends CodeScene {
  @Test
  void theRightCodeLinksTheConversation() {
    var sent = sent("i1");

    assertThat(sent.destination()).isEqualTo("07•• ••• 456");
    assertThat(posted).hasSize(1).first().satisfies(message -> {
      assertThat(message.to()).isEqualTo(new Address("sms", "+40722123456"));
      assertThat(message.code()).matches("\\d{6}");
    });
    var check = codes.check("c1", chat, sent.id(), " " + posted.getFirst().code().replaceFirst("(...)", "$1 "));
    assertThat(check).isEqualTo(new CodeCheck.Linked(KNOWN));
    assertThat(accounts.linked(chat)).singleElement().satisfies(account -> {
      assertThat(account.clientCode()).isEqualTo(KNOWN);
      assertThat(account.places()).hasSize(1);
    });
    assertThat(accounts.linked(UUID.randomUUID())).isEmpty();
  }

  @Test
  void theSameKeysDoItOnce() {
    var sent = sent("i1");
    assertThat(sent("i1")).isEqualTo(sent);
    assertThat(posted).hasSize(1);

    var wrong = other(posted.getFirst().code());
    assertThat(codes.check("c1", chat, sent.id(), wrong)).isEqualTo(new CodeCheck.WrongCode(4));
    assertThat(codes.check("c1", chat, sent.id(), wrong)).isEqualTo(new CodeCheck.WrongCode(4));
    var linked = codes.check("c2", chat, sent.id(), posted.getFirst().code());
    assertThat(codes.check("c2", chat, sent.id(), posted.getFirst().code())).isEqualTo(linked);
    assertThat(codes.check("c3", chat, sent.id(), posted.getFirst().code())).isEqualTo(new CodeCheck.Expired());
  }

  @Test
  void aResendGoesToTheOtherContactAfterAMinute() {
    var first = sent("i1");
    assertThat(codes.issue("i2", chat, KNOWN, true))
        .isEqualTo(new CodeIssue.TooSoon(clock.instant().plusSeconds(60), first));
    clock.forward(Duration.ofSeconds(60));
    var second = (CodeIssue.Sent) codes.issue("i2", chat, KNOWN, true);
    assertThat(second.destination()).isEqualTo("i•••@•••");
    assertThat(posted.getLast().to()).isEqualTo(new Address("mail", "ioana@exemplu.ro"));
  }

  @Test
  void whoAsksAgainTooSoonIsGivenTheLastCodeOnlyWhileItMayBeTried() {
    var first = sent("i1");
    var again = clock.instant().plusSeconds(60);
    for (int n = 1; n < 5; n++) {
      codes.check("c" + n, chat, first.id(), other(posted.getFirst().code()));
    }
    assertThat(codes.issue("i2", chat, KNOWN, false)).isEqualTo(new CodeIssue.TooSoon(again, first));
    codes.check("c5", chat, first.id(), other(posted.getFirst().code()));
    assertThat(codes.issue("i3", chat, KNOWN, false)).isEqualTo(new CodeIssue.TooSoon(again, null));
    assertThat(codes.issue("i4", UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Sent.class);
  }

  @Test
  void noCodeGoesToAnAddressFromWhichMailCameBack() {
    fresh.database().run("""
        with c as (insert into contact (id, channel, address, unreachable_at)
          values (gen_random_uuid(), 'mail', 'ioana@exemplu.ro', now()) returning id)
        insert into address (channel, id, contact_id) select 'mail', 'ioana@exemplu.ro', id from c""");
    sent("i1");
    clock.forward(Duration.ofSeconds(60));
    codes.issue("i2", chat, KNOWN, true);
    assertThat(posted.getLast().to()).isEqualTo(new Address("sms", "+40722123456"));
  }

  @Test
  void aCodeExpiresAfterFiveMinutes() {
    var sent = sent("i1");
    clock.forward(Duration.ofMinutes(5));
    assertThat(codes.check("c1", chat, sent.id(), posted.getFirst().code())).isEqualTo(new CodeCheck.Expired());
  }

  @Test
  void aCodeOfAnotherConversationIsNone() {
    var sent = sent("i1");
    assertThat(codes.check("c1", UUID.randomUUID(), sent.id(), posted.getFirst().code()))
        .isEqualTo(new CodeCheck.Expired());
  }

  @Test
  void threeCodesAnHourForAClientCodeWhateverTheConversation() {
    for (int i = 0; i < 3; i++) {
      assertThat(codes.issue("i" + i, UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Sent.class);
    }
    assertThat(codes.issue("i4", UUID.randomUUID(), KNOWN, false))
        .isEqualTo(new CodeIssue.TooMany(clock.instant().plus(Duration.ofHours(1))));
    clock.forward(Duration.ofHours(1));
    assertThat(codes.issue("i5", UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Sent.class);
  }

  @Test
  void threeCodesAnHourForAConversationWhateverTheClientCode() {
    for (int i = 0; i < 3; i++) {
      assertThat(codes.issue("i" + i, chat, "200000" + i, false)).isInstanceOf(CodeIssue.Sent.class);
    }
    assertThat(codes.issue("i4", chat, KNOWN, false)).isInstanceOf(CodeIssue.TooMany.class);
  }

  @Test
  void tenCodesADayForAClientCodeWhateverTheConversation() {
    for (int i = 0; i < 10; i++) {
      assertThat(codes.issue("i" + i, UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Sent.class);
      clock.forward(Duration.ofMinutes(30));
    }
    assertThat(codes.issue("i10", UUID.randomUUID(), KNOWN, false))
        .isEqualTo(new CodeIssue.TooMany(clock.instant().plus(Duration.ofHours(19))));
    clock.forward(Duration.ofHours(19));
    assertThat(codes.issue("i11", UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Sent.class);
  }

  @Test
  void tenCodesADayForAConversationWhateverTheClientCode() {
    for (int i = 0; i < 10; i++) {
      assertThat(codes.issue("i" + i, chat, "20000" + i, false)).isInstanceOf(CodeIssue.Sent.class);
      clock.forward(Duration.ofMinutes(30));
    }
    assertThat(codes.issue("i10", chat, KNOWN, false)).isInstanceOf(CodeIssue.TooMany.class);
  }

  @Test
  void tenCodesAskedForAtOnceAreThree() throws Exception {
    var outcomes = AtOnce.run(10, i -> codes.issue("i" + i, UUID.randomUUID(), KNOWN, false));
    assertThat(outcomes).filteredOn(CodeIssue.Sent.class::isInstance).hasSize(3);
    assertThat(posted).hasSize(3);
  }

  @Test
  void fiveWrongTriesSpendACode() {
    var sent = sent("i1");
    var right = posted.getFirst().code();
    for (int i = 1; i <= 5; i++) {
      assertThat(codes.check("c" + i, chat, sent.id(), other(right))).isEqualTo(new CodeCheck.WrongCode(5 - i));
    }
    assertThat(codes.check("c6", chat, sent.id(), right)).isEqualTo(new CodeCheck.Expired());
    assertThat(accounts.linked(chat)).isEmpty();
  }

  @Test
  void whatCannotBeACodeCostsNoTry() {
    var sent = sent("i1");
    assertThat(codes.check("c1", chat, sent.id(), "nu am primit")).isEqualTo(new CodeCheck.WrongCode(5));
    assertThat(codes.check("c2", chat, sent.id(), "12345")).isEqualTo(new CodeCheck.WrongCode(5));
  }

  @Test
  void twentyTriesAtOnceAreFive() throws Exception {
    var sent = sent("i1");
    var wrong = other(posted.getFirst().code());
    var outcomes = AtOnce.run(20, i -> codes.check("c" + i, chat, sent.id(), wrong));
    assertThat(outcomes).filteredOn(CodeCheck.WrongCode.class::isInstance)
        .containsExactlyInAnyOrder(new CodeCheck.WrongCode(4), new CodeCheck.WrongCode(3), new CodeCheck.WrongCode(2),
            new CodeCheck.WrongCode(1), new CodeCheck.WrongCode(0));
  }

  @Test
  void theRightCodeTypedTwiceAtOnceLinksOnce() throws Exception {
    var sent = sent("i1");
    var outcomes = AtOnce.run(8, i -> codes.check("c" + i, chat, sent.id(), posted.getFirst().code()));
    assertThat(outcomes).filteredOn(CodeCheck.Linked.class::isInstance).hasSize(1);
    assertThat(accounts.links(chat)).hasSize(1);
  }

  @Test
  void repeatedFailuresLockTheClientCodeAndTellWhoIsOnFile() {
    var outcomes = failTenTimes(KNOWN);

    assertThat(outcomes.getLast()).isEqualTo(new CodeCheck.Locked(clock.instant().plus(Duration.ofHours(24))));
    assertThat(posted.getLast()).satisfies(alert -> {
      assertThat(alert.text().key()).isEqualTo("code.alert");
      assertThat(alert.to().id()).isEqualTo("+40722123456");
    });
    clock.forward(Duration.ofHours(2));
    assertThat(codes.issue("later", UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Locked.class);
    clock.forward(Duration.ofHours(22));
    assertThat(codes.issue("next day", UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Sent.class);
  }

  @Test
  void aRepresentativeIsReachedWhereTheHolderCannotBe() {
    new Billing(fresh.database()).customer("3000001", null, null)
        .representative("3000001", "administrator", "+40733000111", LocalDate.of(2026, 11, 30));
    var sent = (CodeIssue.Sent) codes.issue("i1", chat, "3000001", false);
    assertThat(sent.destination()).isEqualTo("07•• ••• 111");
    var check = codes.check("c1", chat, sent.id(), posted.getFirst().code());
    assertThat(check).isEqualTo(new CodeCheck.Linked("3000001"));
    assertThat(accounts.linked(chat)).extracting(Account::role).containsExactly("administrator");
    clock.forward(Duration.ofDays(9));
    assertThat(accounts.linked(chat)).as("the mandate is over").isEmpty();
  }

  @Test
  void whoseMandateEndedLinksAgainInAnotherRole() {
    var billing = new Billing(fresh.database()).customer("3000001", null, null)
        .representative("3000001", "administrator", "+40733000111", LocalDate.of(2026, 11, 30));
    var first = (CodeIssue.Sent) codes.issue("i1", chat, "3000001", false);
    codes.check("c1", chat, first.id(), posted.getLast().code());
    clock.forward(Duration.ofDays(9));
    billing.representative("3000001", "tutore", "+40733000222", null);

    var second = (CodeIssue.Sent) codes.issue("i2", chat, "3000001", false);
    var linked = new CodeCheck.Linked("3000001");
    assertThat(codes.check("c2", chat, second.id(), posted.getLast().code())).isEqualTo(linked);
    assertThat(codes.check("c2", chat, second.id(), posted.getLast().code())).isEqualTo(linked);
    assertThat(accounts.linked(chat)).extracting(Account::role).containsExactly("tutore");
    assertThat(accounts.links(chat)).hasSize(1);
  }

  @Test
  void severalClientCodesInOneConversationAndAnEndToOne() {
    new Billing(fresh.database()).customer("3000001", null, "a@b.ro");
    accounts.link("l1", chat, KNOWN, Account.HOLDER);
    accounts.link("l2", chat, "3000001", Account.HOLDER);
    accounts.link("l2", chat, "3000001", Account.HOLDER);
    assertThat(accounts.linked(chat)).hasSize(2);
    assertThat(accounts.link("l3", chat, UNKNOWN, Account.HOLDER)).isEmpty();
    assertThat(accounts.unlink(chat, KNOWN)).isTrue();
    assertThat(accounts.unlink(chat, KNOWN)).isFalse();
    assertThat(accounts.linked(chat)).extracting(Account::clientCode).containsExactly("3000001");
  }

  @Test
  void noCodeIsKeptInTheClear() {
    sent("i1");
    var row = fresh.database().first(one -> one.toJson().encode(), "select * from link_code").orElseThrow();
    assertThat(row).doesNotContain(posted.getFirst().code());
  }
}
