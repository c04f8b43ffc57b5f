package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.core.understanding.Entity;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UtilityUnderstandingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();
  /** Where the seed names no topic although the sentence has one, finding it is no mistake. */
  private static final Set<String> TOPICS = Set.of("payment_last", "fault_type", "quality_issue", "change_type",
      "complaint_topic",
      "contact_topic", "privacy_right", "alert_type", "channel", "locality", "street", "doubt", "meter_check");

  record Seed(String text, Language language, String intent, JsonNode entities) {
    @Override
    public String toString() {
      return intent + ": " + text;
    }
  }

  static Stream<Seed> seeds() throws IOException {
    try (var in = UtilityUnderstandingTest.class.getResourceAsStream("/understanding/seed.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
          .map(UtilityUnderstandingTest::seed).toList()
          .stream();
    }
  }

  private static Seed seed(String line) {
    try {
      var row = JSON.readTree(line);
      return new Seed(row.get("text").asText(), row.get("language").asText().equals("ro") ? Language.RO : Language.EN,
          row.get("intent").asText(), row.get("entities"));
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everySeedSentenceIsUnderstood(Seed seed) {
    var understood = UNDERSTANDING.understand(seed.text, seed.language);
    assertThat(understood.best().intent()).isEqualTo(seed.intent);
    var expected = new TreeMap<String, String>();
    seed.entities.properties().forEach(f -> expected.put(f.getKey(),
        f.getValue().isValueNode() ? f.getValue().asText() : f.getValue().toString()));
    assertThat(found(understood, expected.keySet())).isEqualTo(expected);
  }

  private static Map<String, String> found(Understood understood, Set<String> expected) {
    var found = new TreeMap<String, String>();
    for (var entity : understood.entities()) {
      if (expected.contains(entity.key()) || !TOPICS.contains(entity.key())) {
        found.put(entity.key(), entity.value());
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      INDEX 1000021 245 | submit_index | client_code=1000021 index_value=245
      index 245 | submit_index | index_value=245
      IDX: 245 | submit_index | index_value=245
      Index=00245. | submit_index | index_value=245
      INDEX_1000021-245 | submit_index | client_code=1000021 index_value=245
      index 1.245 | submit_index | index_value=1245
      index 1 245 | submit_index | index_value=1245
      INDEX 245,678 | submit_index | index_value=245
      INDEX 2200500 A 1200; B 25 | submit_index | client_code=2200500 readings=[{"meter":"A","value":1200},{"meter":"B","value":25}]
      idx rece 33, cald 12 | submit_index | readings=[{"meter":"rece","value":33},{"meter":"cald","value":12}]
      INDEX 19C100277 245 | submit_index | meter_serial=19C100277 index_value=245
      INDEX | submit_index |
      SOLD | balance |
      sold 1000021 | balance | client_code=1000021
      FACTURA | invoice_pdf |
      Plata | pay |
      CONSUM | consumption_history |
      APA | outage_info |
      AJUTOR | help |
      Help! | help |
      START | greet |
      /start | greet |
      STOP | stop |
      stop. | stop |
      DEZABONARE | stop |
      RO | change_language | language=ro
      en | change_language | language=en
      ANULEZ | cancel |
      DA | yes |
      Nu | no |
      """)
  void aKeywordIsReadExactly(String text, String intent, String entities) {
    var understood = UNDERSTANDING.understand(text, Language.RO);
    assertThat(understood.best().intent()).isEqualTo(intent);
    assertThat(understood.best().confidence()).isEqualTo(1);
    assertThat(written(understood.entities())).isEqualTo(entities == null ? "" : entities);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      245 | submit_index | index_value=245 number=245 street_number=245
      00245 | submit_index | index_value=245 number=00245
      1.245 | submit_index | index_value=1245 number=1245
      245 mc | submit_index | index_value=245 number=245
      1,2 | submit_index | index_value=1 number=12
      7-8 | submit_index | index_value=78 number=78
      1000021 | link_account | client_code=1000021 number=1000021
      10-00-021 | link_account | client_code=1000021 number=1000021
      0722123456 | link_account | number=0722123456 phone=+40722123456
      """)
  void aBareNumberIsOnlyAGuessAndCarriesAllItCouldBe(String text, String intent, String entities) {
    var understood = UNDERSTANDING.understand(text, Language.RO);
    assertThat(understood.best().intent()).isEqualTo(intent);
    assertThat(understood.best().confidence()).isLessThan(0.6);
    assertThat(written(understood.entities().stream().sorted((a, b) -> a.key().compareTo(b.key())).toList()))
        .isEqualTo(entities);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      da | yes
      ok | yes
      nu | no
      anuleaza | cancel
      inapoi | cancel
      vreau un om | human_agent
      ajutor | help
      english | change_language
      multumesc | thanks
      pa | bye
      buna ziua | greet
      👍 | yes
      🙏 | thanks
      nu am curent | out_of_scope
      asdfgh | out_of_scope
      ??? | out_of_scope
      """)
  void shortFormsAreUnderstood(String text, String intent) {
    assertThat(UNDERSTANDING.understand(text, Language.RO).best().intent()).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      my meter reads 1,245 | EN | 1245
      my meter reads 1.245 | EN | 1
      apometrul arată 1.245 | RO | 1245
      indexul e 254 nu 245 | RO | 254
      indexul este 245 negru si 678 rosu | RO | 245
      index 245 pentru codul 1000021 | RO | 245
      """)
  void numbersAreReadAsTheLanguageGroupsThem(String text, Language language, String value) {
    assertThat(UNDERSTANDING.understand(text, language).entity("index_value")).contains(value);
  }

  @Test
  void nothingThatCanBeTypedMakesItThrow() {
    var random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(200); length > 0; length--) {
        text.appendCodePoint(switch (random.nextInt(4)) {
          case 0 -> random.nextInt(0x80);
          case 1 -> random.nextInt(0x20);
          case 2 -> random.nextInt(0x3000);
          default -> random.nextInt(Character.MAX_CODE_POINT + 1);
        });
      }
      sound(text.toString());
    }
    sound("");
    sound("1".repeat(100_000));
    sound("index ".repeat(20_000));
    sound("a".repeat(100_000));
    sound("1.".repeat(50_000));
    sound("index \u202E245\u202C \uD83D");
    sound("\u0000\u0007");
    sound("ș".repeat(3_000) + " 10-00-021 ".repeat(5_000));
  }

  private static void sound(String text) {
    for (var language : Language.values()) {
      var understood = UNDERSTANDING.understand(text, language);
      assertThat(understood.guesses()).isNotEmpty();
      for (Entity entity : understood.entities()) {
        assertThat(entity.start()).isBetween(0, entity.end());
        assertThat(entity.end()).isLessThanOrEqualTo(text.length());
      }
    }
  }

  private static String written(List<Entity> entities) {
    return String.join(" ", entities.stream().map(e -> e.key() + "=" + e.value()).toList());
  }
}
