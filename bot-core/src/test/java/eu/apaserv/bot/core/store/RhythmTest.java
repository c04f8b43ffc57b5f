package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How far apart shared writes begin. */
class RhythmTest {
  private static final Rhythm TEN = Rhythm.of(Duration.ofMillis(10));

  @Test
  void quickWritesBeginAsFarApartAsWasAskedFor() {
    assertThat(TEN.betweenNanos()).isEqualTo(millis(10));
    assertThat(TEN.after(millis(4)).after(millis(4)).betweenNanos()).isEqualTo(millis(10));
  }

  @Test
  void writesThatTakeLongBeginTwiceAsFarApart() {
    var busy = TEN.after(millis(16)).after(millis(8));
    assertThat(busy.betweenNanos()).isEqualTo(millis(16));
    assertThat(busy.after(0).after(0).betweenNanos()).as("and soon as before").isEqualTo(millis(10));
  }

  @Test
  void howeverLongAWriteTookTheNextBeginsSoonEnoughForWhoWaits() {
    assertThat(TEN.after(Duration.ofSeconds(10).toNanos()).betweenNanos()).isEqualTo(millis(40));
  }

  private static long millis(int millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
