package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.ConversationDesk;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.StaffReplies;
import eu.apaserv.bot.core.store.TakeOvers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What the console does with a conversation, under the same lease: nobody writes in what a colleague holds. */
final class TakeOverPart implements ApiPart {
  private static final int LONGEST = 4000;
  private static final int MOST_CHOICES = 10;
  private static final int LONGEST_CHOICE = 60;
  /** Turns are not made here, so no lease of a turn is taken. */
  private static final Duration NO_TURNS = Duration.ofSeconds(1);

  private final Duration lease;

  /** @param lease how long who took over may be silent before others may */
  TakeOverPart(Duration lease) {
    this.lease = lease;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(post("take", "takeConversation", this::take),
        post("reply", "replyInConversation", this::reply, "text", "choices"),
        post("hand-back", "handBackConversation", TakeOverPart::handBack),
        post("close", "closeConversation", this::close),
        post("note", "noteOnConversation", TakeOverPart::note, "text"));
  }

  private static Endpoint post(String step, String operation, Endpoint.Handler handler, String... fields) {
    return Endpoint.post("/conversations/:id/" + step, operation, Scope.CONVERSATIONS_REPLY, handler, fields);
  }

  private static UUID known(Call call) {
    return ConversationsPart.entry(call.database(), call.conversation()).id();
  }

  private static JsonObject done(Call call, UUID id, String deed) {
    call.audit("conversation." + deed, id.toString(), "");
    return ConversationsPart.stands(call.database(), id, call.caller().staff(), new Veil(false));
  }

  private static Problem notTheirs() {
    return Problem.conflict("not_held", "The token's owner does not hold this conversation now: take it first");
  }

  private JsonObject take(Call call) {
    var id = known(call);
    if (!new TakeOvers(call.database(), lease).take(id, call.caller().staff())) {
      throw Problem.conflict("held", "A colleague holds this conversation");
    }
    return done(call, id, "taken");
  }

  private JsonObject reply(Call call) {
    var id = known(call);
    if (!new StaffReplies(call.database(), lease).reply(id, call.caller().staff(), content(call))) {
      throw Problem.conflict("not_held",
          "The token's owner does not hold this conversation now, or the person said STOP");
    }
    return done(call, id, "answered");
  }

  private static Content content(Call call) {
    var text = call.text("text", LONGEST);
    return switch (call.body().getValue("choices")) {
      case null -> new Content.Text(text);
      case JsonArray titles when titles.size() <= MOST_CHOICES && titles.stream().allMatch(TakeOverPart::isTitle) ->
        titles.isEmpty() ? new Content.Text(text) : new Content.Choices(text, choices(titles));
      default -> throw Problem.wrong("choices takes at most " + MOST_CHOICES + " texts of 1 to " + LONGEST_CHOICE
          + " characters");
    };
  }

  private static boolean isTitle(Object value) {
    return value instanceof String title && !title.isBlank() && title.length() <= LONGEST_CHOICE
        && title.indexOf('\0') < 0;
  }

  private static List<Choice> choices(JsonArray titles) {
    return IntStream.range(0, titles.size()).mapToObj(n -> new Choice("staff:" + (n + 1), titles.getString(n).strip()))
        .toList();
  }

  private static JsonObject handBack(Call call) {
    var id = known(call);
    if (!new Conversations(call.database(), "api", NO_TURNS).handBack(id, call.caller().staff().name())) {
      throw notTheirs();
    }
    return done(call, id, "handed_back");
  }

  private JsonObject close(Call call) {
    var id = known(call);
    if (!new TakeOvers(call.database(), lease).close(id, call.caller().staff())) {
      throw notTheirs();
    }
    return done(call, id, "closed");
  }

  private static JsonObject note(Call call) {
    var id = known(call);
    new ConversationDesk(call.database()).note(id, call.caller().staff(), call.text("text", LONGEST));
    return done(call, id, "noted");
  }
}
