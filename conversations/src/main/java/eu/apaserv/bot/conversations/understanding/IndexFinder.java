package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values of a meter in a sentence: whole m³ of the black digits. With a name before (or after) each of two or more
 * numbers they are the readings of several meters; where somebody corrects themselves the last number counts.
 */
final class IndexFinder implements EntityFinder {
  private static final Set<String> INTENTS = Set.of("submit_index");
  /** In these a cue word beside a number may still be somebody giving a reading. */
  private static final Set<String> MAYBE = Set.of("out_of_scope", "link_account", "yes", "no", "cancel",
      "report_fault");
  private static final String NUMBER = "(\\d{1,3}(?:[ .,]\\d{3})+(?:[.,]\\d{1,3})?|\\d{1,9}(?:[.,]\\d{1,3})?)";
  private static final Pattern VALUE = Pattern
      .compile("(?<![\\da-z.,/-])" + NUMBER + "(?![\\da-z]|[.,]\\d)(?= ?(?:mc|m3)?)");
  private static final Pattern CUE = Pattern
      .compile("\\b(?:index|idx|indecs|indx|apometr|citire|citit|autocitir|reading|reads)[a-z]{0,4}\\b");
  private static final Pattern RED = Pattern.compile(
      "(?:\\b(?:ros(?:u|ie|ii)|red|litri|liters|litres|virgula|decimals?)\\b[ :=]{1,3}(?:e |sunt |is |are )?$)");
  private static final Pattern RED_AFTER = Pattern
      .compile(
          "^ ?(?:la |cu |pe |the |in |with )?(?:ros(?:u|ie|ii)|red|litri|liters|litres|l)\\b|^ ?(?:de )?(?:cifre|cifra|numere|digits|figures)\\b");
  private static final Pattern OLD_AFTER = Pattern
      .compile(
          "^,? ?(?:(?:e|este|era|is|was) )?(?:nu (?:e|este|ii|i)\\b|was wrong|is wrong|era |vechi|gresit|luna trecuta|last month)\\b");
  private static final Pattern OLD = Pattern.compile(
      "\\b(?:nu|not|loc de|locul lui|instead of|vechi|old|anterior|trecut[ai]?|previous)[ :=]{1,3}(?:era |was |e )?$");
  private static final Pattern CORRECTION = Pattern.compile(
      "\\b(?:corect|corectez|correct|corectat|de fapt|scuze|pardon|sorry|gresit|gresisem|mistake|actually|should be|ba nu|i mean|adica|wrong|schimb|modific|rectific|change|update|inlocui)|\\b(?:scris|trimis|dat|zis|pus|notat|tastat|transmis|sent|wrote|typed|said|put|gave|entered) \\d[\\d.,]*,? (?:dar|dara|da'|insa|ci|but)\\b");
  /** Numbers that say where or when, not how much. */
  private static final Pattern LABEL = Pattern.compile(
      "\\b(?:contor(?:ul)?|apometru(?:l)?|ap|apartament(?:ul)?|scara|sc|bloc(?:ul)?|bl|etaj(?:ul)?|nr|numarul|strada|pe data de|data de|inainte de|dupa data de|meter|unit|flat|house)[ .]{1,2}$");
  private static final int LONGEST_LABEL = 3;
  private static final Pattern NAME = Pattern.compile(
      "((?:(?:scara|bloc|apartament|ap|contor|contorul|meter|unit|camera|etaj|corp|casa)\\s++)?(?:[a-z]\\d?|\\d|[a-z]{3,12}))\\s*+(?:e|este|is|are|are indexul|arata|index|la|:|=|-|,)?\\s*+[:=-]?\\s*+$");
  private static final Set<String> NO_NAME = Set.of("index", "indexul", "idx", "este", "arata", "citire", "citirea",
      "meu", "am", "the", "reading", "reads", "is", "mea", "trimit", "transmit", "e", "la", "cu", "si", "and", "de",
      "pe", "apa", "contor", "contorul", "apometru", "apometrul", "nou", "noul", "corect", "valoare", "valoarea",
      "acum", "azi", "rog", "pentru", "my", "meter", "shows", "citit", "actual", "now", "negru", "nu", "not", "ba",
      "scuze", "fapt", "adica", "trimis", "sorry", "was", "era", "said", "zis", "instead", "loc", "notati", "puneti",
      "treceti", "ii", "cod", "codul", "client", "dat", "new", "old", "vechi", "o", "scris", "dar", "ci", "din", "in",
      "but", "wrote", "sent", "it", "s", "fara", "rosii", "rosu", "negre", "ceas", "ceasul", "schimbati", "lei", "luna",
      "data", "ora", "abonat");

