package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff see of the wire opens nothing, and calls and names nobody. */
class RedactionTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
      "{\"to\":\"+40722000123\",\"type\":\"text\"} | {\"to\":\"•••23\",\"type\":\"text\"}",
      "To=%2B40722000123&Body=da | To=%2B•••23&Body=da", "suna la 0722 000 123 | suna la •••23",
      "Codul este 481516. | Codul este •••.", "ana.pop@mail.ro | •••@mail.ro", "To=ana%40mail.ro | To=•••@mail.ro",
      "POST /bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage | POST /bot•••43:AAHd•••/sendMessage",
      "Authorization: Basic_QUMxOjEyMzQ1 | Authorization: •••",
      "{\"access_token\":\"abc\"} | {\"access_token\":\"•••\"}",
      "{\"contacts\":[{\"profile\": {\"name\":\"Ana \\\"Pop\"},\"x\":1}]} | {\"contacts\":[{\"profile\": {\"name\":\"•••\"},\"x\":1}]}",
      "{\"first_name\":\"Ana\",\"username\":\"anapop\"} | {\"first_name\":\"•••\",\"username\":\"•••\"}",
      "ProfileName=Ana+Pop&Body=da | ProfileName=•••&Body=da",
      "{\"template\":{\"name\":\"outage\"}} | {\"template\":{\"name\":\"outage\"}}",
      "AuthToken=12345&x=1 | AuthToken=•••&x=1",
      "{\"error\":{\"code\":131026,\"message\":\"no\"}} | {\"error\":{\"code\":131026,\"message\":\"no\"}}",
      "{\"code\": 21610} | {\"code\": 21610}", "87,40 lei, index 1234 m3 | 87,40 lei, index 1234 m3"})
  void whatOpensOrCallsIsMasked(String raw, String masked) {
    assertThat(Redaction.of(raw)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "secret", "passwd", "password", "authorisation", "authorization", "api_key",
      "apikey",
      "signature", "credential", "my-Client_Secret", "X-Hub-Signature"})
  void whatIsNamedLikeACredentialIsMaskedHoweverItIsWritten(String name) {
    for (var written : List.of(name, name.toUpperCase(Locale.ROOT))) {
      assertThat(Redaction.of("a=b&" + written + ": abc")).isEqualTo("a=b&" + written + ": •••");
    }
  }

  @Test
  void aLongTextIsCut() {
    assertThat(Redaction.of("a ".repeat(100_000))).hasSize(Redaction.LONGEST + 1).endsWith("…");
  }

  @Test
  void aNumberAtTheCutIsMaskedToo() {
    assertThat(Redaction.of("x ".repeat(Redaction.LONGEST / 2 - 3) + "0722000123")).doesNotContain("0722");
  }

  @Test
  void nothingMakesItSlow() {
    var nasty = "1 ".repeat(4_000) + "a@".repeat(2_000) + "a".repeat(8_000) + "token".repeat(2_000);
    long start = System.nanoTime();
    Redaction.of(nasty);
    Redaction.of("a1".repeat(20_000));
    Redaction.of("a.".repeat(20_000) + "@");
    Redaction.of("\"first_name\":\"" + "\\\\a".repeat(20_000));
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
  }
}
