package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said exists in both languages, and is said. */
class TextsTest {
  private static final int WIDEST_SLOT = 300;
  /** Shorter pieces between slots stand everywhere. */
  private static final int TELLING = 3;
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:\\.[a-z_]+)?)\"");
  private static final Pattern CEDILLA = Pattern.compile("[şţŞŢ]");

  /** What is said of our own accord: AlertsTest says it. */
  private static final Set<String> UNASKED = Set.of(
      "alerts.account", "alerts.bill", "alerts.day", "alerts.due_soon", "alerts.due_soon_several", "alerts.foot",
      "alerts.foot_bill", "alerts.foot_reading", "alerts.foot_readings", "alerts.grace_ending",
      "alerts.grace_ending_several", "alerts.invoice_issued", "alerts.invoice_issued_several", "alerts.lei",
      "alerts.more", "alerts.paid", "alerts.payment_booked", "alerts.payment_booked_several", "alerts.place",
      "alerts.places", "alerts.reading_reminder", "alerts.reading_reminder_several", "alerts.reading_window",
      "alerts.reading_window_several");

  /** Whoever says these fills the slots of both variants. */
  private static final Set<String> WITH_OTHER_SLOTS = Set.of("account.option", "outage.areas", "outage.at");

  private final Texts texts = Texts.load(Flows.TEXTS);

  @Test
  void everyTextIsInBothLanguages() {
    assertThat(longKeys(Language.EN)).isEqualTo(longKeys(Language.RO));
  }

  @Test
  void bothLanguagesFillTheSameSlots() {
    for (var key : longKeys(Language.RO)) {
      assertThat(texts.slots(Language.EN, key)).as(key).isEqualTo(texts.slots(Language.RO, key));
    }
  }

  @Test
  void aShortVariantFillsNoOtherSlotsThanTheLongOne() {
    for (var language : Language.values()) {
      texts.keys(language).stream().filter(key -> key.endsWith(Texts.SHORT)).forEach(key -> {
        var longer = key.substring(0, key.length() - Texts.SHORT.length());
        assertThat(texts.keys(language)).contains(longer);
        if (!WITH_OTHER_SLOTS.contains(longer)) {
          assertThat(texts.slots(language, longer)).as(key).containsAll(texts.slots(language, key));
        }
      });
    }
  }

  @Test
  void everyTextIsUsedAndEveryOneUsedIsThere() {
    var written = new TreeSet<String>();
    sources().forEach(source -> KEY.matcher(source).results().forEach(match -> written.add(match.group(1))));
    var there = longKeys(Language.RO);
    assertThat(there).isSubsetOf(written);
    var families = there.stream().filter(key -> key.contains(".")).map(key -> key.substring(0, key.indexOf('.')))
        .toList();
    var phrases = new TreeSet<String>();
    sources().forEach(source -> Pattern.compile("Phrase\\.of\\([^\"]{0,60}\"([^\"]+)\"").matcher(source).results()
        .forEach(match -> phrases.add(match.group(1))));
    assertThat(phrases.stream().filter(key -> families.contains(key.replaceFirst("\\..*", "")))).isSubsetOf(there);
  }

  /**
   * What no story comes to is not proved to be sayable; codes and kept promises go elsewhere, only a race refuses a reading,
   * what became of a payment or an outage is told outside of turns, and a title is said only where a meaning is in doubt.
   */
  @Test
  void everyTextIsSaidInSomeStory() {
    var told = stories();
    var silent = new TreeSet<String>();
    for (var key : longKeys(Language.RO)) {
      boolean said = Stream.of(Language.values()).flatMap(language -> Stream.of(key, key + Texts.SHORT)
          .filter(texts.keys(language)::contains).map(one -> texts.pattern(language, one)))
          .anyMatch(pattern -> said(fragments(pattern), told));
      if (!said) {
        silent.add(key);
      }
    }
    silent.removeAll(UNASKED);
    assertThat(silent).containsExactlyInAnyOrder("billing.again",
        "billing.taken",
        "code.accepted", "code.alert", "code.linked",
        "code.message", "delegate.made", "index.rejected", "outage.postponed", "outage.reminder",
        "outage.reminder_before", "outage.updated",
        "pay.declined", "pay.expired", "pay.link_over", "pay.receipt",
        "pay.refunded", "review.accepted", "review.rejected", "review.rejected_back", "review.superseded",
        "title.accounts", "title.loss", "title.meter", "title.tariff");
  }

  private static String stories() {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/transcripts"))) {
      return files.map(TextsTest::read).collect(Collectors.joining("\n")).replace("\n  ", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands around the slots of a pattern, in order. */
  private static List<String> fragments(String pattern) {
    var fragments = new ArrayList<String>();
    var fragment = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '{' && depth++ == 0) {
        fragments.add(fragment.toString());
        fragment.setLength(0);
      } else if (c == '}') {
        depth--;
      } else if (depth == 0) {
        fragment.append(c);
      }
    }
    fragments.add(fragment.toString());
    fragments.removeIf(one -> one.strip().length() < TELLING);
    return fragments;
  }

  /** Whether a text stands in the stories, with anything in its slots; what is all slots is taken as said. */
  private static boolean said(List<String> fragments, String told) {
    if (fragments.isEmpty()) {
      return true;
    }
    for (int at = told.indexOf(fragments.getFirst()); at >= 0; at = told.indexOf(fragments.getFirst(), at + 1)) {
      if (follow(fragments, told, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean follow(List<String> fragments, String told, int start) {
    int end = start + fragments.getFirst().length();
    for (var fragment : fragments.subList(1, fragments.size())) {
      int next = told.substring(end, Math.min(told.length(), end + WIDEST_SLOT + fragment.length())).indexOf(fragment);
      if (next < 0) {
        return false;
      }
      end += next + fragment.length();
    }
    return true;
  }

  @Test
  void romanianLettersAreTheRightOnes() {
    assertThat(CEDILLA.matcher(read(Path.of("src/main/resources/texts/utility_ro.properties"))).find()).isFalse();
  }

  private Set<String> longKeys(Language language) {
    var keys = new TreeSet<>(texts.keys(language));
    keys.removeIf(key -> key.endsWith(Texts.SHORT) || key.equals("plain"));
    return keys;
  }

  private static Stream<String> sources() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(TextsTest::read).toList().stream();
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
