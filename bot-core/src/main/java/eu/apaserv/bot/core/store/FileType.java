package eu.apaserv.bot.core.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of files that are kept, told by their first bytes and never by what a provider calls them. None of them can
 * carry a script into a browser: pages, drawings in XML, archives and programs are none of these.
 */
public enum FileType {
  JPEG("image/jpeg", "jpg", true), PNG("image/png", "png", true), WEBP("image/webp", "webp", true), GIF("image/gif",
      "gif", true), HEIC("image/heic", "heic", false), PDF("application/pdf", "pdf", false), OGG("audio/ogg", "ogg",
          false), MP3("audio/mpeg", "mp3", false), AMR("audio/amr", "amr", false), AAC("audio/aac", "aac",
              false), MP4("video/mp4", "mp4", false), THREE_GP("video/3gpp", "3gp", false);

  /** So many first bytes tell the kind. */
  public static final int ENOUGH = 16;

  private final String mimeType;
  private final String ending;
  private final boolean picture;

  FileType(String mimeType, String ending, boolean picture) {
    this.mimeType = mimeType;
    this.ending = ending;
    this.picture = picture;
  }

  public String mimeType() {
    return mimeType;
  }

  /** The ending of a file name, without the dot. */
  public String ending() {
    return ending;
  }

  /** Every browser shows it as a picture; what is none is only downloaded. */
  public boolean picture() {
    return picture;
  }

  /** The kind of a file that begins with these bytes; empty when it is none of them. */
  public static Optional<FileType> of(byte[] first) {
    return Stream.of(values()).filter(type -> type.begins(first)).findFirst();
  }

  private boolean begins(byte[] b) {
    return switch (this) {
      case JPEG -> at(b, 0, 0xFF, 0xD8, 0xFF);
      case PNG -> at(b, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
      case GIF -> at(b, 0, 'G', 'I', 'F', '8');
      case WEBP -> at(b, 0, 'R', 'I', 'F', 'F') && at(b, 8, 'W', 'E', 'B', 'P');
      case HEIC -> brand(b, "heic", "heix", "hevc", "mif1");
      case PDF -> at(b, 0, '%', 'P', 'D', 'F', '-');
      case OGG -> at(b, 0, 'O', 'g', 'g', 'S');
      case MP3 -> at(b, 0, 'I', 'D', '3') || at(b, 0, 0xFF, 0xFB) || at(b, 0, 0xFF, 0xF3);
      case AMR -> at(b, 0, '#', '!', 'A', 'M', 'R');
      case AAC -> at(b, 0, 0xFF, 0xF1) || at(b, 0, 0xFF, 0xF9);
      case MP4 -> brand(b, "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4A ", "M4V ", "qt  ");
      case THREE_GP -> brand(b, "3gp4", "3gp5", "3gp6", "3g2a");
    };
  }

  /** The ISO container says what it holds behind {@code ftyp}. */
  private static boolean brand(byte[] b, String... brands) {
    return at(b, 4, 'f', 't', 'y', 'p') && b.length >= 12
        && Arrays.asList(brands).contains(new String(b, 8, 4, StandardCharsets.ISO_8859_1));
  }

  private static boolean at(byte[] b, int from, int... expected) {
    if (b.length < from + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((b[from + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
