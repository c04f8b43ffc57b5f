package eu.apaserv.bot.conversations.invoice;

import com.google.zxing.qrcode.encoder.ByteMatrix;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Optional;

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

  /** Draws the code into a square. */
  void drawOn(Canvas canvas, float left, float top, float side) {
    new QrCode(payload).drawOn(canvas, left, top, side);
  }

  ByteMatrix matrix() {
    return new QrCode(payload).matrix();
  }

  private static String latin(String text, int most) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").replaceAll("[^ -~]+", " ")
        .strip();
    return plain.length() <= most ? plain : plain.substring(0, most);
  }
}
