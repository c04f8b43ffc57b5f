package eu.apaserv.bot.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSignatureTest {
  /** The example of the provider's own libraries. */
  private static final Form KNOWN = form("Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309"
      + "&CallSid=CA1234567890ABCDE");
  private static final String KNOWN_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
  private final TwilioSignature signature = new TwilioSignature("12345");

  @Test
  void theKnownExampleIsSignedAsTheProviderDoes() {
    assertThat(signature.of("https://mycompany.com/myapp.php?foo=1&bar=2", KNOWN)).isEqualTo(KNOWN_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://mycompany.com", "https://mycompany.com/", "https://mycompany.com:443",
      "https://mycompany.com:8443", "HTTPS://mycompany.com:443/"})
  void thePortMayBeWrittenOrLeftOutOnEitherSide(String publicUrl) {
    var bases = new TwilioSettings("AC1", "12345", "+40310000000", "https://api.twilio.com", publicUrl).signedBases();
    assertThat(signature.matches(KNOWN_SIGNATURE, bases, "/myapp.php?foo=1&bar=2", KNOWN)).isTrue();
    var withPort = signature.of("https://mycompany.com:443/myapp.php?foo=1&bar=2", KNOWN);
    assertThat(signature.matches(withPort, bases, "/myapp.php?foo=1&bar=2", KNOWN)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"https://bot.example.ro, https://bot.example.ro:443", "http://bot.example.ro, http://bot.example.ro:80",
      "https://bot.example.ro/apa, https://bot.example.ro:443/apa",
      "http://127.0.0.1:8080, http://127.0.0.1:80"})
  void aBaseIsTriedWithTheDefaultPort(String publicUrl, String other) {
    assertThat(new TwilioSettings("AC1", "t", "+40310000000", "https://api.twilio.com", publicUrl).signedBases())
        .startsWith(publicUrl).contains(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RSOYDt4T1cUTdK1PDd93/VVr8B9=", "RSOYDt4T1cUTdK1PDd93/VVr8B8",
      "rsoydt4t1cutdk1pdd93/vvr8b8="})
  void anythingElseIsNotASignature(String given) {
    assertThat(signature.matches(given, List.of("https://mycompany.com"), "/myapp.php?foo=1&bar=2", KNOWN)).isFalse();
  }

  @Test
  void theQueryIsSigned() {
    assertThat(signature.matches(KNOWN_SIGNATURE, List.of("https://mycompany.com"), "/myapp.php?foo=1&bar=3", KNOWN))
        .isFalse();
  }

  @Test
  void aFieldThatComesTwiceCountsOnceForEachValue() {
    assertThat(signature.of("https://a", form("b=2&a=1&b=1&b=2"))).isEqualTo(signature.of("https://aa1b1b2", form("")))
        .isNotEqualTo(signature.of("https://a", form("b=2&a=1")));
  }

  private static Form form(String body) {
    return Form.read(Buffer.buffer(body)).orElseThrow();
  }
}
