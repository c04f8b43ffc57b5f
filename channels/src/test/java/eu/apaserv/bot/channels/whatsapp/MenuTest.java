package eu.apaserv.bot.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Choices within Meta's limits. */
class MenuTest {
  static Stream<Arguments> shapes() {
    return Stream.of(Arguments.of("nothing to pick", 0, "Da", null, "text"),
        Arguments.of("one button", 1, "Da", null, "button"), Arguments.of("three buttons", 3, "Da", null, "button"),
        Arguments.of("a second line needs a list", 2, "Da", "sigur", "list"),
        Arguments.of("a title too long for a button", 2, "x".repeat(21), null, "list"),
        Arguments.of("four", 4, "Da", null, "list"), Arguments.of("ten", 10, "Da", null, "list"),
        Arguments.of("eleven", 11, "Da", null, "text"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void choicesTakeTheShapeThatFits(String name, int count, String title, String description, String shape) {
    var json = render("Alegeți:", IntStream.range(0, count)
        .mapToObj(i -> new Choice("c" + i, title, description)).toList());
    var interactive = json.getJsonObject("interactive");
    assertThat(interactive == null ? "text" : interactive.getString("type")).isEqualTo(shape);
  }

  @Test
  void equalTitlesAreMadeUnique() {
    assertThat(titles(render("Alegeți:", List.of(new Choice("a", "Contor"), new Choice("b", "Contor"),
        new Choice("c", " "))))).containsExactly("Contor", "2. Contor", "3.");
  }

  @Test
  void titlesThatDifferOnlyAfterTheCutAreMadeUnique() {
    var long1 = "Strada Constantin Brâncoveanu 1";
    var long2 = "Strada Constantin Brâncoveanu 2";
    var rows = render("Alegeți:", List.of(new Choice("a", long1), new Choice("b", long2, "ap. 4"))).getJsonObject(
        "interactive").getJsonObject("action").getJsonArray("sections").getJsonObject(0).getJsonArray("rows");
    assertThat(rows.getJsonObject(0).getString("title")).isEqualTo("Strada Constantin Brânc…");
    assertThat(rows.getJsonObject(0).getString("description")).isEqualTo(long1);
    assertThat(rows.getJsonObject(1).getString("title")).isEqualTo("2. Strada Constantin Br…");
    assertThat(rows.getJsonObject(1).getString("description")).isEqualTo(long2 + " · ap. 4");
  }

  @Test
  void aSumIsNeverCutInTheFirstLineOfARow() {
    var one = "octombrie 2026 · 1.961,37 lei · NTD4000091";
    var other = "octombrie 2026 · 1.961,38 lei · NTD4000078";
    var rows = render("Alegeți:", List.of(new Choice("a", one), new Choice("b", other),
        new Choice("c", "Strada Oituz 3, Târgu Neamț"))).getJsonObject("interactive").getJsonObject("action")
        .getJsonArray("sections").getJsonObject(0).getJsonArray("rows");
    assertThat(IntStream.range(0, 3).mapToObj(i -> rows.getJsonObject(i).getString("title")))
        .containsExactly("octombrie 2026", "2. octombrie 2026", "Strada Oituz 3");
    assertThat(IntStream.range(0, 3).mapToObj(i -> rows.getJsonObject(i).getString("description")))
        .containsExactly(one, other, "Strada Oituz 3, Târgu Neamț");
  }

  @Test
  void aLongBodyKeepsItsWordsInNumberedLines() {
    var json = render("x".repeat(1025), List.of(new Choice("a", "Da", "sigur"), new Choice("b", "Nu")));
    assertThat(json.getJsonObject("text").getString("body")).endsWith("x\n1. Da – sigur\n2. Nu");
  }

  @Test
  void equalIdsCannotBeTapped() {
    assertThat(render("Alegeți:", List.of(new Choice("a", "Da"), new Choice("a", "Nu"))).getString("type"))
        .isEqualTo("text");
  }

  @Test
  void aReplyNamesTheMessageItAnswersAndOurOwnId() {
    var json = MessageBody.text(new Outbound(42, new Address("whatsapp", "+40722000001"), new Content.Text("Da"),
        "wamid.X"), new Content.Text("Da"));
    assertThat(json).isEqualTo(new JsonObject("""
      {"messaging_product":"whatsapp","recipient_type":"individual","to":"+40722000001",
       "biz_opaque_callback_data":"42","context":{"message_id":"wamid.X"},
       "type":"text","text":{"body":"Da","preview_url":false}}"""));
  }

  private static JsonObject render(String body, List<Choice> choices) {
    var content = new Content.Choices(body, choices);
    return MessageBody.choices(new Outbound(1, new Address("whatsapp", "+40722000001"), content, null), content);
  }

  private static List<String> titles(JsonObject json) {
    return json.getJsonObject("interactive").getJsonObject("action").getJsonArray("buttons").stream()
        .map(b -> ((JsonObject) b).getJsonObject("reply").getString("title")).toList();
  }
}
