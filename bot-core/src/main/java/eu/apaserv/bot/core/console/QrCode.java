package eu.apaserv.bot.core.console;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code as a drawing inside the page: no picture has to be fetched, so what it says is asked for by nobody else.
 *
 * @param side in modules, its quiet edge included
 * @param path of the dark modules, in SVG's words
 */
record QrCode(int side, String path) {
  private static final int EDGE = 4;

  static QrCode of(String payload) {
    try {
      var modules = Encoder.encode(payload, ErrorCorrectionLevel.M).getMatrix();
      var path = new StringBuilder();
      for (int row = 0; row < modules.getHeight(); row++) {
        for (int column = 0; column < modules.getWidth(); column++) {
          if (modules.get(column, row) == 1) {
            path.append('M').append(column + EDGE).append(' ').append(row + EDGE).append("h1v1h-1z");
          }
        }
      }
      return new QrCode(modules.getWidth() + 2 * EDGE, path.toString());
    } catch (WriterException e) {
      throw new IllegalStateException("A code of " + payload.length() + " characters does not fit in a QR code", e);
    }
  }
}
