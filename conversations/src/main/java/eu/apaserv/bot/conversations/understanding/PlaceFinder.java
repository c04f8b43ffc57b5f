package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.conversations.understanding.Gazetteer.Place;
import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Typing;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Streets, house numbers and localities, in their official spelling. Known names are found as they are written, with a
 * typing error or a Romanian ending too; after "strada", "bulevardul" … any name is a street.
 */
final class PlaceFinder implements EntityFinder {
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
  private static final Pattern SPACE = Pattern.compile("[ .]{1,2}");
  private static final Pattern JOINT = Pattern.compile("[ .-]{1,2}");
  private static final Pattern KIND = Pattern.compile(
      "\\b(?:strada|strazii|str|stradela|bulevardul|bulevardului|bulevard|b-dul|bd|bdul|aleea|aleii|alee|piata|calea|soseaua|fundatura)[ .]{1,2}([a-z0-9][a-z0-9'-]{1,20}(?: cel (?:mare|bun|batran)| [a-z]{3,15}(?=[ ,]{1,2}(?:nr|\\d)))?)");
  private static final Pattern KIND_AFTER = Pattern
      .compile("\\b(?:on|at|in|of|\\d) ([a-z]{3,20}(?: [a-z]{3,20})?) (?:street|st|road|boulevard|avenue)\\b");
  private static final Pattern HOUSE = Pattern
      .compile(
          "^(?: street| st| road)?[ ,]{1,2}(?:la )?(?:nr|numarul|numaru|numar|no|number)?[ .]{0,2}(\\d{1,4}(?: ?[a-z])?)\\b(?! (?:ore|zile|de ore|hours|days|lei|mc))");
  /** The house behind the town, where the address ends or goes on: no day and no hour. */
  private static final Pattern HOUSE_LAST = Pattern
      .compile(
          "^[ ,]{1,2}(?:(?:la )?(?:nr|numarul|numar|no|number)[ .]{0,2})?\\d{1,4} ?[a-z]?(?:$|[ .,;!?]{1,2}(?:$|(?:bl|bloc|sc|scara|ap|et|etaj|nu|si|de|va|cand|este|e)\\b))");
  private static final Pattern BETWEEN = Pattern.compile("[ ,.-]{1,3}(?:(?:in|din|la|oras|orasul|comuna|satul) )?$");
  private static final int LONGEST_BETWEEN = 12;
  private static final Pattern HOUSE_BEFORE = Pattern.compile(
      "\\b(?:at|on|near|of|number|no|la|la nr|nr|numarul)[ .]{1,2}(?:number )?(\\d{1,4}[a-z]?) (?:(?:de )?pe (?:strada )?)?$");
  /** "3 Oituz Street": a number right before the name is the house's. */
  private static final Pattern BARE_BEFORE = Pattern.compile("(?:^|[ ,.#])(\\d{1,4}[a-z]?),? $");
  private static final Pattern KIND_NEXT = Pattern.compile("^ (?:street|str|st|road|rd|boulevard|blvd|avenue|ave)\\b");
  /** Names that are words as well: they count only after "in", "la", "din", or written with a capital. */
  private static final Set<String> DOUBTFUL = Set.of("roman", "horia", "piatra", "favorit", "traian", "precista",
      "dochia", "girov", "brusturi", "dobreni", "piata mare", "garii", "abator", "uzinei", "oituz", "decebal",
      "independentei", "libertatii", "republicii", "speranta", "agapia", "bara", "dumbrava");
  /** Words that a place may follow. */
  private static final Set<String> BEFORE = Set.of("in", "din", "la", "pe", "pi", "pa", "prin", "spre", "langa", "on",
      "at",
      "from", "near", "of", "cartier", "cartierul", "orasul", "comuna", "satul", "strada", "str", "ghiseu", "ghiseul",
      "casieria", "casierie", "sediu", "sediul", "birou", "office", "avarii", "avarie", "lucrari", "intreruperi",
      "outages",
      "works");
  private static final Pattern STREET_BEFORE = Pattern.compile("\\b(?:pe|pi|pa|on|de pe|langa|strada|str)[ .]{1,2}$");
  /** What stands before a town at the end of an address: "Republicii 37 roman". */
  private static final Pattern ADDRESS = Pattern.compile("\\d[a-z]?[ ,]{1,2}$");
  /** A street without its kind, and its house, before the town that ends a message: "oituz 5 roman". */
  private static final Pattern WHOLE_ADDRESS = Pattern
      .compile("(?:[a-z]{3,20}[ .-]{1,2}){1,3}(?:nr[ .]{1,2})?\\d{1,4}[a-z]?[ ,]{1,2}");
  /** A town that is named may as well be the street of that name: "avarii ștefan cel mare". */
  private static final String MAYBE_STREET = "maybe_street";
  /** Here it is no street. */
  private static final Pattern IN = Pattern
      .compile("\\b(?:in|din|comun[ae]i?|com|satul|sat|satului|localitate\\w*|loc|orasul|village|from|of)[ .]{1,2}$");
  private static final Pattern ON = Pattern.compile("\\b(?:pe|pi|pa|on) $");
  private static final Pattern NO_NAME = Pattern.compile(
      "^(?:mea|noastra|asta|aceasta|ta|voastra|vecina|mare|mica|our|my|this|the|sunteti|este|e|i|nu|n|are|ai|am|cand|unde|cum|azi|maine|ieri|acum|din|de|la|in|cu|si|sau|pana|fara|curge|s|a|o|au|s-a|se|e-|de-|iar|tot|toata|intreaga|principala|respectiva|aia|spre|pentru|pt|va|vine|plina|inundata|vand|cumpar|nr|unu?a?)\\b(?! cel)");
  private static final Pattern NEXT = Pattern.compile(" ([a-z]{3,15})\\b");
  /** What says where on the street, and is no part of its name. */
  private static final Pattern AFTER_NAME = Pattern
      .compile("langa|lang|vizavi|colt|coltul|intersectie|bloc|blocul|scara|fata|"
          + "spate|spatele|aproape|intre|dupa|numar|numarul|numaru|piatra|targu|orasul|comuna|satul|cartier|cartierul|near|"
          + "behind|next|street|road|number");
  private static final int MOST_MORE = 2;
  private static final int LONGEST_NAME = 5;
  private static final int SHORTEST_MISTYPED = 5;
  private static final int TWO_ERRORS_FROM = 10;

