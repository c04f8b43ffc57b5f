package eu.apaserv.bot.channels;

import static eu.apaserv.bot.channels.TestBot.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.apaserv.bot.channels.simulator.TwilioProvider;
import eu.apaserv.bot.channels.sms.TwilioChannel;
import eu.apaserv.bot.channels.sms.TwilioSettings;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found wrong with settings and numbers before anything is sent by a Twilio-compatible API. */
class TwilioCheckTest {
  private static final String SID = "AC00000000000000000000000000000000";
  private static final String TOKEN = "12345";
  private static final String FROM = "+40310000000";

  private final Vertx vertx = Vertx.vertx();
  private final TwilioProvider twilio = new TwilioProvider(0, Clock.systemUTC(), SID, TOKEN, FROM);

  @BeforeEach
  void open() {
    await(twilio.start(vertx));
  }

  @AfterEach
  void close() {
    await(twilio.close());
    await(vertx.close());
  }

  private TwilioChannel channel(String token, String from, String apiUrl) {
    return new TwilioChannel(vertx, new TwilioSettings(SID, token, from, apiUrl, "http://127.0.0.1:1"),
        Clock.systemUTC(), Duration.ofMillis(700));
  }

  @Test
  void theDoctorFindsNothingWrong() {
    var channel = channel(TOKEN, FROM, twilio.url());
    assertThat(channel.check()).isEmpty();
    await(channel.close());
  }

  @Test
  void theDoctorFindsAWrongTokenAndASenderName() {
    var wrong = channel("wrong", "APASERV", twilio.url());
    assertThat(wrong.check()).hasSize(2).first().asString().contains("TWILIO_AUTH_TOKEN");
    await(wrong.close());
  }

  @Test
  void theDoctorFindsAProviderThatIsNotThere() {
    var lonely = channel(TOKEN, FROM, "http://127.0.0.1:1");
    assertThat(lonely.check()).singleElement().asString().contains("TWILIO_API_URL");
    await(lonely.close());
  }

  @ParameterizedTest
  @CsvSource({"'', t, f, http://a, http://b, TWILIO_ACCOUNT_SID",
      "AC/../1, t, f, http://a, http://b, TWILIO_ACCOUNT_SID",
      "AC1, '', f, http://a, http://b, TWILIO_AUTH_TOKEN", "AC1, t, '', http://a, http://b, TWILIO_FROM",
      "AC1, t, f, api.twilio.com, http://b, TWILIO_API_URL", "AC1, t, f, http://a, ftp://b, PUBLIC_URL",
      "AC1, t, f, http://a, 'http://b c', PUBLIC_URL"})
  void aWrongSettingIsNamed(String sid, String token, String from, String apiUrl, String publicUrl, String named) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TwilioSettings(sid, token, from, apiUrl, publicUrl))
        .withMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana", "+", "12", "+4072200000100000000000", "whatsapp:+40722000001", "+40722000001\r\nX: y"})
  void whatIsNoNumberIsRefusedWithoutACall(String written) {
    var channel = channel(TOKEN, FROM, twilio.url());
    var message = new Outbound(1, new Address("sms", written), new Content.Text("da"), null);
    var delivery = channel.send(message, () -> {
      throw new AssertionError("There is no document");
    });
    assertThat(delivery).isInstanceOfSatisfying(Delivery.Refused.class,
        r -> assertThat(r.code()).isEqualTo("21211"));
    assertThat(twilio.conversations()).isEmpty();
    await(channel.close());
  }

  @Test
  void settingsShowNoSecret() {
    assertThat(new TwilioSettings(SID, "s3cret", FROM, "http://a", "http://b").toString()).doesNotContain("s3cret");
  }
}
