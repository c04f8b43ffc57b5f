package eu.apaserv.bot.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.sms.smpp.SmppChannel;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
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

  /** What a preview says of a notice is what is billed: in the letters it is sent in, cut as its way cuts it. */
  @ParameterizedTest
  @CsvSource({"udh8, debt_notice, a, 305, 2", "udh16, debt_notice, a, 305, 3", "sar, debt_notice, a, 305, 3",
      "payload, debt_notice, a, 305, 2", "udh8, debt_notice, ș, 70, 1", "udh8, debt_notice, ș, 134, 2",
      "udh16, debt_notice, ș, 134, 3", "udh8, outage, ș, 160, 1", "udh8, outage, ș, 161, 2"})
  void aNoticeIsCountedAsItIsSent(String joined, String template, String letter, int letters, int parts) {
    var smpp = SmppSettings.parse("smpp://a:b@127.0.0.1:2775", "+40740000000", 10, 20).with("",
        SmppSettings.Binds.TRANSCEIVER, SmppSettings.LongTexts.valueOf(joined.toUpperCase(Locale.ROOT)),
        SmppSettings.Alphabet.GSM, SmppSettings.Ids.AUTO, SmsLetters.parse("debt_notice"));
    var vertx = Vertx.vertx();
    try {
      var routes = new SmsRoutes(List.of(new SmsRoutes.Named("smpp", new SmppChannel(vertx, smpp, Clock.systemUTC()))),
          Clock.systemUTC());
      assertThat(routes.parts(template, letter.repeat(letters))).isEqualTo(parts);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
