package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.sms.smpp.SmppRepeats.Begun;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same words from the same phone: once more, or the same once again. */
class SmppRepeatsTest {
  private static final String DA = "da";

  private long now = 1;
  private final SmppRepeats repeats = new SmppRepeats(() -> now);

  @BeforeEach
  void runs() {
    repeats.beat();
  }

  /** While the process runs, it is told so all the time. */
  private void goesOn(Duration by) {
    for (long end = now + by.toNanos(); now < end;) {
      now += SmppPauses.BEAT.toNanos();
      repeats.beat();
    }
  }

  private void stands(Duration by) {
    now += by.toNanos();
  }

  private Begun taken() {
    var begun = repeats.begin(DA);
    repeats.answered(begun);
    return begun;
  }

  @Test
  void wordsSaidAgainAreAnotherMessage() {
    var first = taken();
    goesOn(Duration.ofMillis(300));
    var second = taken();
    assertThat(second.unnamed("sms").again()).isNull();
    assertThat(second.unnamed("sms").settled()).isEqualTo(first.name());
    assertThat(second.unnamed("sms").unread()).isZero();
  }

  @Test
  void bothOfWhatLayUnreadInAPauseAreTheSame() {
    goesOn(Duration.ofSeconds(1));
    stands(Duration.ofSeconds(3));
    var first = taken();
    goesOn(Duration.ofMillis(200));
    assertThat(taken().unnamed("sms").again()).isEqualTo(first.name());
  }

  @Test
  void whatIsReadAfterAPauseMayHaveLainThereSinceItsBeginning() {
    var before = taken();
    goesOn(Duration.ofSeconds(1));
    stands(Duration.ofSeconds(30));
    var after = repeats.begin(DA).unnamed("sms");
    assertThat(after.again()).isNull();
    assertThat(after.unread()).isEqualTo(Duration.ofSeconds(30));
    assertThat(after.settled()).isEqualTo(before.name());
  }

  @Test
  void aWhileAfterAPauseWordsSaidAgainAreAnotherMessage() {
    stands(Duration.ofSeconds(3));
    taken();
    goesOn(Duration.ofSeconds(3));
    var second = taken();
    assertThat(second.unnamed("sms").again()).isNull();
    assertThat(second.unnamed("sms").unread()).isZero();
  }

  /** The centre had no answer for as long as the pause and the answer took. */
  @Test
  void whatStoodLongerThanACentreWaitsMayComeAgainLater() {
    stands(Duration.ofSeconds(6));
    var first = taken();
    goesOn(Duration.ofMinutes(1));
    assertThat(taken().unnamed("sms").again()).isEqualTo(first.name());
  }

  @Test
  void twoPausesOneRightAfterTheOtherAreOne() {
    stands(Duration.ofSeconds(3));
    var first = taken();
    goesOn(Duration.ofSeconds(1));
    stands(Duration.ofSeconds(3));
    assertThat(taken().unnamed("sms").again()).isEqualTo(first.name());
  }
}
