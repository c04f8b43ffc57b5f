package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Choices as WhatsApp can show them: up to three short ones as buttons, up to ten as a list, else as numbered lines.
 *
 * <p>The limits are Meta's (reply buttons: 3, title 20; lists: 10 rows, title 24, description 72; body 1024); beyond them
 * the whole message would be refused with 131009.
 */
final class Menu {
  private static final int MOST_BUTTONS = 3;
  private static final int MOST_ROWS = 10;
  private static final int BUTTON_TITLE = 20;
  private static final int ROW_TITLE = 24;
  private static final int ROW_DESCRIPTION = 72;
  private static final int BODY = 1024;
  /** What stands between the parts of a title. */
  private static final List<String> PARTS = List.of(" · ", ", ");
  /** Buttons have no second line for what is left out. */
  private static final int LEAST_OF_A_ROW = BUTTON_TITLE + 1;
  /** What opens the list; the channel does not know the language, and there is room for both. */
  private static final String OPEN_LIST = "Alegeți · Choose";

  private Menu() {}

  /** Adds type and content to a message. */
  static JsonObject render(JsonObject message, Content.Choices content) {
    var choices = content.choices();
    var ids = new HashSet<>(choices.stream().map(Choice::id).toList());
    var numbered = choices.isEmpty() || choices.size() > MOST_ROWS || content.body().length() > BODY
        || content.body().isBlank() || ids.size() < choices.size();
    if (numbered) {
      return MessageBody.text(message, numbered(content));
    }
    var action = areButtons(choices) ? buttons(choices) : list(choices);
    return message.put("type", "interactive").put("interactive",
        new JsonObject().put("type", action.containsKey("buttons") ? "button" : "list")
            .put("body", new JsonObject().put("text", content.body())).put("action", action));
  }

  /** A title that does not fit on a button, or a second line, reads better in a list. */
  private static boolean areButtons(List<Choice> choices) {
    return choices.size() <= MOST_BUTTONS
        && choices.stream().allMatch(c -> c.description() == null && c.title().length() <= BUTTON_TITLE);
  }

  private static JsonObject buttons(List<Choice> choices) {
    var titles = titles(choices, BUTTON_TITLE);
    var buttons = new JsonArray();
    for (var i = 0; i < choices.size(); i++) {
      buttons.add(new JsonObject().put("type", "reply").put("reply",
          new JsonObject().put("id", choices.get(i).id()).put("title", titles.get(i))));
    }
    return new JsonObject().put("buttons", buttons);
  }

  private static JsonObject list(List<Choice> choices) {
    var titles = titles(choices, ROW_TITLE);
    var rows = new JsonArray();
    for (var i = 0; i < choices.size(); i++) {
      var row = new JsonObject().put("id", choices.get(i).id()).put("title", titles.get(i));
      var description = description(choices.get(i));
      rows.add(description.isEmpty() ? row : row.put("description", description));
    }
    return new JsonObject().put("button", OPEN_LIST).put("sections",
        new JsonArray().add(new JsonObject().put("rows", rows)));
  }

  /** The whole title goes first into the second line when the first cannot hold it. */
  private static String description(Choice choice) {
    var title = MessageBody.oneLine(choice.title());
    var said = choice.description() == null ? "" : MessageBody.oneLine(choice.description());
    if (title.length() > ROW_TITLE) {
      said = said.isEmpty() ? title : title + " · " + said;
    }
    return MessageBody.cut(said, ROW_DESCRIPTION);
  }

  /** Cut to the limit and made unique, as Meta demands. */
  private static List<String> titles(List<Choice> choices, int longest) {
    var titles = new ArrayList<String>();
    for (var i = 0; i < choices.size(); i++) {
      var title = MessageBody.cut(whole(MessageBody.oneLine(choices.get(i).title()), longest), longest);
      if (title.isEmpty() || titles.contains(title)) {
        var number = (i + 1) + ". ";
        title = number + MessageBody.cut(whole(MessageBody.oneLine(choices.get(i).title()), longest - number.length()),
            longest - number.length());
        title = title.strip();
      }
      titles.add(title);
    }
    return titles;
  }

  /** The parts of a row's title that fit, none of them cut: half of a sum would be another sum; the second line has them all. */
  private static String whole(String title, int longest) {
    if (title.length() <= longest || longest < LEAST_OF_A_ROW) {
      return title;
    }
    for (var mark : PARTS) {
      int end = title.lastIndexOf(mark, longest);
      if (end > 0) {
        return title.substring(0, end);
      }
    }
    return title;
  }

  private static String numbered(Content.Choices content) {
    return content.body() + String.join("",
        IntStream.range(0, content.choices().size()).mapToObj(i -> line(i + 1, content.choices().get(i))).toList());
  }

  private static String line(int number, Choice choice) {
    return "\n" + number + ". " + choice.title() + (choice.description() == null ? "" : " – " + choice.description());
  }
}
