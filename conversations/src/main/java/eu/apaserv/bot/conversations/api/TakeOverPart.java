package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.ConversationDesk;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.StaffReplies;
import eu.apaserv.bot.core.store.TakeOvers;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What the console does with a conversation, under the same lease: nobody writes in what a colleague holds. */
final class TakeOverPart implements ApiPart {
  private static final int LONGEST = 4000;
  /** With a file of half a megabyte in it. */
  static final int LARGEST_REPLY = 1 << 20;
  /** Turns are not made here, so no lease of a turn is taken. */
  private static final Duration NO_TURNS = Duration.ofSeconds(1);

  private final Duration lease;
  private final Written written;

  /** @param lease how long who took over may be silent before others may */
  TakeOverPart(Duration lease, Written written) {
    this.lease = lease;
    this.written = written;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(post("take", "takeConversation", this::take),
        post("reply", "replyInConversation", this::reply, "text", "choices", "file", "template")
            .taking(LARGEST_REPLY),
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
    var entry = ConversationsPart.entry(call.database(), call.conversation());
    var id = entry.id();
    if (!new StaffReplies(call.database(), lease).reply(id, call.caller().staff(), written.content(call, entry))) {
      throw Problem.conflict("not_held",
          "The token's owner does not hold this conversation now, or the person said STOP");
    }
    return done(call, id, "answered");
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
