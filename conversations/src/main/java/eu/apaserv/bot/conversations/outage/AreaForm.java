package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.place.Block;
import eu.apaserv.bot.conversations.place.HouseNumber;
import eu.apaserv.bot.conversations.place.LocalityName;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An area in normal forms: what a place is matched with. The function {@code outage_points} of V2_71 is the same rule over
 * a table; a test holds both equal.
 *
 * @param streets every key that means this street; empty: the whole district or locality
 * @param odd which side; null: both
 */
record AreaForm(@Nullable String siruta, @Nullable String locality, @Nullable String district, Set<String> streets,
    @Nullable HouseNumber from, @Nullable HouseNumber to, boolean wholeLastNumber, @Nullable Boolean odd,
    Set<String> blocks) {
  AreaForm {
    streets = Set.copyOf(streets);
    blocks = Set.copyOf(blocks);
  }

  /** How sure it is that a place lies in an area; the first is the surest. */
  enum Cover {
    YES, UNSURE, NO;

    static Cover of(boolean fits) {
      return fits ? YES : NO;
    }
  }

  /** @param streets the keys of its street; empty without one */
  static AreaForm of(Area area, Set<String> streets) {
    var to = HouseNumber.of(area.to()).orElse(null);
    return new AreaForm(area.siruta(), key(area.locality(), LocalityName::key), key(area.district(), LocalityName::key),
        streets, HouseNumber.of(area.from()).orElse(null), to, to != null && to.suffix().isEmpty(),
        area.parity() == Area.Parity.ALL ? null : area.parity() == Area.Parity.ODD,
        area.blocks().stream().map(Block::key).collect(Collectors.toSet()));
  }

  /** The same in a locality that has its code: people name places, not codes. */
  AreaForm named(String localityKey) {
    return new AreaForm(siruta, localityKey, district, streets, from, to, wholeLastNumber, odd, blocks);
  }

  static @Nullable String key(@Nullable String name, UnaryOperator<String> form) {
    var key = name == null ? "" : form.apply(name);
    return key.isEmpty() ? null : key;
  }

  /**
   * Whether the spot lies in it.
   *
   * @param keys of the spot's street, all that may be meant
   */
  Cover covers(Spot spot, Set<String> keys) {
    return Stream.of(inLocality(spot), inStreet(spot, keys), inDistrict(spot), inBlock(spot), inNumbers(spot))
        .max(Comparator.naturalOrder()).orElse(Cover.NO);
  }

  private Cover inLocality(Spot spot) {
    var name = key(spot.locality(), LocalityName::key);
    boolean sameCode = spot.siruta() != null && spot.siruta().equals(siruta);
    if (locality == null) {
      return Cover.of(sameCode);
    }
    if (name == null) {
      return unsaid(spot);
    }
    return Cover.of(name.equals(locality) && (siruta == null || spot.siruta() == null || sameCode));
  }

  private Cover inStreet(Spot spot, Set<String> keys) {
    if (streets.isEmpty()) {
      return Cover.YES;
    }
    return keys.isEmpty() ? unsaid(spot) : Cover.of(keys.stream().anyMatch(streets::contains));
  }

  /** A street alone is enough where the district is not known. */
  private Cover inDistrict(Spot spot) {
    var name = key(spot.district(), LocalityName::key);
    if (district == null || district.equals(name)) {
      return Cover.YES;
    }
    return name != null ? Cover.NO : streets.isEmpty() ? unsaid(spot) : Cover.YES;
  }

  private Cover inBlock(Spot spot) {
    if (blocks.isEmpty()) {
      return Cover.YES;
    }
    return spot.block() == null ? unsaid(spot) : Cover.of(blocks.contains(Block.key(spot.block())));
  }

  private Cover inNumbers(Spot spot) {
    return hasNumbers()
        ? HouseNumber.of(spot.number()).map(house -> Cover.of(isBetween(house))).orElse(Cover.UNSURE)
        : Cover.YES;
  }

  /** What billing does not say of a place is not there; what a person does not say may be. */
  private static Cover unsaid(Spot spot) {
    return spot.exact() ? Cover.NO : Cover.UNSURE;
  }

  private boolean hasNumbers() {
    return from != null || to != null || odd != null;
  }

  private boolean isBetween(HouseNumber house) {
    return (odd == null || odd == house.isOdd()) && (from == null || house.compareTo(from) >= 0)
        && (to == null || isUpTo(house, to));
  }

  private boolean isUpTo(HouseNumber house, HouseNumber last) {
    return wholeLastNumber ? house.number() <= last.number() : house.compareTo(last) <= 0;
  }

  /** Whether a spot is meant: exceptions win; of a consumption point, what is not known counts for the warning. */
  static Cover of(Spot spot, Set<String> keys, List<AreaForm> areas, List<AreaForm> exceptions) {
    var out = best(exceptions, spot, keys);
    var in = best(areas, spot, keys);
    if (spot.exact()) {
      return in != Cover.NO && out != Cover.YES ? Cover.YES : Cover.NO;
    }
    if (out == Cover.YES || in == Cover.NO) {
      return Cover.NO;
    }
    return out == Cover.UNSURE ? Cover.UNSURE : in;
  }

  private static Cover best(List<AreaForm> forms, Spot spot, Set<String> keys) {
    return forms.stream().map(form -> form.covers(spot, keys)).min(Cover::compareTo).orElse(Cover.NO);
  }
}
