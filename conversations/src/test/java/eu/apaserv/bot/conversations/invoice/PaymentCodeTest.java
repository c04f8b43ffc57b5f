package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import eu.apaserv.bot.core.understanding.Language;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PaymentCodeTest {

  @Test
  void aBankingAppReadsBackPayeeAccountAmountAndReference() throws ChecksumException, FormatException {
    String payload = read(PaymentCode.of(Sheets.household()).orElseThrow());
    assertThat(payload.lines()).containsExactly("BCD", "002", "1", "SCT", "", "Compania Judeteana Apa Serv S.A.",
        "RO49AAAA1B31007593840000", "RON144.52", "", "", "NTD4010003 / 1010021");
  }

  @Test
  void nothingToPayHasNoCode() {
    assertThat(PaymentCode.of(Sheets.correction())).isEmpty();
    assertThat(PaymentCode.of(Sheets.paid(Sheets.household(), Sheets.household().totals().total()))).isEmpty();
  }

  @Test
  void longAndForeignTextStillMakesACode() throws ChecksumException, FormatException {
    assertThat(read(PaymentCode.of(Sheets.named("Împletituri 😀\r\nȚesături ".repeat(60))).orElseThrow()).lines())
        .hasSize(11).contains("RON144.52");
  }

  @Test
  void theCodeOfTheChatOpensItWithTheClientCodeSaid() throws ChecksumException, FormatException {
    String chat = Objects.requireNonNull(Sheets.chatting().contact().chat());
    assertThat(read(new QrCode(chat).matrix())).isEqualTo("https://t.me/apa_demo_bot?start=cont_1010021");
    assertThat(new InvoicePdf().render(Sheets.chatting(), Language.RO))
        .as("drawn").isNotEqualTo(new InvoicePdf().render(Sheets.household(), Language.RO));
  }

  private static String read(PaymentCode code) throws ChecksumException, FormatException {
    return read(code.matrix());
  }

  private static String read(ByteMatrix drawn) throws ChecksumException, FormatException {
    BitMatrix bits = new BitMatrix(drawn.getWidth(), drawn.getHeight());
    for (int x = 0; x < drawn.getWidth(); x++) {
      for (int y = 0; y < drawn.getHeight(); y++) {
        if (drawn.get(x, y) == 1) {
          bits.set(x, y);
        }
      }
    }
    return new Decoder().decode(bits).getText();
  }
}
