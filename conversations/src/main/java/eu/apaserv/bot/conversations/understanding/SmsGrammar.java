package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The utility's SMS keywords, exactly: {@code INDEX [code] value}, {@code SOLD [code]}, {@code FACTURA}, {@code STOP} … in
 * any case; {@code : = ; - _} count as spaces. What is written otherwise is free text and left to the classifier.
 */
final class SmsGrammar implements Grammar {
  private static final Map<String, String> KEYWORDS = Map.ofEntries(Map.entry("factura", "invoice_pdf"),
      Map.entry("plata", "pay"), Map.entry("plt", "pay"), Map.entry("platit", "payment_history"),
      Map.entry("platita", "payment_history"), Map.entry("consum", "consumption_history"),
      Map.entry("apa", "outage_info"),
      Map.entry("water", "outage_info"),
      Map.entry("operator", "human_agent"), Map.entry("contact", "contact_info"), Map.entry("ajutor", "help"),
      Map.entry("help", "help"), Map.entry("start", "greet"), Map.entry("stop", "stop"),
      Map.entry("dezabonare", "stop"), Map.entry("anulez", "cancel"), Map.entry("da", "yes"), Map.entry("nu", "no"));
  private static final Map<String, String> LANGUAGES = Map.of("ro", "ro", "en", "en");
  private static final Pattern TOKEN = Pattern.compile("[^\\s:=;_,-]+(?:,\\d+)?");
  private static final Pattern NUMBER = Pattern.compile("\\d+|\\d{1,3}(?:[.,]\\d{3})+|\\d+[.,]\\d+");
  private static final Pattern CODE = Pattern.compile("\\d{7,10}");
  private static final Pattern SERIAL = Pattern.compile("(?=.*[a-z])(?=.*\\d)[a-z0-9]{6,20}");
  /** Words of sentences: what has them is free text and no keyword message. */
  private static final Pattern SENTENCE = Pattern.compile(
      "pe|pt|pentru|cod|codul|client|este|e|is|nu|not|for|my|the|am|luna|apa|la|de|din|lei|ron|curent|gaz|gaze|lumina|are|arata");
  private static final int MAX_LENGTH = 160;

  private record Token(String text, int start, int end) {
    boolean is(Pattern form) {
      return form.matcher(text).matches();
    }
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    if (folded.text().length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var tokens = tokens(folded.text());
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    var rest = tokens.subList(1, tokens.size());
    var found = new Findings(folded);
    return switch (tokens.getFirst().text) {
      case "index", "idx" -> index(rest, current, found) ? exactly(text, "submit_index", found) : Optional.empty();
      case "sold" -> code(rest, found) ? exactly(text, "balance", found) : Optional.empty();
      default -> rest.isEmpty() ? keyword(text, tokens.getFirst(), found) : Optional.empty();
    };
  }

  private static Optional<Understood> keyword(String text, Token word, Findings found) {
    var language = LANGUAGES.get(word.text);
    if (language != null) {
      found.add("language", language, word.start, word.end);
      return exactly(text, "change_language", found);
    }
    var intent = KEYWORDS.get(word.text);
    return intent == null ? Optional.empty() : exactly(text, intent, found);
  }

  private static Optional<Understood> exactly(String text, String intent, Findings found) {
    return Optional.of(new Understood(text, null, List.of(new Guess(intent, 1)), found.all()));
  }

  private static List<Token> tokens(String text) {
    var tokens = new ArrayList<Token>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      var word = Words.unmarked(token.group().startsWith("/") ? token.group().substring(1) : token.group());
      if (!word.isEmpty()) {
        tokens.add(new Token(word, token.start(), token.start() + token.group().length()));
      }
    }
    return tokens;
  }

  private static boolean code(List<Token> rest, Findings found) {
    if (rest.isEmpty()) {
      return true;
    }
    if (rest.size() > 1 || !rest.getFirst().is(CODE)) {
      return false;
    }
    add("client_code", rest.getFirst(), rest.getFirst().text, found);
    return true;
  }

  private static boolean index(List<Token> tokens, Language current, Findings found) {
    var rest = tokens;
    if (!rest.isEmpty() && rest.getFirst().is(CODE)) {
      add("client_code", rest.getFirst(), rest.getFirst().text, found);
      rest = rest.subList(1, rest.size());
    } else if (!rest.isEmpty() && rest.getFirst().is(SERIAL) && rest.size() == 2) {
      add("meter_serial", rest.getFirst(), rest.getFirst().text.toUpperCase(java.util.Locale.ROOT), found);
      rest = rest.subList(1, rest.size());
    }
    return rest.isEmpty() || value(rest, current, found) || readings(rest, current, found);
  }

  /** One number, its thousands perhaps set apart by a space. */
  private static boolean value(List<Token> rest, Language current, Findings found) {
    var first = rest.getFirst();
    if (rest.size() == 2 && first.text.matches("\\d{1,3}") && rest.getLast().text.matches("\\d{3}")) {
      found.add("index_value", Numbers.whole(first.text + rest.getLast().text, current), first.start,
          rest.getLast().end);
      return true;
    }
    if (rest.size() != 1 || !first.is(NUMBER)) {
      return false;
    }
    add("index_value", first, Numbers.whole(first.text, current), found);
    return true;
  }

  /** {@code A 1200; B 25}: a meter's name of one or two words, then its value. */
  private static boolean readings(List<Token> rest, Language current, Findings found) {
    var readings = new ArrayList<Readings.MeterValue>();
    var name = new ArrayList<String>();
    for (var token : rest) {
      if (token.is(SENTENCE) || token.is(CODE)) {
        return false;
      }
      if (!token.is(NUMBER) || (name.isEmpty() && !readings.isEmpty())) {
        name.add(found.typed(token.start, token.start + token.text.length()));
      } else if (!name.isEmpty() && name.size() <= 2) {
        readings.add(new Readings.MeterValue(String.join(" ", name), Numbers.value(token.text, current)));
        name.clear();
      } else {
        return false;
      }
    }
    if (!name.isEmpty() || readings.isEmpty()) {
      return false;
    }
    found.add("readings", Readings.write(readings), rest.getFirst().start, rest.getLast().end);
    return true;
  }

  private static void add(String key, Token token, String value, Findings found) {
    found.add(key, value, token.start, token.start + token.text.length());
  }
}