  private static final Pattern ROOM = Pattern.compile(
      "\\b(?:baie|baia|bucatarie|bucataria|hol|camin|wc|dus|toaleta|garaj|parter|etaj|mansarda|curte|gradina|debara|bathroom|kitchen|toilet|upstairs|downstairs|garage) $");

  /** "Ați notat 9000 sau 853?": what was recorded is asked, and nothing is sent. */
  private static final Pattern NOTED = Pattern.compile(
      "^(?:(?:dar|si|deci|si pana la urma|pana la urma)[ ,]+)*(?:ce |care )?(?:index\\w* )?(?:ati|ai|a|s-a) (?:notat|inregistrat|primit|trecut|luat|ramas)\\b.*\\?|^(?:did you|have you|which (?:one )?did you) (?:record|note|register|get|put)\\w*\\b.*\\?");

  private record Value(String text, int start, int end) {}

  private record Named(String name, Value value, int start, int end) {}

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    var text = message.text();
    if (NOTED.matcher(text).find() || found.has("readings")
        || (!INTENTS.contains(intent) && !(MAYBE.contains(intent) && CUE.matcher(text).find()))) {
      return;
    }
    var values = values(text, found);
    if (values.isEmpty()) {
      return;
    }
    if (values.size() > 1 && !CORRECTION.matcher(text).find()) {
      var named = named(text, values, found);
      if (named.size() > 1) {
        var readings = named.stream()
            .map(n -> new Readings.MeterValue(n.name, Numbers.value(n.value.text, current))).toList();
        found.add("readings", Readings.write(readings), named.getFirst().start, named.getLast().end);
        return;
      }
    }
    values = unlabelled(text, values);
    var value = CORRECTION.matcher(text).find() ? values.getLast() : values.getFirst();
    found.add("index_value", Numbers.whole(value.text, current), value.start, value.end);
  }

  private static List<Value> values(String text, Findings found) {
    var values = new ArrayList<Value>();
    var number = VALUE.matcher(text);
    while (number.find()) {
      var value = new Value(number.group(1), number.start(1), number.end(1));
      if (found.free(value.start, value.end) && !red(text, value) && !old(text, value)) {
        values.add(value);
      }
    }
    for (var words : NumberWords.of(text)) {
      var value = new Value(Long.toString(words.value()), words.start(), words.end());
      if (!words.small() && found.free(value.start, value.end) && !red(text, value) && !old(text, value)) {
        values.add(value);
      }
    }
    values.sort(Comparator.comparingInt(Value::start));
    return values;
  }

  /** Without "ap. 12" and "contor 2", unless that is all there is. */
  private static List<Value> unlabelled(String text, List<Value> values) {
    var amounts = values.stream().filter(v -> v.text.length() > LONGEST_LABEL
        || !LABEL.matcher(text.substring(Math.max(0, v.start - 20), v.start)).find()).toList();
    return amounts.isEmpty() ? values : amounts;
  }

  private static boolean red(String text, Value value) {
    return RED.matcher(text.substring(Math.max(0, value.start - 20), value.start)).find()
        || RED_AFTER.matcher(text.substring(value.end, Math.min(text.length(), value.end + 16))).find();
  }

  private static boolean old(String text, Value value) {
    return OLD.matcher(text.substring(Math.max(0, value.start - 24), value.start)).find()
        || OLD_AFTER.matcher(text.substring(value.end, Math.min(text.length(), value.end + 16))).find();
  }

  /** "baie rece" and "bucatarie rece" are two meters: where cold or hot follows a room, the room is part of the name. */
  private static int withRoom(String before, String name, int start) {
    var room = ROOM.matcher(before.substring(0, start));
    return name.matches("rece|cald[ae]?|cold|hot") && room.find() ? room.start() : start;
  }

  private static List<Named> named(String text, List<Value> values, Findings found) {
    var named = new ArrayList<Named>();
    int from = 0;
    for (var value : values) {
      var name = NAME.matcher(text.substring(from, value.start));
      if (name.find() && !NO_NAME.contains(name.group(1))) {
        int start = from + withRoom(text.substring(from, value.start), name.group(1), name.start(1));
        named.add(new Named(found.typed(start, from + name.end(1)), value, start, value.end));
      }
      from = value.end;
    }
    return named.size() == values.size() ? named : List.of();
  }
}
