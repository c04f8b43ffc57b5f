package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What is sealed, what opens it, and how keys are changed. */
class SealTest {
  private static final Seal OLD = Seal.read("2025:" + key(1));
  private static final Seal BOTH = Seal.read("2026:" + key(2) + ", 2025:" + key(1));

  @Test
  void whyItStaysClosedNamesNobodysNumber() {
    var place = Place.piece("sms", "+40733000001", "a/b", 1).name();
    var sealed = OLD.seal("text", place);
    assertThatThrownBy(() -> Seal.NONE.open(sealed, place)).isInstanceOf(Seal.Closed.class)
        .hasMessageContaining("piece/sms/… is sealed with key").hasMessageNotContaining("733");
  }

  @Test
  void whatIsSealedIsReadOnlyWithItsKeyAndInItsPlace() {
    var sealed = OLD.seal("JBSWY3DP", "staff 1");
    assertThat(sealed).startsWith("sealed:2025:").doesNotContain("JBSWY3DP");
    assertThat(OLD.seal("JBSWY3DP", "staff 1")).as("never the same twice").isNotEqualTo(sealed);
    assertThat(OLD.open(sealed, "staff 1")).isEqualTo("JBSWY3DP");
    assertThatThrownBy(() -> OLD.open(sealed, "staff 2")).isInstanceOf(Seal.Closed.class);
    assertThatThrownBy(() -> Seal.read("2025:" + key(3)).open(sealed, "staff 1")).isInstanceOf(Seal.Closed.class);
    assertThatThrownBy(() -> Seal.NONE.open(sealed, "staff 1")).isInstanceOf(Seal.Closed.class)
        .hasMessageContaining("key 2025").hasMessageContaining("CONSOLE_KEYS");
  }

  @Test
  void aKeyIsChangedByPuttingAnotherBeforeIt() {
    var sealed = OLD.seal("JBSWY3DP", "staff 1");
    assertThat(BOTH.open(sealed, "staff 1")).isEqualTo("JBSWY3DP");
    assertThat(BOTH.isCurrent(sealed)).isFalse();
    assertThat(BOTH.isCurrent("JBSWY3DP")).isFalse();
    assertThat(BOTH.isCurrent(BOTH.seal("JBSWY3DP", "staff 1"))).isTrue();
    assertThat(BOTH.open("JBSWY3DP", "staff 1")).as("from before there were keys").isEqualTo("JBSWY3DP");
  }

  @Test
  void wrongKeysAreNamedAndNotShown() {
    for (var wrong : new String[]{"", "2026", "2026:abc", "2026:" + key(1) + ",2026:" + key(2), "a b:" + key(1)}) {
      assertThatThrownBy(() -> Seal.read(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(key(1));
    }
  }

  private static String key(int fill) {
    var bytes = new byte[32];
    bytes[0] = (byte) fill;
    return Base64.getEncoder().encodeToString(bytes);
  }
}
