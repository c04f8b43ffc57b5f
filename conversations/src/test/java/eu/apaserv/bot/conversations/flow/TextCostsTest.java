package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What texts cost where every character costs, and how they count and fill. */
class TextCostsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern PHRASE = Pattern.compile("Phrase\\.of\\(");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern COUNTED = Pattern.compile("\\{([a-z_]+), plural,");
  /** A text alone; its reply may hold several, see what the stories and walks print and bound. */
  private static final int MOST_PARTS = 3;

  /** The longest that is still usual, by slot. */
  private static final Map<String, Object> WORST = worst();

  private final Texts texts = Texts.load(Flows.withEngine());

  private static Map<String, Object> worst() {
    var worst = new HashMap<String, Object>();
    List.of("serial", "old", "meter").forEach(slot -> worst.put(slot, "19C100277"));
    List.of("value", "previous", "consumption", "average", "earlier").forEach(slot -> worst.put(slot, "123456"));
    List.of("phone", "emergency").forEach(slot -> worst.put(slot, "0233 123 456"));
    List.of("code", "reference").forEach(slot -> worst.put(slot, "1010028"));
    List.of("number", "numbers").forEach(slot -> worst.put(slot, "NTD40100451"));
    List.of("rest", "total", "amount", "credit", "sum").forEach(slot -> worst.put(slot, new BigDecimal("12345.67")));
    List.of("due", "on", "opens", "closes", "until", "from", "to", "since")
        .forEach(slot -> worst.put(slot, "26.11.2026"));
    worst.put("at", "22.11.2026 08:00");
    worst.put("time", "12:45");
    worst.put("month", "septembrie");
    worst.put("year", "2026");
    worst.put("place", "Bulevardul Ștefan cel Mare 114, bl. A4, sc. 2, ap. 34");
    worst.put("address", "Strada Izvorului 1, Piatra-Neamț");
    worst.put("hours", "luni–joi 8:00–16:30, vineri 8:00–14:00");
    worst.put("company", "Compania Județeană Apa Serv");
    worst.put("email", "relatii.clienti@exemplu.ro");
    worst.put("terms", "https://apa-exemplu.ro/termeni");
    worst.put("iban", "RO49AAAA1B31007593840000");
    worst.put("bank", "Banca Comercială Exemplu");
    worst.put("destination", "07•• ••• 123");
    worst.put("lines", List.of("NTD40100451: 12.345,67 lei, restanta din 24.09.2026",
        "NTD40100452: 12.345,67 lei, restanta din 24.09.2026"));
    return worst;
  }

  private String said(Language language, boolean brief, String key) {
    var args = new HashMap<String, Object>();
    var variant = brief && texts.keys(language).contains(key + Texts.SHORT) ? key + Texts.SHORT : key;
    for (var slot : texts.slots(language, variant)) {
      args.put(slot,
          counts(texts.pattern(language, variant), slot) ? 120 : WORST.getOrDefault(slot, "Popescu Ion Marian"));
    }
    return texts.render(language, brief, new Phrase(key, args));
  }

  private static boolean counts(String pattern, String slot) {
    return COUNTED.matcher(pattern).results().anyMatch(found -> found.group(1).equals(slot));
  }

  private List<String> keys(Language language) {
    return texts.keys(language).stream().filter(key -> !key.endsWith(Texts.SHORT) && !key.equals("plain")).toList();
  }

  @Test
  void everyTextFillsItsSlots() {
    for (var language : Language.values()) {
      for (var key : keys(language)) {
        assertThat(said(language, false, key)).as(key).isNotBlank().doesNotContain("{", "}", "null");
        assertThat(said(language, true, key)).as(key).isNotBlank().doesNotContain("{", "}", "null");
      }
    }
  }

  /** Printed by the build: what each text costs as an SMS with the longest usual arguments. */
  @Test
  void everyShortTextIsWithinItsParts() {
    var table = new TreeMap<String, Integer>();
    for (var language : Language.values()) {
      for (var key : keys(language)) {
        var sms = Playbill.sms(new Content.Text(said(language, true, key)));
        table.put(String.format(Locale.ROOT, "%s %s", key, language.code()), Playbill.parts(sms));
      }
    }
    System.out.println("Parts of each text as an SMS with the longest usual arguments (one where nothing is said):");
    table.forEach((text, parts) -> {
      if (parts > 1) {
        System.out.println("  " + parts + " parts: " + text);
      }
    });
    System.out.println("  1 part: " + table.values().stream().filter(parts -> parts == 1).count() + " texts");
    assertThat(table).allSatisfy((text, parts) -> assertThat(parts).as(text).isLessThanOrEqualTo(MOST_PARTS));
  }

  /** 1 leu, 2 lei, 20 de lei, 101 lei, 120 de lei. */
  @Test
  void romanianCountsAsRomaniansDo() {
    var of = Map.of(1, false, 2, false, 19, false, 20, true, 100, true, 101, false, 119, false, 120, true);
    for (var key : texts.keys(Language.RO)) {
      var pattern = texts.pattern(Language.RO, key);
      for (var counted : COUNTED.matcher(pattern).results().toList()) {
        if (!pattern.contains(" few {")) {
          continue;
        }
        of.forEach((count, with) -> assertThat(counted(key, counted.group(1), count).contains(count + " de "))
            .as(key + " of " + count).isEqualTo(with));
      }
    }
  }

  private String counted(String key, String slot, int count) {
    boolean brief = key.endsWith(Texts.SHORT);
    var args = new HashMap<String, Object>();
    for (var other : texts.slots(Language.RO, key)) {
      args.put(other, other.equals(slot) ? count : counts(texts.pattern(Language.RO, key), other) ? 7 : "x");
    }
    return texts.render(Language.RO, brief, new Phrase(brief ? key.replace(Texts.SHORT, "") : key, args));
  }

  /** Read from the sources: every {@code Phrase.of} names what its text needs, in every language and variant. */
  @Test
  void everyPhraseFillsItsText() {
    var missing = new TreeSet<String>();
    for (var source : sources()) {
      PHRASE.matcher(source).results().forEach(found -> {
        var args = arguments(source, found.end());
        var names = new TreeSet<String>();
        for (int i = 1; i < args.size(); i += 2) {
          LITERAL.matcher(args.get(i)).results().forEach(name -> names.add(name.group(1)));
        }
        LITERAL.matcher(args.getFirst()).results().map(key -> key.group(1)).forEach(key -> {
          for (var language : Language.values()) {
            Stream.of(key, key + Texts.SHORT).filter(texts.keys(language)::contains).forEach(variant -> texts
                .slots(language, variant).stream().filter(slot -> !names.contains(slot))
                .forEach(slot -> missing.add(variant + " (" + language.code() + ") lacks " + slot)));
          }
        });
      });
    }
    assertThat(missing).isEmpty();
  }

  /** The arguments of a call, split where they are, not within calls or strings of their own. */
  private static List<String> arguments(String source, int from) {
    var arguments = new ArrayList<String>();
    int depth = 0;
    int start = from;
    boolean quoted = false;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '"' && source.charAt(i - 1) != '\\') {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '{')) {
        depth++;
      } else if (!quoted && (c == ')' || c == '}') && depth-- == 0) {
        arguments.add(source.substring(start, i));
        return arguments;
      } else if (!quoted && c == ',' && depth == 0) {
        arguments.add(source.substring(start, i));
        start = i + 1;
      }
    }
    return arguments;
  }

  private static List<String> sources() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(TextCostsTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
