package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.account.CodeRequest.Purpose;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever knows a client code, which every invoice shows, cannot keep its holder out. */
class OwnNumberCodesTest extends CodeScene {
  private static final String OWN = "+40722123456";

  @Test
  void codesThatStrangersAskedForAreNothingToWhoAsksByTheNumberOnFile() {
    for (int i = 0; i < 10; i++) {
      assertThat(codes.issue("i" + i, UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Sent.class);
      clock.forward(Duration.ofMinutes(30));
    }
    assertThat(codes.issue("stranger", UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.TooMany.class);
    assertThat(codes.refusal(wanted("own", OWN, false))).isEmpty();
    var sent = (CodeIssue.Sent) codes.issue(wanted("own", OWN, false));
    assertThat(posted.getLast().to().id()).isEqualTo(OWN);
    assertThat(codes.check("c", chat, sent.id(), posted.getLast().code())).isEqualTo(new CodeCheck.Linked(KNOWN));
  }

  @Test
  void aLockThatStrangersGuessesMadeIsNothingToWhoAsksByTheNumberOnFile() {
    var before = (CodeIssue.Sent) codes.issue(wanted("before", OWN, false));
    var right = posted.getLast().code();
    assertThat(failTenTimes(KNOWN).getLast()).isInstanceOf(CodeCheck.Locked.class);
    assertThat(codes.issue("stranger", UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Locked.class);
    assertThat(codes.check("c1", chat, before.id(), right)).isEqualTo(new CodeCheck.Linked(KNOWN));
    clock.forward(Duration.ofMinutes(2));
    assertThat(codes.issue(wanted("after", OWN, false))).isInstanceOf(CodeIssue.Sent.class);
  }

  @Test
  void whoGuessesAtCodesToTheirOwnNumberIsLockedOutAloneAndTheHolderIsTold() {
    var until = clock.instant().plusSeconds(60).plus(Duration.ofHours(24));
    CodeCheck last = null;
    for (int code = 0; code < 2; code++) {
      var sent = (CodeIssue.Sent) codes.issue(wanted("i" + code, OWN, false));
      var wrong = other(posted.getLast().code());
      for (int n = 0; n < 5; n++) {
        last = codes.check("c" + code + n, chat, sent.id(), wrong);
      }
      clock.forward(Duration.ofSeconds(60));
    }
    assertThat(last).isEqualTo(new CodeCheck.Locked(until));
    assertThat(posted.getLast().text().key()).isEqualTo("code.alert");
    assertThat(codes.issue(wanted("i2", OWN, false))).isEqualTo(new CodeIssue.Locked(until));
    assertThat(codes.issue("other", UUID.randomUUID(), KNOWN, false)).isInstanceOf(CodeIssue.Sent.class);
    clock.forward(Duration.ofHours(24));
    assertThat(codes.issue(wanted("i3", OWN, false))).isInstanceOf(CodeIssue.Sent.class);
  }

  @Test
  void theSameTryThatLockedIsToldTheSameAgain() {
    for (int code = 0; code < 2; code++) {
      var sent = (CodeIssue.Sent) codes.issue(wanted("i" + code, OWN, false));
      var wrong = other(posted.getLast().code());
      for (int n = 0; n < 5; n++) {
        var first = codes.check("c" + code + n, chat, sent.id(), wrong);
        assertThat(codes.check("c" + code + n, chat, sent.id(), wrong)).isEqualTo(first);
      }
      clock.forward(Duration.ofSeconds(60));
    }
  }

  @Test
  void aLockByWhoIsOnFileHoldsForEverybody() {
    fresh.database().run("insert into link_lock (client_code, until) values ($1, timestamptz '2026-11-23 10:00Z')",
        KNOWN);
    assertThat(codes.issue(wanted("own", OWN, false))).isInstanceOf(CodeIssue.Locked.class);
  }

  @Test
  void anotherNumberOrTheOtherContactOnFileCountsAsAnybodys() {
    codes.issue(wanted("own", OWN, false));
    for (int i = 0; i < 2; i++) {
      codes.issue("i" + i, UUID.randomUUID(), KNOWN, false);
    }
    clock.forward(Duration.ofSeconds(60));
    assertThat(codes.issue(wanted("mail", OWN, true))).as("to the e-mail").isInstanceOf(CodeIssue.TooMany.class);
    assertThat(codes.issue(wanted("other", "+40722123457", false))).isInstanceOf(CodeIssue.TooMany.class);
    assertThat(codes.issue(wanted("none", null, false))).isInstanceOf(CodeIssue.TooMany.class);
    assertThat(codes.issue(wanted("own 2", OWN, false))).isInstanceOf(CodeIssue.Sent.class);
    clock.forward(Duration.ofSeconds(60));
    assertThat(codes.issue(wanted("own 3", OWN, false))).isInstanceOf(CodeIssue.Sent.class);
    clock.forward(Duration.ofSeconds(60));
    assertThat(codes.issue(wanted("own 4", OWN, false))).as("three an hour for a chat").isInstanceOf(
        CodeIssue.TooMany.class);
  }

  private CodeRequest wanted(String key, @Nullable String own, boolean elsewhere) {
    return new CodeRequest(key, chat, KNOWN, Purpose.LINK, elsewhere, own);
  }
}
