package eu.apaserv.bot.channels.sms.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTimesTest {
  private static final GatewayTimes UNIX = new GatewayTimes("unix", ZoneOffset.UTC);

  @Test
  void aTimeIsRead() {
    assertThat(UNIX.read("1764320000")).contains(Instant.ofEpochSecond(1_764_320_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"31556889864403199", "-31556889864403199", "9223372036854775807", "9224318015999", "-1", "0",
      "1e9", "NaN", ""})
  void whatIsNoTimeOfOursIsNone(String written) {
    assertThat(UNIX.read(written)).isEmpty();
  }

  @Test
  void neitherIsAYearThatNoDatabaseKeeps() {
    assertThat(new GatewayTimes("iso", ZoneOffset.UTC).read("+999999999-12-31T23:59:59Z")).isEmpty();
  }
}
