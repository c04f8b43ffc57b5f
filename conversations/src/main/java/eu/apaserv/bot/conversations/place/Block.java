package eu.apaserv.bot.conversations.place;

import java.util.regex.Pattern;

/** Blocks of flats as they are compared: "Bl. B12 sc. A" is b12. */
public final class Block {
  private static final Pattern KIND = Pattern.compile("^(bloc|blocul|bl) ");
  private static final Pattern INSIDE = Pattern.compile(" (sc|scara|et|etaj|ap|tr|tronson)( .*)?$");

  private Block() {}

  /** What names of the same block have in common; empty when nothing is left. */
  public static String key(String name) {
    var words = String.join(" ", PlaceWords.of(name));
    return INSIDE.matcher(KIND.matcher(words).replaceFirst("")).replaceFirst("").replace(" ", "");
  }
}
