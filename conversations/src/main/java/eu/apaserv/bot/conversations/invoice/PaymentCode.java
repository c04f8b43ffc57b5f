package eu.apaserv.bot.conversations.invoice;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Optional;
import org.openpdf.text.pdf.PdfContentByte;

/**
 * The QR code a banking app reads: the lines of EPC069-12 (BCD, version 002, credit transfer), with the amount in RON as
 * the Romanian payment code, which follows it, writes it. Latin letters only, so that no reader meets a character set
 * marker it does not know.
 */
record PaymentCode(String payload) {
  private static final int LONGEST_NAME = 70;
  private static final int LONGEST_REFERENCE = 140;

  /** The code of an invoice; empty when nothing is to be paid or there is no account to pay to. */
  static Optional<PaymentCode> of(InvoiceSheet sheet) {
    String iban = sheet.payment().iban();
    if (!sheet.payable() || iban == null || iban.isBlank()) {
      return Optional.empty();
    }
    String amount = "RON" + sheet.owed().toPay().setScale(2, RoundingMode.HALF_UP).toPlainString();
    return Optional.of(new PaymentCode(String.join("\n", "BCD", "002", "1", "SCT", "", latin(sheet.seller().name(),
        LONGEST_NAME), latin(iban.replace(" ", ""), 34), amount, "", "",
        latin(sheet.payment().reference(),
            LONGEST_REFERENCE))));
  }

  /** Draws the code as rectangles into a square. */
  void drawOn(Canvas canvas, float left, float top, float side) {
    ByteMatrix modules = matrix();
    float module = side / modules.getWidth();
    canvas.shape(Tint.INK, page -> {
      for (int row = 0; row < modules.getHeight(); row++) {
        row(page, modules, row, left, top, module);
      }
    });
  }

  private static void row(PdfContentByte page, ByteMatrix modules, int row, float left, float top, float module) {
    int start = -1;
    for (int column = 0; column <= modules.getWidth(); column++) {
      boolean dark = column < modules.getWidth() && modules.get(column, row) == 1;
      if (dark && start < 0) {
        start = column;
      } else if (!dark && start >= 0) {
        // a hair taller than a module, so that no white line shows between rows on screen
        page.rectangle(left + start * module, Paper.HEIGHT - top - (row + 1) * module - 0.02f,
            (column - start) * module,
            module + 0.04f);
        start = -1;
      }
    }
  }

  ByteMatrix matrix() {
    try {
      return Encoder.encode(payload, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalStateException("A payment code of " + payload.length() + " characters does not fit in a QR code",
          e);
    }
  }

  private static String latin(String text, int most) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").replaceAll("[^ -~]+", " ")
        .strip();
    return plain.length() <= most ? plain : plain.substring(0, most);
  }
}
