package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Speller;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The streets, districts and localities that are known by name: those of {@code training/places.txt} and, once loaded,
 * those of the billing export. Loaded anew while the program runs; safe for many threads at once.
 */
public final class Gazetteer {
  /** More names than any utility has streets are not kept. */
  static final int MOST = 50_000;
  /** A name in the middle of a sentence may end so: "Oituzului". */
  static final List<String> ENDINGS = List.of("ului", "lui", "ul", "u");
  private static final int LONGEST_NAME = 80;
  private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]+");
  private static final Pattern KIND = Pattern.compile(
      "(?i)^(?:strada|str\\.?|bulevardul|b-dul|bdul|bd\\.?|aleea|calea|șoseaua|soseaua|fundătura|fundatura|stradela|intrarea|piața|splaiul|drumul) +(?=\\S)");

  private final List<String> builtIn;
  private final AtomicReference<Names> names;

  /**
   * Names known at one time.
   *
   * @param imported words of the names that billing's export brought
   * @param first the words that names begin with
   * @param twins names of localities that are names of streets too
   */
  record Names(Map<String, Place> places, Speller speller, Set<String> imported, Set<String> first,
      Set<String> twins) {
    /** Whether a name may begin with this word, with an ending or without: most words of a message begin none. */
    boolean begins(String word) {
      return first.contains(word) || ENDINGS.stream().anyMatch(ending -> word.endsWith(ending)
          && first.contains(word.substring(0, word.length() - ending.length())));
    }

    @Nullable
    Place get(String plain) {
      return places.get(plain);
    }
  }

  /**
   * A name on the map.
   *
   * @param key {@code street}, {@code locality}, or {@code district}
   * @param name the official spelling; of a district, its locality's
   * @param everyday whether it could be a word of any sentence, so that only words before it tell it is meant
   */
  record Place(String key, String name, boolean everyday) {}

  /**
   * A place of the billing export.
   *
   * @param locality in its official spelling
   * @param district of that locality, or null
   * @param street with its kind ("Strada Oituz"), or null
   */
  public record Address(String locality, @Nullable String district, @Nullable String street) {}

  /** @param lines {@code key official name = other spelling, other spelling} */
  Gazetteer(List<String> lines) {
    this.builtIn = List.copyOf(lines);
    this.names = new AtomicReference<>(names(List.of()));
  }

  /** The gazetteer the program was built with. */
  public static Gazetteer builtIn() {
    return new Gazetteer(TrainingFiles.lines("places.txt"));
  }

  /** Takes these places in, instead of those loaded before; the built-in ones stay. */
  public void load(Collection<Address> addresses) {
    names.set(names(addresses));
  }

  Names names() {
    return names.get();
  }

  /** Whether a folded word is of a name that was loaded: "Soldanului" is no mistyped "soldului". */
  boolean imported(String word) {
    return names.get().imported.contains(word);
  }

  private Names names(Collection<Address> addresses) {
    var places = new HashMap<String, Place>();
    var streets = new HashSet<String>();
    for (var address : addresses) {
      put(places, address.locality, new Place("locality", address.locality, true));
      if (address.district != null) {
        put(places, address.district, new Place("district", address.locality, true));
      }
      if (address.street != null) {
        var street = KIND.matcher(address.street.strip()).replaceFirst("");
        put(places, street, new Place("street", street, true));
        streets.add(plain(street));
      }
    }
    var imported = new HashSet<String>();
    places.keySet().forEach(name -> imported.addAll(List.of(name.split(" "))));
    builtIn.forEach(line -> put(places, streets, line));
    var words = new HashMap<String, Integer>();
    places.keySet().forEach(name -> List.of(name.split(" ")).forEach(w -> words.merge(w, 1, Integer::sum)));
    var first = new HashSet<String>();
    places.keySet().forEach(name -> first.add(name.split(" ", 2)[0]));
    streets.removeIf(name -> !isLocality(places.get(name)));
    return new Names(Map.copyOf(places), new Speller(words), Set.copyOf(imported), Set.copyOf(first),
        Set.copyOf(streets));
  }

  private static boolean isLocality(@Nullable Place place) {
    return place != null && place.key.equals("locality");
  }

  private static void put(Map<String, Place> places, Set<String> streets, String line) {
    var sides = line.split("=", 2);
    var key = sides[0].substring(0, sides[0].indexOf(' '));
    var name = sides[0].substring(key.length()).strip();
    var place = new Place(key, name, false);
    if (key.equals("street")) {
      streets.add(plain(name));
    }
    if (!key.equals("street") || !isLocality(places.get(plain(name)))) {
      places.put(plain(name), place);
    }
    if (sides.length > 1) {
      for (var other : sides[1].split(",", -1)) {
        places.put(plain(other), place);
      }
    }
  }

  /** Where a street is called as its locality the locality stays known. */
  private static void put(Map<String, Place> places, String name, Place place) {
    var plain = plain(name);
    if (plain.length() > 2 && name.length() <= LONGEST_NAME && places.size() < MOST) {
      places.merge(plain, place, (before, now) -> isLocality(before) ? before : now);
    }
  }

  /** Folded, hyphens and points as spaces. */
  static String plain(String name) {
    return NO_LETTER.matcher(Folded.of(name).text()).replaceAll(" ").strip();
  }
}
