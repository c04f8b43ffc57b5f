package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What staff see before they say why. */
class MaskedTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"codul meu e 1000021 |codul meu e ••••021",
      "sunati la 0722 123 456|sunati la •••• ••• 456",
      "+40722123456|+••••••••456", "ana.pop@mail.ro e adresa|•••@mail.ro e adresa", "index 12345|index 12345",
      "de la 01.12 09:00. Pana la 01.12 15:30 (29.11 9:05)|de la 01.12 09:00. Pana la 01.12 15:30 (29.11 9:05)",
      "01.12 090000|••.•• •••000",
      "pe 27.11.2026 18:30 la 1000021|pe 27.11.2026 18:30 la ••••021", "2026-11-27|2026-11-27",
      "plata 1.234,56 lei|plata 1.234,56 lei",
      "factura NTD1234567|factura NTD••••567"})
  void longNumbersAndAddressesAreMaskedAndNothingElse(String written, String shown) {
    assertThat(Masked.text(written)).isEqualTo(shown);
  }

  /** Whoever may read conversations and see nobody's data would open the document instead, or the payment. */
  @Test
  void aLinkOpensNothingForWhoReadsItMasked() {
    assertThat(Masked.text("Factura: https://bot.example.ro/invoices/AbCdEfGhIjKlMnOpQrStUv. Expira in 15 min"))
        .isEqualTo("Factura: https://bot.example.ro/invoices/•••. Expira in 15 min");
    assertThat(Masked.text("https://bot.example.ro/pay/0123456789_-abcdefghij")).doesNotContain("0123", "789_");
    assertThat(Masked.text("https://www.apaserv.eu/contact si t.me/apaserv_bot")).isEqualTo(
        "https://www.apaserv.eu/contact si t.me/apaserv_bot");
  }

  @Test
  void aLongMessageIsReadInNoTime() {
    assertThat(Masked.text("1 ".repeat(10_000) + "a@".repeat(5_000) + "http://a/".repeat(2_000))).isNotEmpty();
  }
}
