package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A client code that nobody has, or that has no contact, looks like any other. */
class UnknownCodesTest extends CodeScene {
  @Test
  void unknownCodesAndThoseWithoutContactLookLikeAnyOther() {
    for (var clientCode : List.of(UNKNOWN, "1000022", KNOWN)) {
      posted.clear();
      var kinds = failTenTimes(clientCode).stream().map(Object::toString).toList();
      assertThat(kinds).as(clientCode).element(0).isEqualTo("WrongCode[triesLeft=4]");
      assertThat(kinds.get(9)).as(clientCode).startsWith("Locked");
      assertThat(posted).as(clientCode).extracting(message -> message.text().key())
          .containsExactly("code.message", "code.message", "code.alert");
      assertThat(count("link_code", clientCode)).isEqualTo(2);
      assertThat(count("link_try", clientCode)).isEqualTo(10);
      assertThat(count("link_lock", clientCode)).isEqualTo(1);
    }
  }

  @Test
  void whoDoesNotExistIsNeverWrittenToAndKeepsTheirInventedDestination() {
    var first = (CodeIssue.Sent) codes.issue("i1", UUID.randomUUID(), UNKNOWN, false);
    var second = (CodeIssue.Sent) codes.issue("i2", UUID.randomUUID(), UNKNOWN, false);
    assertThat(first.destination()).isEqualTo(second.destination()).contains("•••");
    assertThat(posted).hasSize(2)
        .allSatisfy(message -> assertThat(message.to().id()).isEqualTo(CodeSender.NOBODY));
  }

  @Test
  void theOtherContactOfNobodyIsOfferedLikeAnyOther() {
    for (int code = 9000000; code < 9000010; code++) {
      var conversation = UUID.randomUUID();
      var first = (CodeIssue.Sent) codes.issue(code + "a", conversation, Integer.toString(code), false);
      assertThat(codes.issue(code + "b", conversation, Integer.toString(code), true))
          .isEqualTo(new CodeIssue.TooSoon(clock.instant().plusSeconds(60), first));
      clock.forward(Duration.ofSeconds(60));
      assertThat(codes.issue(code + "b", conversation, Integer.toString(code), true))
          .isInstanceOfSatisfying(CodeIssue.Sent.class,
              sent -> assertThat(sent.destination()).matches("07•• ••• \\d{3}|[a-z]•••@•••"));
    }
  }

  @Test
  void theRightCodeOfNobodyIsWrong() {
    var sent = (CodeIssue.Sent) codes.issue("i1", chat, UNKNOWN, false);
    assertThat(codes.check("c1", chat, sent.id(), posted.getFirst().code())).isEqualTo(new CodeCheck.WrongCode(4));
  }
}
