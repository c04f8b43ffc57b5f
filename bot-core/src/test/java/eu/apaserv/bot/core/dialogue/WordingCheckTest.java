package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.dialogue.WordingCheck.Cost;
import eu.apaserv.bot.core.dialogue.WordingCheck.Fault;
import eu.apaserv.bot.core.dialogue.WordingCheck.Problem;
import eu.apaserv.bot.core.understanding.Language;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingCheckTest {
  private final Texts texts = Texts.load(List.of("shop"));
  private final WordingCheck check = new WordingCheck(texts, (_, text) -> cost(text));

  private static Cost cost(String text) {
    boolean plain = text.length() == text.getBytes(StandardCharsets.UTF_8).length;
    int room = plain ? 160 : 70;
    return new Cost((text.length() + room - 1) / room, plain);
  }

  private WordingCheck.Verdict check(String key, String pattern) {
    return check.check(new Wording(Language.EN, key, pattern));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      shop.basket | You have {count, plural, one {one thing} other {# things}}, {name}.        |
      shop.basket | {name}: {count}                                                            |
      shop.none   | You have {count}                                                           | UNKNOWN_KEY shop.none
      shop.basket | ' '                                                                        | EMPTY shop.basket
      shop.basket | {count {name}                                                              | NOT_A_PATTERN
      shop.basket | {count, plural, one {x}} {name}                                            | NOT_A_PATTERN
      shop.basket | Hello {name}                                                               | MISSING_SLOT count
      shop.basket | {name}: {count} for {price}                                                | UNKNOWN_SLOT price
      shop.basket | {name, plural, one {x} other {y}} {count}                                  | SLOT_FORM name
      shop.basket | {name, date} {count}                                                       | SLOT_FORM name
      shop.basket | *Important*: {name} {count}                                                | MARKUP *
      shop.basket | <b>{name}</b> {count}                                                      | MARKUP <b
      shop.basket | {name} {count, plural, one {&amp; one} other {more}}                       | MARKUP &amp;
      shop.basket | Coşul {name} {count}                                                       | CEDILLA ş
      """)
  void saysWhatIsWrong(String key, String pattern, @org.jspecify.annotations.Nullable String wrong) {
    var problems = check(key, pattern).problems().stream().map(p -> p.fault() + " " + p.detail()).toList();
    if (wrong == null) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().asString().startsWith(wrong);
    }
  }

  @Test
  void charactersNobodySeesAreRefused() {
    assertThat(check("shop.basket", "{name}\u202E {count}").problems())
        .containsExactly(new Problem(Fault.UNSEEN_CHARACTER, "U+202E"));
    assertThat(check("shop.basket", "{name}\u0007 {count}").problems())
        .containsExactly(new Problem(Fault.UNSEEN_CHARACTER, "U+0007"));
  }

  @Test
  void aTextLongerThanAMessageIsRefused() {
    assertThat(check("shop.basket", "{name} {count}" + "x".repeat(1000)).problems())
        .extracting(Problem::fault).containsExactly(Fault.TOO_LONG);
  }

  @Test
  void aShortTextSaysWhatItCosts() {
    assertThat(check("shop.basket.sms", "{name}: {count}").cost()).isEqualTo(new Cost(1, true));
    assertThat(check("shop.basket.sms", "{name}: {count} ș" + "x".repeat(60)).cost()).isEqualTo(new Cost(2, false));
    assertThat(check("shop.basket.sms", "{name}: {count}" + "x".repeat(600)).problems())
        .extracting(Problem::fault).containsExactly(Fault.TOO_MANY_PARTS);
  }

  @Test
  void aPublishedTextIsSaidInPlaceOfTheBuiltInOne() {
    var phrase = Phrase.of("shop.basket", "count", 2, "name", "Ana");
    assertThat(texts.render(Language.EN, false, phrase)).isEqualTo("Ana has 2 things.");
    texts.say(new Wordings(List.of(new Wording(Language.EN, "shop.basket", "{name}: {count}")), (_, _) -> {}));
    assertThat(texts.render(Language.EN, false, phrase)).isEqualTo("Ana: 2");
    assertThat(texts.render(Language.EN, true, phrase)).isEqualTo("Ana: 2");
    assertThat(texts.render(Language.RO, false, phrase)).isEqualTo("Ana are 2 lucruri.");
    texts.say(new Wordings(List.of(new Wording(Language.EN, "shop.basket.sms", "{count} {name}")), (_, _) -> {}));
    assertThat(texts.render(Language.EN, true, phrase)).isEqualTo("2 Ana");
    assertThat(texts.render(Language.EN, false, phrase)).isEqualTo("Ana has 2 things.");
  }

  @Test
  void aTextThatCannotBeFilledGivesWayToTheBuiltInOne() {
    var defects = new ArrayList<String>();
    texts.say(new Wordings(List.of(new Wording(Language.EN, "shop.basket", "{price}: {count}")),
        (wording, why) -> defects.add(wording.key() + ": " + why)));
    assertThat(texts.render(Language.EN, false, Phrase.of("shop.basket", "count", 1, "name", "Ana")))
        .isEqualTo("Ana has one thing.");
    assertThat(defects).containsExactly("shop.basket: Text shop.basket (en) needs {price}");
  }

  @ParameterizedTest
  @CsvSource({"1, 1 leu", "2, 2 lei", "19, 19 lei", "20, 20 de lei", "101, 101 lei", "119, 119 lei", "120, 120 de lei",
      "0, 0 lei"})
  void romanianCountsAsRomaniansDo(int count, String said) {
    assertThat(texts.render(Language.RO, false, new Phrase("shop.money", Map.of("count", count)))).isEqualTo(said);
  }
}
