package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.console.Masked;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Transcripts.Said;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Conversations as a caller may see them: numbers, names and addresses masked unless they were revealed.
 *
 * @param revealed the caller said why, and it is written down
 */
record Veil(boolean revealed) {
  String address(String id) {
    return revealed ? id : Masked.id(id);
  }

  String name(@Nullable String name) {
    return name == null ? "" : revealed ? name : Masked.name(name);
  }

  /** Of long numbers the last three digits, of mail addresses the host; everything else as it was written, days too. */
  String text(String text) {
    return revealed ? text : Masked.text(text);
  }

  JsonObject message(Said said) {
    return new JsonObject().put("id", said.cursor().toString()).put("at", said.at().toString())
        .put("direction", said.outbound() ? "out" : "in").put("state", said.state()).put("mark", mark(said.mark()))
        .put("error", said.error() == null ? null : text(said.error())).put("author", said.staff())
        .put("content", content(said.content().plain()))
        .put("intent", said.why().map(why -> why.intent()).orElse(null));
  }

  private static @Nullable String mark(int mark) {
    return switch (mark) {
      case 1 -> "sent";
      case 2 -> "failed";
      case 3 -> "delivered";
      case 4 -> "read";
      default -> null;
    };
  }

  private JsonObject content(Content content) {
    return switch (content) {
      case Content.Text text -> said("text", text.body());
      case Content.Choices choices -> said("choices", choices.body()).put("choices",
          Fields.list(choices.choices(), choice -> text(choice.title())));
      case Content.Document document -> said("document", document.caption()).put("file", text(document.fileName()));
      case Content.Link link -> said("link", link.body()).put("url", revealed ? link.url() : null);
      case Content.Notice notice -> content(notice.plain());
      case Content.Request request -> said("request", request.body());
      case Content.Picked picked -> said("picked", picked.title());
      case Content.Media media -> said("media", media.caption()).put("file", media.type());
      case Content.Location place -> said("location", place(place));
      case Content.ContactCard card -> said("contact", card.phone() == null ? "" : address(card.phone()));
      case Content.Unsupported other -> said("other", other.what());
    };
  }

  /** A pin is where somebody lives: to some ten kilometres, unless it was revealed. */
  private String place(Content.Location place) {
    return String.format(Locale.ROOT, revealed ? "%.5f, %.5f" : "%.1f, %.1f", place.latitude(), place.longitude());
  }

  private JsonObject said(String kind, String text) {
    return new JsonObject().put("kind", kind).put("text", text(text));
  }
}
