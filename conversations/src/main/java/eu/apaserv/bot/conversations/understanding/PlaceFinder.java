package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Streets, house numbers and localities, in their official spelling. Known names are found as they are written; after
 * "strada", "bulevardul" … any name is a street.
 */
final class PlaceFinder implements EntityFinder {
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
  private static final Pattern KIND = Pattern.compile(
      "\\b(?:strada|strazii|str|stradela|bulevardul|bulevard|bd|bdul|aleea|alee|piata|calea|soseaua|fundatura)[ .]{1,2}([a-z][a-z'-]{2,20}(?: cel (?:mare|bun|batran)| [a-z]{3,15}(?=[ ,]{1,2}(?:nr|\\d)))?)");
  private static final Pattern KIND_AFTER = Pattern
      .compile("\\b(?:on|at|in) ([a-z]{3,20}(?: [a-z]{3,20})?) (?:street|st|road|boulevard|avenue)\\b");
  private static final Pattern HOUSE = Pattern
      .compile("^[ ,]{1,2}(?:nr|numarul|numar|no|number)?[ .]{0,2}(\\d{1,4}[a-z]?)\\b");
  /** Names that are words as well: they count only after "in", "la", "din", or written with a capital. */
  private static final Set<String> DOUBTFUL = Set.of("roman", "horia", "piatra", "favorit", "traian", "precista",
      "dochia",
      "girov", "brusturi", "dobreni", "piata mare", "garii", "abator", "uzinei", "oituz", "decebal", "independentei",
      "libertatii",
      "republicii", "speranta", "agapia", "bara", "dumbrava");
  private static final Pattern BEFORE = Pattern
      .compile("\\b(?:in|la|din|pe|pi|prin|spre|langa|on|at|from|near|of|strada|str)[ .]{1,2}$");
  private static final Pattern NO_NAME = Pattern.compile("^(?:mea|noastra|asta|aceasta|ta|our|my|this|the)\\b");
  private static final int LONGEST_NAME = 4;

  private final Map<String, Place> places = new HashMap<>();

  /** A name on the map: its key ({@code street}, {@code locality}) and official spelling. */
  record Place(String key, String name) {}

  /** @param lines {@code key official name = other spelling, other spelling} */
  PlaceFinder(List<String> lines) {
    for (var line : lines) {
      var sides = line.split("=", 2);
      var key = sides[0].substring(0, sides[0].indexOf(' '));
      var name = sides[0].substring(key.length()).strip();
      var place = new Place(key, name);
      places.put(plain(name), place);
      if (sides.length > 1) {
        for (var other : sides[1].split(",", -1)) {
          places.put(plain(other), place);
        }
      }
    }
  }

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    var text = message.text();
    called(text, KIND, found);
    called(text, KIND_AFTER, found);
    known(text, found);
  }

  private void called(String text, Pattern form, Findings found) {
    var street = form.matcher(text);
    while (street.find()) {
      int start = street.start(1);
      int end = longestKnown(text, start).orElse(street.end(1));
      if (!found.free(start, end) || NO_NAME.matcher(street.group(1)).find()) {
        continue;
      }
      var known = places.get(plain(text.substring(start, end)));
      found.add("street", known != null && known.key.equals("street") ? known.name : titled(found.typed(start, end)),
          start, end);
      house(text, end, found);
    }
  }

  private Optional<Integer> longestKnown(String text, int start) {
    var word = WORD.matcher(text);
    int from = start;
    Optional<Integer> longest = Optional.empty();
    for (int words = 0; words < LONGEST_NAME && word.find(from); words++) {
      if (places.containsKey(plain(text.substring(start, word.end())))) {
        longest = Optional.of(word.end());
      }
      from = word.end();
    }
    return longest;
  }

  private void known(String text, Findings found) {
    var word = WORD.matcher(text);
    while (word.find()) {
      int start = word.start();
      var end = longestKnown(text, start);
      if (end.isEmpty() || !found.free(start, end.get()) || !meant(text, start, end.get())) {
        continue;
      }
      var place = places.get(plain(text.substring(start, end.get())));
      if (place != null && place.key.equals("district")) {
        found.take(start, end.get());
        if (!found.has("locality")) {
          found.mention("locality", place.name, start, end.get());
        }
      } else if (place != null) {
        found.add(place.key, place.name, start, end.get());
        if (place.key.equals("street")) {
          house(text, end.get(), found);
        }
      }
    }
  }

  private static boolean meant(String text, int start, int end) {
    return !DOUBTFUL.contains(plain(text.substring(start, end)))
        || BEFORE.matcher(text.substring(Math.max(0, start - 10), start)).find()
        || end - start == text.strip().length();
  }

  private static void house(String text, int end, Findings found) {
    var house = HOUSE.matcher(text.substring(end));
    if (house.find() && found.free(end + house.start(1), end + house.end(1))) {
      found.add("street_number", house.group(1).toUpperCase(java.util.Locale.ROOT), end + house.start(1),
          end + house.end(1));
    }
  }

  private static String plain(String name) {
    return Folded.of(name).text().replaceAll("[^a-z0-9]+", " ").strip();
  }

  private static String titled(String typed) {
    var name = new StringBuilder();
    for (var word : typed.strip().split("\\s+", -1)) {
      name.append(name.isEmpty() ? "" : " ");
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return name.toString();
  }
}
