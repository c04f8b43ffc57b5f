package eu.apaserv.bot.conversations.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A conversation written down:
 *
 * <pre>
 * # What it shows.
 * channels: whatsapp, sms
 * linked: 1010028
 *
 * ! update invoice set …      (something happens in billing)
 * ~ 61s                       (time passes)
 * &gt; typed                     or &gt; [Tapped], or &gt; (image), (voice), (location), (contact); \\n is a new line
 * &lt; the same answer on every channel
 *   and its second line
 *   [Choice | Choice]
 * &lt;sms the answer on one
 * * handed over: why
 * </pre>
 *
 * <p>What is told of WhatsApp is played on Telegram as well; only where Telegram is answered otherwise it has lines of its own.
 *
 * @param headers by name: channels, linked (client codes), language, clock
 * @param steps what is not an answer, in order, with the answers that were written under it
 */
record Story(String name, List<String> comments, Map<String, String> headers, List<Step> steps) {

  static final String WHATSAPP = "whatsapp";
  static final String TELEGRAM = "telegram";

  /**
   * @param kind {@code >}, {@code ~} or {@code !}
   * @param answers the lines under it, as they stand in the file
   */
  record Step(char kind, String text, List<String> answers) {}

  static Story read(Path file) {
    try {
      return parse(file.getFileName().toString().replace(".txt", ""), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Story parse(String name, List<String> lines) {
    var comments = new ArrayList<String>();
    var headers = new TreeMap<String, String>();
    var steps = new ArrayList<Step>();
    for (var line : lines) {
      if (line.startsWith("#")) {
        comments.add(line);
      } else if (steps.isEmpty() && line.matches("[a-z]+: .*")) {
        headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
      } else if (line.startsWith("> ") || line.startsWith("~ ") || line.startsWith("! ")) {
        steps.add(new Step(line.charAt(0), line.substring(2), new ArrayList<>()));
      } else if (!line.isBlank()) {
        steps.getLast().answers().add(line);
      }
    }
    return new Story(name, comments, headers, steps);
  }

  /** Where it is played. */
  List<String> channels() {
    var named = new ArrayList<>(List.of(headers.getOrDefault("channels", "whatsapp, sms").split(",\\s*")));
    if (named.contains(WHATSAPP) && !named.contains(TELEGRAM)) {
      named.add(named.indexOf(WHATSAPP) + 1, TELEGRAM);
    }
    return named;
  }

  /** Something happens that is not a conversation's to write: it is played on data of its own. */
  boolean changesBilling() {
    return steps.stream().anyMatch(step -> step.kind() == '!');
  }

  List<String> linked() {
    return headers.containsKey("linked") ? List.of(headers.getOrDefault("linked", "").split(",\\s*")) : List.of();
  }

  /** The same story with other words typed. */
  Story replacing(String one, String other) {
    return new Story(name, comments, headers,
        steps.stream().map(s -> new Step(s.kind(), s.text().replace(one, other), s.answers())).toList());
  }

  /** The file's text with these answers under the steps. */
  String written(List<List<String>> answers) {
    var text = new StringBuilder(String.join("\n", comments)).append('\n');
    headers.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    text.append('\n');
    for (int i = 0; i < steps.size(); i++) {
      text.append(steps.get(i).kind()).append(' ').append(steps.get(i).text()).append('\n');
      answers.get(i).forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }
}
