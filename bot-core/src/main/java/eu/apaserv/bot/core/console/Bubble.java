package eu.apaserv.bot.core.console;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.Attachments.Attachment;
import eu.apaserv.bot.core.store.ConversationDesk.Note;
import eu.apaserv.bot.core.store.Transcripts.Said;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One message of a transcript, or a note among colleagues.
 *
 * @param id tells it from all others of the page, so that the keyboard stays on it when the page changes
 * @param side ours, theirs or noted
 * @param author of ours: the colleague, or null for the assistant
 * @param kind what it is when it is more than words, else null
 * @param file name of the document it carries, or null
 * @param attached how the file stands that a person sent with it; null: there is none, or whoever looks may not see it
 * @param wire where what went over the wire is shown; null: nowhere
 * @param status what became of it, in words; empty when there is nothing to say
 */
record Bubble(String id, String side, Instant at, String time, String iso, @Nullable String author,
    @Nullable String kind,
    String body, List<Choice> choices, @Nullable String file, @Nullable Attached attached, String status,
    boolean failed, @Nullable Why why, @Nullable String wire) {

  /** What was understood and what decided. */
  record Why(String intent, String confidence, String flow, String slot, String decided, String because,
      List<String> entities) {}

  /**
   * A file that a person sent.
   *
   * @param address where it is; null: we do not have it, and the words say why
   * @param picture a browser may show it; anything else is only downloaded
   */
  record Attached(@Nullable String address, boolean picture, String words) {

    /** @param folder the address of the conversation's files, with a slash at its end */
    static Attached of(Attachment attachment, Words words, String folder) {
      var type = attachment.type();
      if (type != null) {
        return new Attached(folder + attachment.id(), type.picture(), type.picture()
            ? words.say("talk.picture")
            : words.say("talk.file", "kind", type.ending().toUpperCase(Locale.ROOT)));
      }
      var reason = attachment.state().equals("wanted") ? "wanted" : String.valueOf(attachment.reason());
      return new Attached(null, false, words.say("file." + (words.has("file." + reason) ? reason : "refused")));
    }
  }

  /**
   * One message.
   *
   * @param attached the file that came with it
   * @param revealed numbers in it may be shown
   */
  static Bubble of(Said said, Words words, @Nullable Attached attached, @Nullable String wire,
      boolean revealed) {
    var content = said.content().plain();
    UnaryOperator<String> seen = revealed ? UnaryOperator.identity() : Masked::text;
    var choices = content instanceof Content.Choices all
        ? all.choices().stream().map(choice -> shown(choice, seen)).toList()
        : List.<Choice>of();
    var file = content instanceof Content.Document document ? seen.apply(document.fileName()) : null;
    return new Bubble((said.outbound() ? "out-" : "in-") + said.id(), said.outbound() ? "ours" : "theirs", said.at(),
        words.time(said.at()), words.iso(said.at()),
        said.staff(), words.kind(content), seen.apply(words.body(content)), choices,
        file, attached,
        said.outbound() ? sent(said, words) : taken(said, words), failed(said), why(said.trace()),
        wire == null ? null : wire + (said.outbound() ? "out/" : "in/") + said.id());
  }

  private static Choice shown(Choice choice, UnaryOperator<String> seen) {
    var description = choice.description();
    return new Choice(choice.id(), seen.apply(choice.title()), description == null ? null : seen.apply(description));
  }

  static Bubble of(Note note, Words words) {
    return new Bubble("note-" + note.at().toEpochMilli(), "noted", note.at(), words.time(note.at()),
        words.iso(note.at()), note.staff(), null, note.body(),
        List.of(), null, null, "", false, null, null);
  }

  private static boolean failed(Said said) {
    return said.state() != null && List.of("failed", "dropped", "quarantined").contains(said.state());
  }

  private static String sent(Said said, Words words) {
    var state = said.state() == null ? "due" : said.state();
    var got = !state.equals("sent") ? state : switch (said.mark()) {
      case 3 -> "delivered";
      case 4 -> "read";
      default -> "sent";
    };
    var word = words.or("sent", got);
    return failed(said) && said.error() != null ? word + ": " + words.failure(said.error()) : word;
  }

  private static String taken(Said said, Words words) {
    var state = said.state() == null ? "open" : said.state();
    return state.equals("answered") || state.equals("staff") ? "" : words.or("taken", state);
  }

  private static @Nullable Why why(@Nullable String trace) {
    var tree = trace == null ? null : Json.read(trace, JsonNode.class);
    if (tree == null || !tree.hasNonNull("intent")) {
      return null;
    }
    return new Why(tree.path("intent").asText(), Math.round(tree.path("confidence").asDouble() * 100) + " %",
        tree.path("flow").asText(""), tree.path("slot").asText(""), tree.path("decided").asText(""),
        tree.path("because").asText(""), tree.path("entities").valueStream().map(JsonNode::asText).toList());
  }
}
