package eu.apaserv.bot.conversations.transcript;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.transcript.Recorded.Line;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a recorded chat as a story: what the customer typed, tapped and sent, and how long they were away, about nobody.
 * What was answered is left out. It holds the customer's data, and the tests write what the assistant says now.
 */
public final class StoryFile {
  /** Away for longer than this is told. */
  private static final Duration AWAY = Duration.ofMinutes(10);
  private static final Pattern ONE_TIME_CODE = Pattern.compile("\\d{6}|•+");
  private static final Pattern ASKS_FOR_CODE = Pattern.compile("(?iu)\\bcod(?:ul)?\\b|\\bcode\\b");

  private final Business business;

  public StoryFile(Business business) {
    this.business = business;
  }

  /**
   * The file's text.
   *
   * @param about one line about what it shows
   */
  public String write(Recorded chat, String about) {
    var codes = business.clientCodes();
    var names = new Pseudonyms(codes.shortest(), codes.longest(), chat.names());
    var text = new StringBuilder("# " + oneLine(about) + "\n");
    text.append("channels: ").append(chat.channel().equals("telegram") ? "whatsapp" : chat.channel()).append('\n');
    if (!chat.language().equals("ro")) {
      text.append("language: ").append(chat.language()).append('\n');
    }
    if (!chat.linked().isEmpty()) {
      text.append("linked: ").append(chat.linked().stream().map(names::code).distinct()
          .collect(Collectors.joining(", "))).append('\n');
    }
    text.append('\n');
    steps(chat.lines(), names, text);
    return text.toString();
  }

  private static void steps(List<Line> lines, Pseudonyms names, StringBuilder text) {
    Line before = null;
    var answered = "";
    for (var line : lines) {
      if (line.assistant()) {
        answered = line.text();
        continue;
      }
      if (before != null && Duration.between(before.at(), line.at()).compareTo(AWAY) > 0) {
        text.append("~ ").append(away(Duration.between(before.at(), line.at()))).append('\n');
      }
      text.append("> ").append(step(line, answered, names)).append('\n');
      before = line;
    }
  }

  /** In whole hours, or minutes when there are few. */
  private static String away(Duration gap) {
    return gap.toHours() > 0 ? gap.toHours() + "h" : gap.toMinutes() + "m";
  }

  private static String step(Line line, String answered, Pseudonyms names) {
    return switch (line.kind()) {
      case OTHER -> "(" + line.text() + ")";
      case PICKED -> "[" + names.of(oneLine(line.text())) + "]";
      case TEXT -> isCode(line.text(), answered) ? "{code}" : typed(names.of(line.text()));
    };
  }

  private static boolean isCode(String typed, String answered) {
    return ONE_TIME_CODE.matcher(typed.strip()).matches() && ASKS_FOR_CODE.matcher(answered).find();
  }

  /** A story's line is one line, and one that begins like a tap or a picture would be taken for it. */
  private static String typed(String text) {
    var line = text.strip().replaceAll("\\R", "\\\\n");
    return line.startsWith("[") || line.startsWith("(") ? " " + line : line;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
