package eu.apaserv.bot.channels.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong, how often, and in which order. */
class FaultsTest {
  private final Faults faults = new Faults();

  @ParameterizedTest
  @EnumSource
  void aSwitchHappensToItsShareAndIsCounted(FaultSwitch which) {
    faults.set(which, 0.2);
    long hits = IntStream.range(0, 10_000).filter(_ -> faults.hits(which)).count();
    assertThat(hits / 10_000.0).isCloseTo(0.2, within(0.02));
    assertThat(faults.met(which)).isEqualTo((int) hits);
  }

  @Test
  void aSendMeetsAtMostOneFaultAndEachKindComes() {
    EnumSet.allOf(FaultSwitch.class).forEach(which -> faults.set(which, 0.2));
    var kinds = IntStream.range(0, 1_000).mapToObj(_ -> faults.take().getClass().getSimpleName()).distinct().toList();
    assertThat(kinds).containsExactlyInAnyOrder("None", "Fails", "Delays", "Garbles", "Trickles", "Resets");
  }

  @Test
  void theSameSeedDrawsTheSameLots() {
    assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
  }

  @Test
  void whatIsOrderedComesBeforeTheSwitches() {
    faults.set(FaultSwitch.RESET, 1);
    faults.delayNext(1, Duration.ofSeconds(3));
    assertThat(faults.take()).isEqualTo(new Fault.Delays(Duration.ofSeconds(3)));
    assertThat(faults.take()).isEqualTo(new Fault.Resets());
    faults.clear();
    assertThat(faults.take()).isEqualTo(new Fault.None());
  }

  @Test
  void aShareIsBetweenNoneAndAll() {
    assertThatIllegalArgumentException().isThrownBy(() -> faults.set(FaultSwitch.DROP, 20))
        .withMessageContaining("DROP");
  }

  @Test
  void onSmppRefusalsAreStatusesAndBrokenAnswersBreakTheSession() {
    assertThat(SmppFault.of(new Fault.Fails(429, null))).isEqualTo(new SmppFault.Refuses(0x58));
    assertThat(SmppFault.of(new Fault.Fails(503, null))).isEqualTo(new SmppFault.Refuses(0x08));
    assertThat(SmppFault.of(new Fault.Garbles())).isEqualTo(new SmppFault.Breaks());
    assertThat(SmppFault.of(new Fault.None())).isNull();
  }

  private List<Fault> drawn(long seed) {
    EnumSet.allOf(FaultSwitch.class).forEach(which -> faults.set(which, 0.2));
    faults.seed(seed);
    return IntStream.range(0, 50).mapToObj(_ -> faults.take()).toList();
  }
}
