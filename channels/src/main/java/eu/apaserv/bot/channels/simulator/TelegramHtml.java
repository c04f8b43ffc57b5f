package eu.apaserv.bot.channels.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Text in {@code parse_mode} HTML, read as Telegram does: few tags, all closed, and no bare sign of markup. */
final class TelegramHtml {
  private static final Set<String> TAGS = Set.of("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span",
      "tg-spoiler", "a", "tg-emoji", "code", "pre", "blockquote");
  private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)>");
  private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot));");
  private static final Map<String, String> NAMED = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");

  private TelegramHtml() {}

  /**
   * What the person reads.
   *
   * @throws TelegramError when it cannot be parsed
   */
  static String plain(String html) {
    var open = new ArrayDeque<String>();
    var plain = new StringBuilder();
    var tags = TAG.matcher(html);
    for (var at = 0; at < html.length();) {
      if (html.charAt(at) != '<') {
        var end = html.indexOf('<', at);
        end = end < 0 ? html.length() : end;
        plain.append(entities(html.substring(at, end)));
        at = end;
      } else if (tags.region(at, html.length()).lookingAt()) {
        nest(open, tags.group(1).isEmpty(), tags.group(2).toLowerCase(Locale.ROOT), offset(html, at));
        at = tags.end();
      } else {
        throw unparsed("Unsupported start tag \"\" at byte offset " + offset(html, at));
      }
    }
    if (!open.isEmpty()) {
      throw unparsed("Can't find end tag corresponding to start tag \"" + open.peek() + "\"");
    }
    return plain.toString();
  }

  private static void nest(ArrayDeque<String> open, boolean start, String tag, int offset) {
    if (start && !TAGS.contains(tag)) {
      throw unparsed("Unsupported start tag \"" + tag + "\" at byte offset " + offset);
    }
    if (start) {
      open.push(tag);
    } else if (open.isEmpty()) {
      throw unparsed("Unexpected end tag at byte offset " + offset);
    } else if (!open.pop().equals(tag)) {
      throw unparsed("Unmatched end tag at byte offset " + offset);
    }
  }

  private static String entities(String text) {
    return ENTITY.matcher(text).replaceAll(e -> java.util.regex.Matcher.quoteReplacement(e.group(3) != null
        ? NAMED.getOrDefault(e.group(3), "")
        : Character.toString(Math.min(Character.MAX_CODE_POINT,
            e.group(1) != null ? Integer.parseInt(e.group(1)) : Integer.parseInt(e.group(2), 16)))));
  }

  private static int offset(String html, int at) {
    return html.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
  }

  private static TelegramError unparsed(String why) {
    return TelegramError.bad("can't parse entities: " + why);
  }
}
