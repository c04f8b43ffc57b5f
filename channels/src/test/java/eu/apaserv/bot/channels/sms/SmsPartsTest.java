package eu.apaserv.bot.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As how many parts what a provider has taken is billed, whoever carries it. */
class SmsPartsTest {

  @ParameterizedTest
  @CsvSource({"160,1,1", "161,1,2", "307,1,3", "160,4,4"})
  void whatIsTakenIsBilledByItsLettersUnlessItsCarrierCutItSmaller(int letters, int carried, int billed) {
    var message = new Outbound(1, new Address("sms", "+40722123456"), new Content.Text("a".repeat(letters)), null, null,
        0);
    assertThat(Sms.send(message, SmsLetters.CHEAP, "address", _ -> new Delivery.Accepted("id", carried)))
        .isEqualTo(new Delivery.Accepted("id", billed));
  }
}