  private final Gazetteer gazetteer;
  private final Set<String> everyday;

  /**
   * @param gazetteer the names that are known
   * @param everyday words of ordinary sentences: none of them is a mistyped name
   */
  PlaceFinder(Gazetteer gazetteer, Set<String> everyday) {
    this.gazetteer = gazetteer;
    this.everyday = Set.copyOf(everyday);
  }

  private record Match(Place place, int start, int end) {}

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    var text = message.text();
    var names = gazetteer.names();
    called(text, KIND, names, found);
    called(text, KIND_AFTER, names, found);
    if (!intent.equals("change_language")) {
      known(text, names, found);
    }
  }

  private void called(String text, Pattern form, Gazetteer.Names names, Findings found) {
    var street = form.matcher(text);
    while (street.find()) {
      int start = street.start(1);
      var known = longest(text, start, names, true);
      var named = known == null || known.place.key().equals("district") ? null : known;
      int end = named == null ? nameEnd(text, street.end(1), names) : named.end;
      if (!found.free(start, end) || (named == null && NO_NAME.matcher(street.group(1)).find())) {
        continue;
      }
      found.add("street", named == null ? titled(found.typed(start, end)) : named.place.name(), start, end);
      house(text, start, end, found);
    }
  }

  /** A name nobody knows goes on as long as its words are none of ordinary sentences and no place: "Petru Rareș". */
  private int nameEnd(String text, int from, Gazetteer.Names names) {
    int end = from;
    for (int more = 0; more < MOST_MORE; more++) {
      var next = NEXT.matcher(text).region(end, text.length());
      if (!next.lookingAt() || everyday.contains(next.group(1)) || names.begins(next.group(1))
          || NO_NAME.matcher(next.group(1)).find() || AFTER_NAME.matcher(next.group(1)).matches()) {
        break;
      }
      end = next.end(1);
    }
    return end;
  }

  /** The longest known name that begins there. */
  private @Nullable Match longest(String text, int start, Gazetteer.Names names, boolean cued) {
    var word = WORD.matcher(text);
    int from = start;
    Match longest = null;
    for (int words = 0; words < LONGEST_NAME && word.find(from); words++) {
      if (words > 0 && !JOINT.matcher(text.substring(from, word.start())).matches()) {
        break;
      }
      var place = place(text.substring(start, word.end()), names, cued);
      if (place != null) {
        longest = new Match(place, start, word.end());
      }
      from = word.end();
    }
    return longest;
  }

  private @Nullable Place place(String typed, Gazetteer.Names names, boolean cued) {
    var plain = Gazetteer.plain(typed);
    var place = names.get(plain);
    if (place != null) {
      return place;
    }
    for (var ending : Gazetteer.ENDINGS) {
      int stem = plain.length() - ending.length();
      if (stem >= SHORTEST_MISTYPED - 1 && plain.endsWith(ending) && names.get(plain.substring(0, stem)) != null
          && !everyday.contains(plain)) {
        return names.get(plain.substring(0, stem));
      }
    }
    return cued ? mistyped(plain, names) : null;
  }

  /** A name with each of its words put right; only where words before it say that a place is to come. */
  private @Nullable Place mistyped(String plain, Gazetteer.Names names) {
    var right = new StringBuilder();
    for (var word : plain.split(" ", -1)) {
      var corrected = everyday.contains(word) || word.length() < SHORTEST_MISTYPED
          ? word
          : names.speller().correct(word);
      if (Typing.distance(word, corrected) > (word.length() < TWO_ERRORS_FROM ? 1 : 2)
          || corrected.charAt(0) != word.charAt(0)) {
        return null;
      }
      right.append(right.isEmpty() ? "" : " ").append(corrected);
    }
    return names.get(right.toString());
  }

  private void known(String text, Gazetteer.Names names, Findings found) {
    var word = WORD.matcher(text);
    int from = 0;
    var before = "";
    while (word.find(from)) {
      int start = word.start();
      boolean cued = BEFORE.contains(before) && SPACE.matcher(text.substring(from, start)).matches();
      before = word.group();
      from = word.end();
      if (!cued && !names.begins(before)) {
        continue;
      }
      var match = longest(text, start, names, cued);
      if (match == null || !found.free(start, match.end) || !meant(text, match, cued, found)) {
        continue;
      }
      from = match.end;
      before = "";
      add(text, match, names, found);
    }
  }

  private static void add(String text, Match match, Gazetteer.Names names, Findings found) {
    if (match.place.key().equals("district")) {
      found.take(match.start, match.end);
      if (!found.has("locality")) {
        found.mention("locality", match.place.name(), match.start, match.end);
      }
      return;
    }
    // Streets are called after towns and princes, towns after princes too: one stands on a street and in a town.
    boolean street = match.place.key().equals("street")
        || ON.matcher(text.substring(Math.max(0, match.start - 4), match.start)).find();
    boolean twin = !street && names.twins().contains(Gazetteer.plain(match.place.name()))
        && !IN.matcher(text.substring(0, match.start)).find() && !found.has("street");
    // A house stands in a street.
    street |= twin && HOUSE.matcher(text.substring(match.end)).find();
    found.add(street ? "street" : "locality", match.place.name(), match.start, match.end);
    if (twin && !street) {
      found.mention(MAYBE_STREET, match.place.name(), match.start, match.end);
    }
    if (street) {
      house(text, match.start, match.end, found);
    } else if (found.has("street") && !found.has("street_number") && isBehindStreet(text, match.start, found)
        && HOUSE_LAST.matcher(text.substring(match.end)).find()) {
      house(text, match.end, match.end, found);
    }
  }

  /** Whether nothing stands between the street and the town: "str. Mihai Viteazu, Roman". */
  private static boolean isBehindStreet(String text, int town, Findings found) {
    int end = BETWEEN.matcher(text.substring(Math.max(0, town - LONGEST_BETWEEN), town)).results()
        .map(gap -> Math.max(0, town - LONGEST_BETWEEN) + gap.start()).findFirst().orElse(0);
    return end > 0 && !found.free(end - 1, end);
  }

  private boolean meant(String text, Match match, boolean cued, Findings found) {
    var plain = Gazetteer.plain(text.substring(match.start, match.end));
    if (match.end - match.start == text.strip().length()) {
      return true;
    }
    if (!match.place.everyday() && !DOUBTFUL.contains(plain)) {
      return true;
    }
    if (match.place.key().equals("locality") && found.has("street")
        && ADDRESS.matcher(text.substring(Math.max(0, match.start - 8), match.start)).find()) {
      return true;
    }
    if (match.place.key().equals("locality") && WHOLE_ADDRESS.matcher(text.substring(0, match.start)).matches()
        && text.substring(match.end).isBlank()) {
      return true;
    }
    if (match.place.key().equals("locality") && found.has("street") && text.substring(0, match.start).isBlank()) {
      return true;
    }
    boolean capital = Character.isUpperCase(found.typed(match.start, match.end).charAt(0)) && match.start > 0;
    if (match.place.everyday() && match.place.key().equals("street")) {
      return STREET_BEFORE.matcher(text.substring(Math.max(0, match.start - 12), match.start)).find()
          || (capital && !everyday.contains(plain));
    }
    return cued || capital;
  }

  private static void house(String text, int start, int end, Findings found) {
    var house = HOUSE.matcher(text.substring(end));
    if (house.find() && found.free(end + house.start(1), end + house.end(1))) {
      found.add("street_number", house.group(1).replace(" ", "").toUpperCase(Locale.ROOT), end + house.start(1),
          end + house.end(1));
      return;
    }
    int from = Math.max(0, start - 20);
    var before = HOUSE_BEFORE.matcher(text.substring(from, start));
    boolean english = KIND_NEXT.matcher(text.substring(end)).find();
    if ((english ? before.usePattern(BARE_BEFORE) : before).find()
        && found.free(from + before.start(1), from + before.end(1))) {
      found.add("street_number", before.group(1).toUpperCase(Locale.ROOT), from + before.start(1),
          from + before.end(1));
    }
  }

  private static String titled(String typed) {
    var name = new StringBuilder();
    for (var word : typed.strip().split("\\s+", -1)) {
      name.append(name.isEmpty() ? "" : " ");
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
