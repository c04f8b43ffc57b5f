package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.Attachments.Attachment;
import eu.apaserv.bot.core.store.ConversationDesk;
import eu.apaserv.bot.core.store.ConversationDesk.Kept;
import eu.apaserv.bot.core.store.ConversationList;
import eu.apaserv.bot.core.store.ConversationList.Filter;
import eu.apaserv.bot.core.store.ConversationList.Shared;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.MessageSearch;
import eu.apaserv.bot.core.store.QueuePlace;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.Transcripts.Cursor;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who wrote, what was said, and where it was said: what staff read. */
final class ConversationsPart implements ApiPart {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int LARGEST_FILE = 4 << 20;
  /** Who reads without an owner has read nothing before. */
  private static final Member NOBODY = new Member(0, "", Role.VIEWER);

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/conversations", "conversations", Scope.CONVERSATIONS_READ, ConversationsPart::list, "who",
            "channel", "language", "tag", "waiting_reason", "cursor", "limit"),
        Endpoint.get("/conversations/:id", "conversation", Scope.CONVERSATIONS_READ, ConversationsPart::one, "reason"),
        Endpoint.get("/conversations/:id/messages", "messages", Scope.CONVERSATIONS_READ, ConversationsPart::messages,
            "reason", "cursor", "limit"),
        Endpoint.get("/conversations/:id/files/:file", "file", Scope.CONVERSATIONS_REVEAL, ConversationsPart::file,
            "reason"),
        Endpoint.get("/search", "search", Scope.CONVERSATIONS_READ, ConversationsPart::search, "q", "limit"));
  }

  private static JsonObject list(Call call) {
    var who = call.oneOf("who", "waiting", "staff", "assistant");
    int limit = call.limit(USUAL, MOST);
    var filter = new Filter(who, call.asked("channel"), call.asked("language"), call.asked("tag"),
        call.asked("waiting_reason"));
    var conversations = new ConversationList(call.database());
    var found = switch (who) {
      case "waiting" -> conversations.waiting(filter, place(call, QueuePlace.FRONT), limit + 1);
      case "staff" -> conversations.staffed(filter, place(call, QueuePlace.LATEST), limit + 1);
      default -> conversations.recent(filter, call.cursor(Long.MAX_VALUE), limit + 1);
    };
    return Fields.page("conversations", found, limit, ConversationsPart::line,
        one -> who.equals("assistant") ? one.entry().cursor() : QueuePlace.of(one.entry()));
  }

  private static QueuePlace place(Call call, QueuePlace first) {
    var asked = call.asked("cursor");
    return asked.isEmpty()
        ? first
        : QueuePlace.read(asked).orElseThrow(() -> Problem.wrong("cursor takes what next held"));
  }

  private static JsonObject line(Shared listed) {
    var entry = listed.entry();
    var last = entry.last();
    return entry(entry, new Veil(false)).put("assigned", listed.assigned())
        .put("tags", new JsonArray(listed.tags()))
        .put("last", last == null ? null : new Veil(false).message(last));
  }

  private static JsonObject entry(Entry entry, Veil veil) {
    return new JsonObject().put("id", entry.id().toString()).put("channel", entry.address().channel())
        .put("address", veil.address(entry.address().id())).put("language", entry.language())
        .put("waiting_since", Fields.moment(entry.waitingSince()))
        .put("reason", entry.reason() == null ? null : veil.text(entry.reason()))
        .put("owner", entry.owner());
  }

  /** How a conversation stands, as one call answers it. */
  static JsonObject stands(Database database, UUID id, Member reader, Veil veil) {
    return stands(entry(database, id), new ConversationDesk(database).kept(id, reader), veil);
  }

  private static JsonObject stands(Entry entry, Kept kept, Veil veil) {
    return entry(entry, veil).put("name", veil.name(kept.name())).put("owner_until", Fields.moment(kept.ownerUntil()))
        .put("assigned", kept.assigned()).put("tags", new JsonArray(kept.tags()))
        .put("last_heard_at", Fields.moment(kept.heard())).put("stopped", kept.stopped());
  }

  static Entry entry(Database database, UUID id) {
    return new Transcripts(database).find(id)
        .orElseThrow(() -> Problem.missing("There is no conversation of this id"));
  }

  private static JsonObject one(Call call) {
    var id = call.conversation();
    entry(call.database(), id);
    return stands(call.database(), id, Objects.requireNonNullElse(call.caller().owner(), NOBODY), veil(call, id));
  }

  private static JsonObject messages(Call call) {
    var id = call.conversation();
    entry(call.database(), id);
    int limit = call.limit(USUAL, MOST);
    var asked = call.asked("cursor");
    var before = asked.isEmpty()
        ? Cursor.END
        : Cursor.read(asked).orElseThrow(() -> Problem.wrong("cursor takes what next held"));
    var said = new Transcripts(call.database()).said(id, before, limit + 1);
    var veil = veil(call, id);
    var shown = said.subList(0, Math.min(limit, said.size()));
    var files = new Attachments(call.database()).of(id).stream()
        .collect(Collectors.groupingBy(Attachment::inbox, Collectors.mapping(Attachment::id, Collectors.toList())));
    return new JsonObject().put("messages", Fields.list(shown, one -> veil.message(one).put("files",
        new JsonArray(one.outbound() ? List.of() : files.getOrDefault(one.id(), List.of()))))).put("next",
            shown.size() == said.size() ? null : shown.getLast().cursor().toString());
  }

  /** A picture may show anything, so why it is looked at is always said. */
  private static JsonObject file(Call call) {
    var id = call.conversation();
    entry(call.database(), id);
    if (call.asked("reason").isEmpty()) {
      throw Problem.wrong("reason is missing: why the file is to be seen, for the audit log");
    }
    long number = call.number("file");
    var opened = new Attachments(call.database()).open(id, number)
        .orElseThrow(() -> Problem.missing("There is no such file here, or it has not come yet"));
    if (opened.bytes().length() > LARGEST_FILE) {
      throw new Problem(413, "too_large", "Files of more than " + LARGEST_FILE + " bytes are seen in the console");
    }
    veil(call, id);
    return new JsonObject().put("id", number).put("type", opened.type().mimeType()).put("base64",
        Base64.getEncoder().encodeToString(opened.bytes().getBytes()));
  }

  /** Who says why sees whom a conversation is with; the audit log keeps it. */
  private static Veil veil(Call call, UUID id) {
    var reason = call.asked("reason");
    if (reason.isEmpty()) {
      return new Veil(false);
    }
    var caller = call.caller();
    if (!caller.holds(Scope.CONVERSATIONS_REVEAL) || caller.owner() == null
        || !caller.owner().role().covers(Scope.CONVERSATIONS_REVEAL.least())) {
      throw new Problem(403, "scope_missing", "A reason reveals whom this is with: the token and its owner need "
          + Scope.CONVERSATIONS_REVEAL);
    }
    call.audit("personal_data.revealed", id.toString(), reason);
    return new Veil(true);
  }

  private static JsonObject search(Call call) {
    var asked = call.asked("q");
    if (asked.isEmpty() || asked.length() > 100) {
      throw Problem.wrong("q is what is looked for, in 1 to 100 characters");
    }
    int limit = call.limit(USUAL, MOST);
    var search = new MessageSearch(call.database());
    var veil = new Veil(false);
    var people = search.people(asked, limit);
    return new JsonObject().put("messages", Fields.list(search.find(asked, limit), hit -> new JsonObject()
        .put("conversation", hit.conversation().toString()).put("channel", hit.channel())
        .put("address", veil.address(hit.address())).put("direction", hit.outbound() ? "out" : "in")
        .put("at", hit.at().toString()).put("text", veil.text(hit.text()))))
        .put("people", Fields.list(people, one -> new JsonObject().put("conversation", one.conversation().toString())
            .put("channel", one.channel()).put("address", veil.address(one.address()))
            .put("name", veil.name(one.name()))));
  }
}
