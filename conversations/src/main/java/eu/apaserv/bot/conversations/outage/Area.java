package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.place.HouseNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an outage holds, as the dispatcher writes it. Without a street it is the whole district, or the whole locality.
 *
 * @param locality by name; null where {@code siruta} alone says it
 * @param siruta the locality's code in the national register; null if it is not given
 * @param street with or without "Strada"
 * @param from first house number, for example {@code 14A}; null: from the first on
 * @param to last house number; without a suffix it takes all of that number in
 * @param blocks of flats; empty: not only those
 */
public record Area(@Nullable String locality, @Nullable String siruta, @Nullable String district,
    @Nullable String street, @Nullable String from, @Nullable String to, Parity parity, List<String> blocks) {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_NUMBER = 12;
  private static final int MOST_BLOCKS = 100;

  /** Which side of the street. */
  public enum Parity {
    ODD, EVEN, ALL
  }

  public Area {
    locality = named("locality", locality, LONGEST_NAME);
    siruta = named("siruta", siruta, LONGEST_NUMBER);
    district = named("district", district, LONGEST_NAME);
    street = named("street", street, LONGEST_NAME);
    var first = named("from", from, LONGEST_NUMBER);
    var last = named("to", to, LONGEST_NUMBER);
    boolean isBackwards = isBackwards(first, last);
    from = isBackwards ? last : first;
    to = isBackwards ? first : last;
    parity = parity == null ? Parity.ALL : parity;
    blocks = blocks == null ? List.of() : List.copyOf(blocks);
    if (locality == null && siruta == null) {
      throw new IllegalArgumentException("An area needs a locality or its SIRUTA code");
    }
    if (blocks.size() > MOST_BLOCKS || blocks.stream().anyMatch(b -> b.isBlank() || b.length() > LONGEST_NAME)) {
      throw new IllegalArgumentException("An area takes at most " + MOST_BLOCKS + " blocks, each with a name");
    }
    if (street == null && (from != null || to != null || parity != Parity.ALL)) {
      throw new IllegalArgumentException("House numbers need a street");
    }
  }

  /** Where the larger number was written first the same houses are meant; read as written there would be none. */
  private static boolean isBackwards(@Nullable String from, @Nullable String to) {
    var first = HouseNumber.of(from);
    var last = HouseNumber.of(to);
    return first.isPresent() && last.isPresent() && first.get().number() > last.get().number();
  }

  /** A whole locality. */
  public static Area locality(String name) {
    return new Area(name, null, null, null, null, null, Parity.ALL, List.of());
  }

  /** A whole street. */
  public static Area street(String locality, String street) {
    return new Area(locality, null, null, street, null, null, Parity.ALL, List.of());
  }

  /** The same between these numbers. */
  public Area between(@Nullable String first, @Nullable String last, Parity side) {
    return new Area(locality, siruta, district, street, first, last, side, blocks);
  }

  /** The same within that district. */
  public Area in(String part) {
    return new Area(locality, siruta, part, street, from, to, parity, blocks);
  }

  /** Only these blocks of it. */
  public Area only(List<String> names) {
    return new Area(locality, siruta, district, street, from, to, parity, names);
  }

  private static @Nullable String named(String what, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > longest) {
      throw new IllegalArgumentException("The " + what + " of an area takes " + longest + " characters at most");
    }
    return value.strip();
  }

  /** In the words of the register: street, numbers, blocks, district, locality. Without any language's own words. */
  public String label() {
    var parts = new ArrayList<String>();
    if (street != null) {
      parts.add(numbers().isEmpty() ? street : street + " " + numbers());
    }
    if (!blocks.isEmpty()) {
      parts.add("bl. " + String.join(", ", blocks));
    }
    Stream.of(district, locality == null ? siruta : locality).filter(part -> part != null).forEach(parts::add);
    return String.join(", ", parts);
  }

  /** {@code 1–19}, {@code 14A}, {@code 20–}, {@code –8}; empty without numbers. */
  public String numbers() {
    if (from == null && to == null) {
      return "";
    }
    return from != null && from.equals(to) ? from : (from == null ? "" : from) + "–" + (to == null ? "" : to);
  }
}
