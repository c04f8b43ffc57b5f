package eu.apaserv.bot.conversations.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.pdf.BaseFont;

/**
 * The two faces of the invoice, read once from the class path and shared by all documents: OpenPDF only reads from them
 * after loading. DejaVu has every Romanian letter and free terms for embedding.
 */
final class Typeface {
  private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";

  static final Typeface REGULAR = new Typeface("DejaVuSansCondensed.ttf");
  static final Typeface BOLD = new Typeface("DejaVuSansCondensed-Bold.ttf");

  /** Letters, punctuation and mathematical signs up to here have their width at hand. */
  private static final int MEASURED = 0x2300;

  private final BaseFont font;
  private final short[] widths = new short[MEASURED];

  private Typeface(String file) {
    font = load(file);
    font.setSecureRandom(new SubsetLetters());
    for (int c = 0; c < MEASURED; c++) {
      widths[c] = (short) font.getWidth(c);
    }
  }

  BaseFont font() {
    return font;
  }

  /** Width of a text in thousandths of the size. */
  int width(String text) {
    int sum = 0;
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      sum += c < MEASURED ? widths[c] : font.getWidth(c);
    }
    return sum;
  }

  /** Whether the face has a picture of the character. */
  boolean draws(int codePoint) {
    return font.charExists(codePoint);
  }

  private static BaseFont load(String file) {
    try (InputStream in = Typeface.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(
            "Font " + FOLDER + file + " is missing: add jasperreports-fonts to the class path");
      }
      return BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, in.readAllBytes(), null);
    } catch (IOException e) {
      throw new UncheckedIOException("Font " + file + " cannot be read", e);
    }
  }
}
