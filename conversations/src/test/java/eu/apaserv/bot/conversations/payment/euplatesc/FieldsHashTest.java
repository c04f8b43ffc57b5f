package eu.apaserv.bot.conversations.payment.euplatesc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Against values made with another HMAC implementation. */
class FieldsHashTest {
  private final FieldsHash hash = new FieldsHash("00112233445566778899AABBCCDDEEFF");

  @Test
  void aLinksFieldsAreSignedInOrder() {
    assertThat(hash.of(List.of("82.58", "RON", "A2B3C4D5-1", "Servicii apa", "44840000000", "20261122080000",
        "0123456789abcdef0123456789abcdef", "20261122083000"))).isEqualTo("A6464A1FA47F500E544C1BAE1719B9D6");
  }

  @Test
  void anEmptyFieldIsADashAndLettersCountInBytes() {
    var reply = List.of("82.58", "RON", "A2B3C4D5-1", "", "44840000000", "0", "Aprobată", "", "20261122080000", "n");
    assertThat(hash.of(reply)).isEqualTo("45768C1365314EB74A6039E259DAB342");
    assertThat(hash.matches("45768c1365314eb74a6039e259dab342", reply)).isTrue();
    assertThat(hash.matches("45768C1365314EB74A6039E259DAB343", reply)).isFalse();
    assertThat(hash.matches("", reply)).isFalse();
    assertThat(hash.matches(null, reply)).isFalse();
  }
}
