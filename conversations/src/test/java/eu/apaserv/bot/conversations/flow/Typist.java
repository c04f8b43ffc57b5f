package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.message.Choice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Types what people type, mends, mistypes, taps what is long over, and types what nobody should: all from a seed. */
final class Typist {
  private static final Path TRAINING = Path.of("src/main/resources/training");
  private static final Path CUSTOMERS = Path.of("src/test/resources/import/customers.csv");
  private static final Path METERS = Path.of("src/test/resources/import/meters.csv");
  private static final List<String> SENTENCES = sentences();
  /** The client codes of the sample. */
  static final List<String> CODES = firstColumn(CUSTOMERS);
  private static final List<String> SERIALS = firstColumn(METERS);
  private static final List<String> ANSWERS = List.of("da", "nu", "yes", "no", "ok", "{code}", "{code}", "{wrong}",
      "retrimite", "nu stiu", "primul", "al doilea", "the last one", "octombrie", "iulie 2026", "15.08.2026", "ieri",
      "0722123456", "ana@exemplu.ro", "Strada Mihai Eminescu 94", "Roman", "82,58", "toate", "both", "all of them",
      "Popescu Ion", "1", "2", "3", "9", "7.", "azi dupa 16", "nu am", "maine", "2 zile", "la parter");
  private static final List<String> REPAIRS = List.of("anuleaza", "cancel", "inapoi", "back", "de la capat",
      "start over",
      "ce ai zis?", "repeat please", "de ce imi ceri asta?", "why?", "unde gasesc codul client?", "ajutor", "help",
      "sari peste", "skip", "nu, 254", "de fapt 850", "am gresit codul", "nu asta", "de fapt contorul celalalt",
      "meniu",
      "vreau sa vorbesc cu un om", "english please", "in romana va rog", "multumesc", "pa", "renunt", "lasa",
      "cat am de plata?", "pana cand pot trimite indexul?", "sold si factura", "esti prost", "nu inteleg", "stop asta");
  private static final List<String> MEDIA = List.of("(image)", "(voice)", "(audio)", "(video)", "(sticker)",
      "(document)",
      "(location)", "(contact)", "(unsupported)");
  private static final List<String> MAD = List.of("😀", "👍🏽👍🏽", "🚰💧❓", "?", "...", "!!!", "-1", "0", "00000",
      "99999999999999",
      "٢٤٥", "½", "1e9", "NaN", "null", "{count, plural}", "{0} {name}", "'; drop table customer; --", "<b>da</b>",
      "&amp;", "https://example.com/?a=1&b=2", "a:b:c:d", "s:balance:", "Jó napot, mennyit kell fizetnem?", "你好，我要付款",
      "مرحبا كم المبلغ", "\u200B\u200B", "\u202Eindex", "ŞŢşţ", "I\u0307NDEX 24\u0301 5", "\\n\\n", "da\\nnu\\n245",
      "   ",
      "%s %n %d", "$1 \\\\", " [da]", "ÎNDEX CONTOR ÂÂÂ", "ｉｎｄｅｘ ２４５", "index index index index", "1 2 3 4 5 6 7 8 9");

  private final Random random;
  private Story.Step last = typed("buna");

  Typist(long seed) {
    this.random = new Random(seed);
  }

  /** What the walk begins with: channel, language, links. */
  Story story(String name) {
    var channel = pick(List.of("whatsapp", "telegram", "sms"));
    var headers = new TreeMap<>(Map.of("channels", channel, "language", pick(List.of("ro", "en"))));
    int links = random.nextInt(4);
    if (links > 0) {
      headers.put("linked", String.join(", ", Stream.generate(() -> pick(CODES)).limit(links).distinct().toList()));
    }
    return new Story(name, List.of("# Found by walking at random."), headers, List.of());
  }

  /** The next message. */
  Story.Step next(Chat chat) {
    last = drawn(chat);
    return last;
  }

  private Story.Step drawn(Chat chat) {
    int drawn = random.nextInt(100);
    var offered = chat.session().offered();
    if (drawn < 24 && !offered.isEmpty()) {
      return tapped(pick(offered));
    }
    if (drawn < 36) {
      return typed(answer());
    }
    if (drawn < 62) {
      return typed(pick(SENTENCES));
    }
    if (drawn < 74) {
      return typed(pick(REPAIRS));
    }
    if (drawn < 78 && !chat.shown().isEmpty()) {
      return tapped(pick(chat.shown()));
    }
    if (drawn < 83) {
      return typed(pick(MEDIA));
    }
    if (drawn < 88) {
      return last.kind() == '>' ? last : typed(pick(REPAIRS));
    }
    return drawn < 98 ? typed(mad()) : new Story.Step('~', pick(List.of("61s", "6m", "2h", "25h")), List.of());
  }

  private String answer() {
    return switch (random.nextInt(8)) {
      case 0 -> pick(CODES);
      case 1 -> pick(SERIALS);
      case 2, 3 -> Integer.toString(random.nextInt(random.nextInt(8) == 0 ? 1_000_000 : 1_500));
      default -> pick(ANSWERS);
    };
  }

  private String mad() {
    return switch (random.nextInt(8)) {
      case 0 -> pick(SENTENCES).toUpperCase(Locale.ROOT);
      case 1, 2 -> mistyped(pick(SENTENCES));
      case 3 -> pick(SENTENCES) + pick(List.of(". ", " si ", ", ", "? and ", "\\n")) + pick(SENTENCES);
      case 4 -> random.nextInt(6) == 0 ? endless() : pick(MAD);
      case 5 -> pick(MAD) + pick(SENTENCES) + pick(MAD);
      default -> pick(MAD);
    };
  }

  /** As long as the longest message there is. */
  private String endless() {
    var text = new StringBuilder(4_200);
    while (text.length() < 4_096) {
      text.append(random.nextBoolean() ? pick(SENTENCES) : pick(MAD)).append(' ');
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(4_095)) ? 4_095 : 4_096);
  }

  private String mistyped(String sentence) {
    var text = new StringBuilder(sentence);
    for (int n = 1 + sentence.length() / 12; n > 0 && text.length() > 1; n--) {
      int at = random.nextInt(text.length() - 1);
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, (char) ('a' + random.nextInt(26)));
        default -> text.setCharAt(at, text.charAt(at + 1));
      }
    }
    return text.toString();
  }

  private static Story.Step tapped(Choice choice) {
    return typed("[" + choice.title() + "]");
  }

  private static Story.Step typed(String text) {
    return new Story.Step('>', text, List.of());
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static List<String> sentences() {
    try (Stream<Path> files = Files.list(TRAINING)) {
      var all = new ArrayList<String>();
      for (var file : files.sorted().toList()) {
        Files.readAllLines(file).stream().map(String::strip)
            .filter(line -> !line.isEmpty() && !"#([".contains(line.substring(0, 1))).forEach(all::add);
      }
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> firstColumn(Path file) {
    try {
      return Files.readAllLines(file).stream().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
