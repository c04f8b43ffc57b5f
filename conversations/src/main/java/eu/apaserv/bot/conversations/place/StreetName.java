package eu.apaserv.bot.conversations.place;

import java.util.Map;
import java.util.Set;

/** Street names as they are compared: "Bd. Șt. cel Mare" and "bulevardul Stefan cel Mare" are one. */
public final class StreetName {
  /** What kind of way it is, and titles: they are left out as often as they are written. */
  private static final Set<String> SILENT = Set.of("strada", "str", "strazii", "stradela", "bulevardul", "bulevardului",
      "bulevard", "bd", "bdul", "b", "dul", "aleea", "aleii", "alee", "piata", "pta", "calea", "soseaua", "sos",
      "fundatura", "fdt", "intrarea", "splaiul", "spl", "dr", "doctor", "gen", "gral", "general", "generalul", "prof",
      "profesor", "ing", "inginer", "col", "colonel", "av", "avocat", "cpt", "capitan", "mr", "maior", "lt",
      "locotenent", "sg", "sergent", "acad", "academician", "pr", "preot", "nr", "numarul");
  private static final Map<String, String> WRITTEN = Map.ofEntries(Map.entry("tg", "targu"),
      Map.entry("tirgu", "targu"), Map.entry("sf", "sfantu"), Map.entry("sfant", "sfantu"),
      Map.entry("sfanta", "sfantu"), Map.entry("st", "stefan"), Map.entry("stef", "stefan"),
      Map.entry("al", "alexandru"), Map.entry("alex", "alexandru"), Map.entry("m", "mihai"), Map.entry("n", "nicolae"),
      Map.entry("gh", "gheorghe"), Map.entry("ghe", "gheorghe"), Map.entry("v", "vasile"));

  private StreetName() {}

  /** What names of the same street have in common; numbers that belong to a name stay. Empty when nothing is left. */
  public static String key(String name) {
    return PlaceWords.form(name, SILENT, WRITTEN);
  }
}
