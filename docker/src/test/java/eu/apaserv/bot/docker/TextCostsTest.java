package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.sms.SmsLetters;
import eu.apaserv.bot.channels.sms.SmsReach;
import eu.apaserv.bot.channels.sms.SmsRoutes;
import eu.apaserv.bot.channels.sms.TwilioChannel;
import eu.apaserv.bot.channels.sms.TwilioSettings;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.dialogue.WordingCheck.Cost;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check of staff's own texts counts is what will be sent. */
class TextCostsTest {
  /** 100 characters: one part without accents, two with them. */
  private static final String TEXT = "ș" + "a".repeat(99);

  @ParameterizedTest
  @CsvSource({
      "'',                      balance.total,                 1, true",
      "replies,                 balance.total,                 2, false",
      "replies,                 alerts.invoice_issued,         1, true",
      "replies,                 alerts.invoice_issued_several, 1, true",
      "invoice_issued,          alerts.invoice_issued_several, 2, false",
      "invoice_issued,          alerts.due_soon,               1, true",
      "invoice_issued,          alerts.bill,                   2, false",
      "replies,                 alerts.bill,                   2, false",
      "planned_works,           outage.works_soon,             2, false",
      "replies,                 outage.works_soon,             2, false",
      "planned_works,           balance.total,                 1, true"})
  void aTextIsCountedInTheLettersItIsSentIn(String kept, String key, int parts, boolean plain) {
    var vertx = Vertx.vertx();
    try {
      var settings = new TwilioSettings("AC0", "token", "+40310000000", "http://127.0.0.1:1", "http://127.0.0.1:1",
          SmsLetters.parse(kept));
      Channel sms = new SmsRoutes(List.of(new SmsRoutes.Named("twilio", new TwilioChannel(vertx, settings,
          Clock.systemUTC()))), new SmsReach(Set.of("RO"), Set.of()), Clock.systemUTC());
      assertThat(TextCosts.by(List.of(sms)).of(key, TEXT)).isEqualTo(new Cost(parts, plain));
    } finally {
      Database.await(vertx.close());
    }
  }

  @Test
  void withoutSmsAccentsCostNothing() {
    assertThat(TextCosts.by(List.of()).of("balance.total", TEXT)).isEqualTo(new Cost(1, true));
  }
}
