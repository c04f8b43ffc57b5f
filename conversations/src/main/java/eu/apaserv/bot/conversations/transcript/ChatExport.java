package eu.apaserv.bot.conversations.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.conversations.transcript.Recorded.Kind;
import eu.apaserv.bot.conversations.transcript.Recorded.Line;
import eu.apaserv.bot.core.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A chat exported as JSON: what Telegram Desktop writes ({@code result.json} of one chat), or the plain form
 *
 * <pre>{"channel": "sms", "language": "ro", "names": ["Ana Pop"], "messages": [
 *   {"from": "customer", "at": "2026-11-22T10:00:00Z", "text": "index 245"},
 *   {"from": "assistant", "at": "2026-11-22T10:00:03Z", "text": "…"},
 *   {"from": "customer", "picked": "Da"}, {"from": "customer", "kind": "image"}]}</pre>
 */
public final class ChatExport {
  private static final long LARGEST = 10_000_000;
  private static final int MOST_MESSAGES = 2_000;
  private static final Set<String> KINDS = Set.of("image", "voice", "audio", "video", "sticker", "document", "location",
      "contact", "unsupported");

  private ChatExport() {}

  /**
   * @throws IllegalArgumentException when it is no exported chat; the message is for the operator
   */
  public static Recorded read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException(file.getFileName() + " is larger than " + LARGEST / 1_000_000 + " MB");
    }
    return parse(Files.readString(file), String.valueOf(file.getFileName()));
  }

  static Recorded parse(String json, String file) {
    var tree = tree(json, file);
    var messages = tree.path("messages");
    if (!messages.isArray() || messages.isEmpty() || messages.size() > MOST_MESSAGES) {
      throw new IllegalArgumentException(file + " has no list \"messages\" of 1 to " + MOST_MESSAGES);
    }
    boolean telegram = tree.has("type") && tree.path("messages").path(0).has("type");
    var lines = new ArrayList<Line>();
    var names = new TreeSet<String>();
    tree.path("names").forEach(name -> names.add(name.asText()));
    for (int i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      if (telegram && !message.path("type").asText().equals("message")) {
        continue;
      }
      boolean assistant = message.path("from").asText().equals(telegram ? tree.path("name").asText() : "assistant");
      if (telegram && !assistant) {
        names.add(message.path("from").asText());
      }
      lines.add(line(message, assistant, file + ": message " + (i + 1)));
    }
    var channel = telegram
        ? "telegram"
        : oneOf(tree.path("channel").asText("whatsapp"),
            Set.of("whatsapp", "telegram", "sms"), file + ": channel");
    var language = oneOf(tree.path("language").asText("ro"), Set.of("ro", "en"), file + ": language");
    return new Recorded(channel, language, List.of(), List.copyOf(names), lines);
  }

  private static JsonNode tree(String json, String file) {
    try {
      return Json.read(json, JsonNode.class);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(file + " is not JSON", e);
    }
  }

  private static String oneOf(String value, Set<String> allowed, String where) {
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(where + " is \"" + value + "\", not one of " + new TreeSet<>(allowed));
    }
    return value;
  }

  private static Line line(JsonNode message, boolean assistant, String where) {
    var at = at(message.path("at").asText(message.path("date").asText("")), where);
    if (message.hasNonNull("picked")) {
      return new Line(at, assistant, Kind.PICKED, message.path("picked").asText());
    }
    var kind = message.path("kind").asText(media(message));
    return kind.isEmpty()
        ? new Line(at, assistant, Kind.TEXT, text(message.path("text")))
        : new Line(at, assistant, Kind.OTHER, oneOf(kind, KINDS, where + ", kind"));
  }

  /** Telegram names what came in fields of its own. */
  private static String media(JsonNode message) {
    if (message.has("photo")) {
      return "image";
    }
    if (message.has("location_information")) {
      return "location";
    }
    if (message.has("contact_information")) {
      return "contact";
    }
    return switch (message.path("media_type").asText()) {
      case "voice_message" -> "voice";
      case "audio_file" -> "audio";
      case "video_file", "video_message", "animation" -> "video";
      case "sticker" -> "sticker";
      default -> message.has("file") ? "document" : "";
    };
  }

  /** Plain, or in Telegram's pieces: strings and objects with a text of their own. */
  private static String text(JsonNode text) {
    if (!text.isArray()) {
      return text.asText();
    }
    var all = new StringBuilder();
    text.forEach(piece -> all.append(piece.isTextual() ? piece.asText() : piece.path("text").asText()));
    return all.toString();
  }

  private static Instant at(String time, String where) {
    if (time.isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      return time.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
          ? OffsetDateTime.parse(time).toInstant()
          : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(where + ": \"" + time + "\" is no time like 2026-11-22T10:00:00Z", e);
    }
  }
}
