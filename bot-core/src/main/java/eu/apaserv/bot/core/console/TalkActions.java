package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.ConversationDesk;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.TakeOvers;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;

/** What staff do with a conversation beside writing in it: every deed is in the audit log. */
final class TalkActions {
  private static final int LONGEST_NOTE = 4000;
  private static final int LONGEST_TAG = 30;
  /** Where an answer is written: who has taken over, or has answered, writes on. */
  static final String REPLY = "body";

  private final Transcripts transcripts;
  private final Conversations conversations;
  private final TakeOvers takeOvers;
  private final ConversationDesk desk;
  private final AuditLog audit;
  private final Writing writing;
  private final Merging merging;
  private final Reveals reveals;
  private final Live live;
  private final Notices notices;

  TalkActions(Transcripts transcripts, Conversations conversations, TakeOvers takeOvers, ConversationDesk desk,
      AuditLog audit, Writing writing, Merging merging, Reveals reveals,
      Live live, Notices notices) {
    this.transcripts = transcripts;
    this.conversations = conversations;
    this.takeOvers = takeOvers;
    this.desk = desk;
    this.audit = audit;
    this.writing = writing;
    this.merging = merging;
    this.reveals = reveals;
    this.live = live;
    this.notices = notices;
  }

  List<Route> routes() {
    return List.of(post("/take", this::take), post("/renew", this::renew), post("/back", this::back),
        post("/close", this::close), post("/note", this::note), post("/tag", this::tag), post("/untag", this::untag),
        post("/assign", this::assign), post("/reveal", reveals::reveal), post("/join", merging::merge),
        post("/part", merging::part), post("/cancel", writing::cancel), post("/opener", writing::opener),
        post("/reply", writing::reply).taking(Writing.LARGEST),
        Route.post("/:id/wrest", Role.DISPATCHER, visit -> of(visit, this::wrest)));
  }

  private Route post(String path, BiFunction<Visit, Entry, Answer> deed) {
    return Route.post("/:id" + path, Role.OPERATOR, visit -> of(visit, deed));
  }

  private Answer of(Visit visit, BiFunction<Visit, Entry, Answer> deed) {
    var entry = visit.id("id").flatMap(transcripts::find);
    if (entry.isEmpty()) {
      return notices.missing(visit);
    }
    var answer = deed.apply(visit, entry.get());
    live.ring();
    return answer;
  }

  /** Back to the conversation, with a word of what was done. */
  static Answer done(Entry entry, String said) {
    var page = Answer.redirect(Console.PATH + "/" + ConversationSection.NAME + "/" + entry.id());
    return said.isEmpty() ? page : page.saying(said);
  }

  private void note(Visit visit, String action, UUID conversation, String reason) {
    audit.write(visit.staff(), "conversation." + action, conversation.toString(), reason);
  }

  private Answer take(Visit visit, Entry entry) {
    if (!takeOvers.take(entry.id(), visit.staff())) {
      return done(entry, "held");
    }
    note(visit, "taken", entry.id(), "");
    return done(entry, "taken").at(REPLY);
  }

  private Answer wrest(Visit visit, Entry entry) {
    var reason = visit.field("reason");
    if (reason.isEmpty()) {
      return done(entry, "reason_needed");
    }
    var from = takeOvers.wrest(entry.id(), visit.staff(), visit.field("from"));
    from.ifPresent(name -> note(visit, "wrested", entry.id(), name + ": " + reason));
    boolean held = transcripts.find(entry.id()).filter(now -> now.owner() != null).isPresent();
    return from.isPresent() ? done(entry, "taken").at(REPLY) : done(entry, held ? "held" : "not_yours");
  }

  private Answer renew(Visit visit, Entry entry) {
    return done(entry, takeOvers.renew(entry.id(), visit.staff()) ? "renewed" : "not_yours");
  }

  private Answer back(Visit visit, Entry entry) {
    if (!conversations.handBack(entry.id(), visit.staff().name())) {
      return done(entry, "not_yours");
    }
    note(visit, "handed_back", entry.id(), "");
    return done(entry, "handed_back");
  }

  private Answer close(Visit visit, Entry entry) {
    if (!takeOvers.close(entry.id(), visit.staff())) {
      return done(entry, "not_yours");
    }
    note(visit, "closed", entry.id(), "");
    return done(entry, "closed");
  }

  private Answer note(Visit visit, Entry entry) {
    var body = visit.field("note");
    if (!body.isEmpty()) {
      desk.note(entry.id(), visit.staff(), body.length() <= LONGEST_NOTE ? body : body.substring(0, LONGEST_NOTE));
    }
    return done(entry, body.isEmpty() ? "" : "noted").taken(visit);
  }

  private Answer tag(Visit visit, Entry entry) {
    var tag = visit.field("tag").toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (!tag.isEmpty() && tag.length() <= LONGEST_TAG) {
      desk.tag(entry.id(), tag);
    }
    return done(entry, "");
  }

  private Answer untag(Visit visit, Entry entry) {
    desk.untag(entry.id(), visit.field("tag"));
    return done(entry, "");
  }

  private Answer assign(Visit visit, Entry entry) {
    if (!desk.assign(entry.id(), visit.field("colleague"))) {
      return done(entry, "");
    }
    note(visit, "assigned", entry.id(), visit.field("colleague"));
    return done(entry, "assigned");
  }
}
