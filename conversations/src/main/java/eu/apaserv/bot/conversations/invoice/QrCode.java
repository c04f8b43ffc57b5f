package eu.apaserv.bot.conversations.invoice;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import org.openpdf.text.pdf.PdfContentByte;

/** A QR code that is drawn, not a picture: sharp at any size. */
record QrCode(String payload) {

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
      throw new IllegalStateException("A code of " + payload.length() + " characters does not fit in a QR code",
          e);
    }
  }
}
