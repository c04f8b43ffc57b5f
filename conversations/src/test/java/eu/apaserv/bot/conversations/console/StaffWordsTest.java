package eu.apaserv.bot.conversations.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.outage.Telling;
import eu.apaserv.bot.conversations.question.Linking;
import eu.apaserv.bot.conversations.ticket.FaultType;
import eu.apaserv.bot.conversations.ticket.Faults;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the program keeps as a word of its own, colleagues read in theirs. */
class StaffWordsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern SKIP = Pattern
      .compile("Finding\\.Skip<>\\(\"(\\w+)\"|\\? \"(too_late)\"|: \"(over)\"|\"(superseded)\"");
  private static final Pattern TOPIC = Pattern.compile("(?m)^\\S+ (?:complaint_topic|change_type) (\\w+)");
  private static final Texts TEXTS = Texts.load(List.of("console", "console_utility", "console_work"));

  @ParameterizedTest
  @EnumSource(Language.class)
  void whatAPersonAgreedToHasItsWord(Language language) {
    var words = new Words(TEXTS, language, ZoneOffset.UTC);
    assertThat(words.or("purpose", Linking.PURPOSE)).isNotEqualTo(Linking.PURPOSE);
    for (var kind : AlertKind.values()) {
      var purpose = "alerts." + kind.word();
      assertThat(words.or("purpose", purpose)).isNotEqualTo(purpose);
    }
  }

  @ParameterizedTest
  @EnumSource(Telling.class)
  void whatIsToldOfAnOutageHasItsWord(Telling telling) {
    for (var language : Language.values()) {
      assertThat(new Words(TEXTS, language, ZoneOffset.UTC).or("run_telling", telling.word()))
          .isNotEqualTo(telling.word());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "131026: Message undeliverable|numărul nu este pe WhatsApp sau nu poate primi mesajul",
      "21610|clientul a oprit SMS-urile la operatorul său", "opted_out|clientul a scris STOP",
      "99999: new|furnizorul a refuzat mesajul (cod 99999)"})
  void whatProvidersRefuseIsSaidInWords(String error, String said) {
    assertThat(new Words(TEXTS, Language.RO, ZoneOffset.UTC).failure(error)).isEqualTo(said);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void whySomebodyWasNotToldHasItsWord(Language language) throws IOException {
    var reasons = new TreeSet<String>();
    try (var files = Files.walk(SOURCES)) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        SKIP.matcher(Files.readString(file)).results().forEach(found -> {
          for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
              reasons.add(found.group(group));
            }
          }
        });
      }
    }
    var words = new Words(TEXTS, language, ZoneOffset.UTC);
    assertThat(reasons).contains("gone", "superseded", "too_late", "paid")
        .allMatch(reason -> words.has("run_reason." + reason));
  }

  /** Also those that only a training file names. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void whatATicketIsAboutHasItsWord(Language language) throws IOException {
    var topics = new TreeSet<>(Set.of(Faults.NO_WATER, "rectification", "objection"));
    Stream.of(FaultType.values()).forEach(type -> topics.add(type.key()));
    Stream.of("colour", "turbidity", "smell", "taste").forEach(issue -> topics.add("quality_" + issue));
    TOPIC.matcher(Files.readString(Path.of("src/main/resources/training/topics.txt"))).results()
        .forEach(found -> topics.add(found.group(1)));
    var words = new Words(TEXTS, language, ZoneOffset.UTC);
    assertThat(topics).contains("no_answer", "termination").hasSizeGreaterThan(20)
        .allMatch(topic -> words.has("ticket_topic." + topic));
  }

  /** By Meta's words for prices, as receipts have them. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void whatProvidersChargeHasItsWord(Language language) {
    var words = new Words(TEXTS, language, ZoneOffset.UTC);
    assertThat(
        "pmp cbp regular free_customer_service free_entry_point service utility marketing authentication billable free"
            .split(" ", -1))
        .allMatch(word -> words.has("charged." + word));
  }
}
