package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalBlockTest {

  @ParameterizedTest
  @ValueSource(strings = {"0,00", "107,69", "115.184,18", "999.999.999,99", "31.399.999.999,99",
      "99.999.999.999.999,99"})
  void theTotalEndsBeforeTheDayUntilWhichItIsToBePaid(String number) {
    assertThat(TotalBlock.end(number)).isLessThan(TotalBlock.DATE_LEFT - 8);
  }
}
