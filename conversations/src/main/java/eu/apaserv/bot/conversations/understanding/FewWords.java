package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Typing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A short question of which every word is known: words that only ask, and those of what is asked about. With one word that is
 * neither, it is about something else.
 *
 * @param line the message folded, marks and all
 * @param words without a town at its end, typing errors in what is asked about put right
 */
record FewWords(String line, List<String> words) {
  private static final int LONGEST = 140;
  private static final int MOST = 18;
  private static final int SHORTEST_MISTYPED = 5;
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
  /** Marks that a phone wrote as they were spoken. */
  private static final Pattern SPOKEN = Pattern.compile("\\bsemn(?:ul)? (?:de )?(?:intreb\\w+|exclam\\w+)");
  private static final Pattern SPOKEN_END = Pattern.compile(" punct$|\\bvirgula\\b(?! \\d)");
  private static final Pattern AT_END = Pattern.compile("^(.+) (?:in|la|din|pt|pentru|for) ([a-z -]{4,24})$");

  private static final Map<String, String> REGIONAL = Map.ofEntries(Map.entry("pi", "pe"), Map.entry("di", "de"),
      Map.entry("cind", "cand"), Map.entry("pina", "pana"), Map.entry("trebe", "trebuie"),
      Map.entry("trebi", "trebuie"),
      Map.entry("tre", "trebuie"), Map.entry("trb", "trebuie"), Map.entry("amu", "acum"), Map.entry("acu", "acum"),
      Map.entry("acuma", "acum"), Map.entry("matali", "dvs"), Map.entry("ci", "ce"));

  private static final Set<String> ROMANIAN = of(
      "buna ziua seara dimineata salut domnule doamna va rog te frumos multumesc "
          + "mersi as vrea vreau doresc dori sa se stiu aflu spuneti spune ziceti imi mi puteti puteam poti cum cat cit cata cati "
          + "ce care este ie ii ne dece cui de di la pe pt ptr pentru din si sau al ale ai ati au unui unei acum azi astazi momentan "
          + "prezent prezentul luna anul asta actual actuala actuale dvs dumneavoastra dumneavostra voi noi va oare cumva iar "
          + "iarasi mai ma intereseaza cu tva fara total tot aprox exact cand atat atata populatie casnic casa bloc asociatie "
          + "firma firme bine atunci deci pai sunteti aveti avem am sunt fost lei ron fata trecut trecuta dar atatea apa apei");
  private static final Set<String> ENGLISH = of(
      "what whats is the for of per by on to does did you your my we our us how much "
          + "can could please tell hi hello know like would want currently current now one has have been when why it so today "
          + "this year last before than more become go and vat with without there any water");
  private static final Set<String> SHARED = of("a e i o s m in un do are 1");

  /**
   * Reads a message; empty when it is longer than such a question.
   *
   * @param about the words of what may be asked about, as they are written without an error
   */
  static Optional<FewWords> of(Folded folded, Gazetteer gazetteer, Set<String> about) {
    var typed = folded.once(Typed.class, text -> Typed.of(text, gazetteer));
    return typed.words.isEmpty()
        ? Optional.empty()
        : Optional.of(new FewWords(typed.line, typed.words.stream().map(word -> corrected(word, about)).toList()));
  }

  /**
   * A message before it is known what it may ask about: nearly all that grammars of few words have to do with it.
   *
   * @param words none where there are more than such a question has
   */
  private record Typed(String line, List<String> words) {
    static Typed of(String text, Gazetteer gazetteer) {
      var line = usual(
          SPOKEN_END.matcher(SPOKEN.matcher(text.strip().replace("m³", "m3")).replaceAll("?")).replaceAll(""));
      var words = line.length() > LONGEST ? List.<String>of() : split(withoutTown(line, gazetteer));
      return new Typed(line, words.size() > MOST ? List.of() : words);
    }
  }

  private static List<String> split(String line) {
    var words = new ArrayList<String>();
    for (int start = 0; start < line.length(); start++) {
      int end = start;
      while (end < line.length() && inWord(line.charAt(end))) {
        end++;
      }
      if (end > start) {
        words.add(line.substring(start, end));
        start = end;
      }
    }
    return words;
  }

  private static boolean inWord(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
  }

  /** Words as they are said in Moldavia, and in haste, in their usual form. */
  private static String usual(String line) {
    return split(line).stream().anyMatch(REGIONAL::containsKey)
        ? WORD.matcher(line).replaceAll(word -> REGIONAL.getOrDefault(word.group(), word.group()))
        : line;
  }

  private static String withoutTown(String line, Gazetteer gazetteer) {
    var end = AT_END.matcher(Words.unmarked(line).strip());
    if (!end.matches()) {
      return line;
    }
    var place = gazetteer.names().get(Gazetteer.plain(end.group(2)));
    return place == null ? line : end.group(1);
  }

  private static String corrected(String word, Set<String> about) {
    if (word.length() < SHORTEST_MISTYPED || asks(word) || about.contains(word)) {
      return word;
    }
    for (var meant : about) {
      if (meant.length() >= SHORTEST_MISTYPED && meant.charAt(0) == word.charAt(0) && Typing.isNear(word, meant)) {
        return meant;
      }
    }
    return word;
  }

  private static boolean asks(String word) {
    return ROMANIAN.contains(word) || ENGLISH.contains(word) || SHARED.contains(word);
  }

  /** Whether every word only asks, or is of what is asked about. */
  boolean allKnown(Predicate<String> about) {
    return words.stream().allMatch(word -> asks(word) || about.test(word));
  }

  boolean any(Pattern form) {
    return words.stream().anyMatch(word -> form.matcher(word).matches());
  }

  boolean says(Pattern form) {
    return form.matcher(line).find();
  }

  /** By the words only one of the two languages has; null where there is none. */
  @Nullable
  Language language(Pattern romanian, Pattern english) {
    boolean inRomanian = words.stream().anyMatch(ROMANIAN::contains) || any(romanian);
    boolean inEnglish = words.stream().anyMatch(ENGLISH::contains) || any(english);
    if (inRomanian == inEnglish) {
      return null;
    }
    return inEnglish ? Language.EN : Language.RO;
  }

  /** Words written one after another, and asked in that order: of two that are as near, the first is meant. */
  static Set<String> of(String several) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(several.split(" ", -1))));
  }
}
