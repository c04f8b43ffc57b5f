package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who wrote, as centres write it: types of numbers are often wrong, numbers seldom are. */
@NullUnmarked
class SmppAddressTest {
  @ParameterizedTest(name = "type {0}, {1}: {2}")
  @CsvSource({"1, 40722000001, +40722000001", "1, +40722000001, +40722000001", "1, 0040722000001, +40722000001",
      "1, 0722000001, +40722000001", "2, 0722000001, +40722000001", "2, 722000001, +40722000001",
      "0, 0722000001, +40722000001", "0, +40722000001, +40722000001", "0, 0040722000001, +40722000001",
      "1, 37369123456, +37369123456", "1, 36301234567, +36301234567"})
  void aPersonIsKnownHoweverTheNumberIsWritten(byte type, String written, String person) {
    assertThat(SmppAddress.person(type, written)).contains(person);
  }

  @ParameterizedTest(name = "type {0}, {1}")
  @CsvSource({"5, ApaServ", "5, 40722000001", "0, Vodafone", "1, Vodafone", "3, 1234", "0, 1234", "1, ''", "1, +",
      "1, 0",
      "1, 00", "1, 99999999999999999999", "0, "})
  void whoHasNoNumberCannotBeAnswered(byte type, String written) {
    assertThat(SmppAddress.person(type, written)).isEmpty();
  }
}
