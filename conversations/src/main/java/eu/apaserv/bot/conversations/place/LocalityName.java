package eu.apaserv.bot.conversations.place;

import java.util.Map;
import java.util.Set;

/** Names of localities and of their districts as they are compared: "Tg. Neamț" and "orașul Târgu Neamț" are one. */
public final class LocalityName {
  private static final Set<String> SILENT = Set.of("municipiul", "mun", "orasul", "oras", "or", "comuna", "com",
      "satul", "sat", "loc", "localitatea", "cartierul", "cartier", "cart");
  private static final Map<String, String> WRITTEN = Map.of("tg", "targu", "tirgu", "targu");

  private LocalityName() {}

  /** What names of the same locality have in common; empty when nothing is left. */
  public static String key(String name) {
    return PlaceWords.form(name, SILENT, WRITTEN);
  }
}
