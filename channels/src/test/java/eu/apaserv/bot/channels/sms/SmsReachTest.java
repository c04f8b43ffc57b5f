package eu.apaserv.bot.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.channel.Delivery;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that write only so that we answer and pay. */
class SmsReachTest {
  private final SmsReach reach = new SmsReach(SmsReach.countries("RO, MD,IT"), Set.of("+40310001111"));

  @ParameterizedTest
  @ValueSource(strings = {"+40722000111", "+40740000000", "+37369123456", "+393331234567", "0722000111"})
  void customersAreWrittenTo(String number) {
    assertThat(reach.refusal(number)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"+40906123456, premium_number", "+40900123456, premium_number", "+40310001111, own_number",
      "+88213000111, country", "+2521234567, country", "+18765550100, country", "+23221234567, country"})
  void whoEarnsByAnswersGetsNone(String number, String code) {
    assertThat(reach.refusal(number)).map(Delivery.Refused::code).contains(code);
  }

  @Test
  void oneCountryOfSharedDigitsIsNotTheOther() {
    var american = new SmsReach(Set.of("US"), Set.of());
    assertThat(american.refusal("+12025550123")).isEmpty();
    assertThat(american.refusal("+18765550100")).map(Delivery.Refused::code).contains("country");
  }

  @Test
  void whatIsNoNumberIsLeftToWhoSends() {
    assertThat(reach.refusal("APA")).isEmpty();
  }

  @Test
  void anywhereIsSaidInWords() {
    assertThat(new SmsReach(SmsReach.countries("all"), Set.of()).refusal("+88213000111")).isEmpty();
    assertThatThrownBy(() -> SmsReach.countries("RO,XX")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SmsReach.countries("")).isInstanceOf(IllegalArgumentException.class);
  }
}
