package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.store.StartException;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * Fonts that travel with the program, for pictures. Before it draws with any font Java asks the system's fontconfig for all
 * of them, and fails where there is none, as on a small server; with a configuration of its own that names no font it asks
 * nobody.
 */
final class OwnFonts {
  private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
  private static final String CONFIGURATION = "sun.awt.fontconfig";

  private OwnFonts() {}

  /**
   * One of them, 1 point high.
   *
   * @throws StartException when no file can be made for Java to read
   */
  static Font read(String file) {
    askNobody();
    try (InputStream in = OwnFonts.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("Font " + file + " is missing: add jasperreports-fonts to the class path");
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException("Font " + file + " cannot be read", e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("Font " + file + " is no font", e);
    }
  }

  /** Java reads it once, when the first font is made. */
  private static synchronized void askNobody() {
    if (System.getProperty(CONFIGURATION) != null) {
      return;
    }
    try {
      var none = Files.createTempFile("apaserv-fonts", ".properties");
      none.toFile().deleteOnExit();
      Files.writeString(none, "version=1\nsequence.allfonts=default\n");
      System.setProperty(CONFIGURATION, none.toString());
    } catch (IOException e) {
      throw new StartException("No file could be made in " + System.getProperty("java.io.tmpdir") + " ("
          + e.getMessage() + "): let this user write there", e);
    }
  }
}
