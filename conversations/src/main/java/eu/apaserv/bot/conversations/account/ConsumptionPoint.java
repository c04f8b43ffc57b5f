package eu.apaserv.bot.conversations.account;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where water is used (loc de consum).
 *
 * @param siruta the locality's code in the national register
 * @param zone the operating zone, which decides the reading window
 * @param name what this person calls it, for example {@code la mama}; null if nothing
 */
public record ConsumptionPoint(String pointId, String clientCode, String locality, @Nullable String siruta,
    @Nullable String district, @Nullable String street, @Nullable String number, @Nullable String block,
    @Nullable String entrance, @Nullable String apartment, @Nullable String zone,
    @Nullable String name) {

  /** A place nobody has given a name. */
  public ConsumptionPoint(String pointId, String clientCode, String locality, @Nullable String siruta,
      @Nullable String district, @Nullable String street, @Nullable String number, @Nullable String block,
      @Nullable String entrance, @Nullable String apartment, @Nullable String zone) {
    this(pointId, clientCode, locality, siruta, district, street, number, block, entrance, apartment, zone, null);
  }

  /** Enough to tell one's own places apart: {@code mama, Strada Mihai Eminescu 94, bl. B12, ap. 38}. */
  public String label() {
    return name == null ? postal() : name + ", " + postal();
  }

  private String postal() {
    var parts = new ArrayList<String>();
    if (street != null) {
      parts.add(number == null ? street : street + " " + number);
    }
    add(parts, "bl. ", block);
    add(parts, "sc. ", entrance);
    add(parts, "ap. ", apartment);
    return parts.isEmpty() ? locality : String.join(", ", parts);
  }

  /** The whole address, with the locality. */
  public String address() {
    return postal().equals(locality) ? locality : postal() + ", " + locality;
  }

  private static void add(List<String> parts, String prefix, @Nullable String value) {
    if (value != null) {
      parts.add(prefix + value);
    }
  }
}
