package eu.apaserv.bot.core.console;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.Transcripts.Said;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a transcript.
 *
 * @param day when it is the first of its day, else null
 * @param kind what it is when it is more than words, else null
 * @param file name of the document it carries, or null
 * @param status what became of it, in words; empty when there is nothing to say
 */
record Bubble(boolean ours, @Nullable String day, String time, String iso, @Nullable String kind, String body,
    List<Choice> choices, @Nullable String file, String status, boolean failed, @Nullable Why why) {

  /** What was understood and what decided. */
  record Why(String intent, String confidence, String flow, String slot, String decided) {}

  static Bubble of(Said said, @Nullable String day, Words words) {
    var content = said.content().plain();
    var choices = content instanceof Content.Choices all ? all.choices() : List.<Choice>of();
    var file = content instanceof Content.Document document ? document.fileName() : null;
    return new Bubble(said.outbound(), day, words.time(said.at()), words.iso(said.at()), words.kind(content),
        words.body(content), choices, file, said.outbound() ? sent(said, words) : taken(said, words), failed(said),
        why(said.trace()));
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
    return failed(said) && said.error() != null ? word + ": " + said.error() : word;
  }

  private static String taken(Said said, Words words) {
    var state = said.state() == null ? "open" : said.state();
    return state.equals("answered") ? "" : words.or("taken", state);
  }

  private static @Nullable Why why(@Nullable String trace) {
    var tree = trace == null ? null : Json.read(trace, JsonNode.class);
    if (tree == null || !tree.hasNonNull("intent")) {
      return null;
    }
    return new Why(tree.path("intent").asText(), Math.round(tree.path("confidence").asDouble() * 100) + " %",
        tree.path("flow").asText(""), tree.path("slot").asText(""), tree.path("decided").asText(""));
  }
}
