package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.ConversationDesk;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import eu.apaserv.bot.core.store.WireLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One conversation: what is said in it, what is known beside it, and what staff do with it ({@link TalkActions}). */
final class ConversationSection implements Section {
  static final String NAME = "conversations";

  private final Transcripts transcripts;
  private final ConversationDesk desk;
  private final Attachments attachments;
  private final Talks talks;
  private final TalkActions actions;
  private final Live live;
  private final Templates templates;
  private final Notices notices;
  private final WireLog wires;

  ConversationSection(Transcripts transcripts, ConversationDesk desk, Attachments attachments, Talks talks,
      TalkActions actions, Live live, Templates templates, Notices notices,
      WireLog wires) {
    this.transcripts = transcripts;
    this.desk = desk;
    this.attachments = attachments;
    this.talks = talks;
    this.actions = actions;
    this.live = live;
    this.templates = templates;
    this.notices = notices;
    this.wires = wires;
  }

  @Override
  public Signpost signpost() {
    return Signpost.of(NAME, Group.PEOPLE, Role.VIEWER).unlisted();
  }

  @Override
  public List<Route> routes() {
    var routes = new ArrayList<>(List.of(Route.get("/:id", Role.VIEWER, this::conversation),
        Route.get("/:id/live", Role.VIEWER, this::live),
        Route.get("/:id/files/:file", Role.OPERATOR, this::file),
        Route.get("/:id/wire/:side/:message", Role.OPERATOR, this::wire)));
    routes.addAll(actions.routes());
    return routes;
  }

  private Answer conversation(Visit visit) {
    var entry = found(visit);
    if (entry.isEmpty()) {
      return notices.missing(visit);
    }
    desk.look(entry.get().id(), visit.staff());
    if (visit.partly()) {
      return part(visit, entry.get());
    }
    var talk = talks.talk(visit, entry.get(), null, "");
    return templates.page(visit, "conversation", talk.address(), talk);
  }

  /** What was said; and how to answer, where the page still shows what held before. */
  private Answer part(Visit visit, Entry entry) {
    var transcript = talks.transcript(visit, entry);
    var shown = visit.asked("stand");
    return shown.isEmpty() || shown.equals(transcript.stand())
        ? templates.part("transcript", transcript)
        : templates.part("turned", talks.talk(visit, entry, null, ""));
  }

  private Answer live(Visit visit) {
    return live.watch(new Live.Wish(visit.holder(), visit.words(), null, visit.id("id").orElse(null)));
  }

  private Optional<Entry> found(Visit visit) {
    return visit.id("id").flatMap(transcripts::find);
  }

  /** With the type that its bytes told: a picture is shown, anything else only downloaded. */
  private Answer file(Visit visit) {
    return found(visit).flatMap(entry -> visit.number("file").flatMap(file -> attachments.open(entry.id(), file)))
        .map(opened -> opened.type().picture()
            ? Answer.picture(opened.type().mimeType(), opened.bytes())
            : Answer.file(opened.type().mimeType(), visit.part("file") + "." + opened.type().ending(), opened.bytes()))
        .orElseGet(() -> notices.missing(visit));
  }

  /** One exchange with a provider, redacted when it was kept. */
  record Wire(String when, String took, String request, String response) {}

  record Wires(Words words, List<Wire> all) {}

  private Answer wire(Visit visit) {
    var entry = found(visit);
    var message = visit.number("message");
    if (entry.isEmpty() || message.isEmpty()) {
      return notices.missing(visit);
    }
    var words = visit.words();
    var seen = wires.of(entry.get().id(), visit.part("side").equals("out"), message.get());
    return templates.part("wire", new Wires(words, seen.stream().map(one -> new Wire(words.time(one.at()),
        words.say("wire.took", "status", one.status(), "ms", one.took().toMillis()), one.request(), one.response()))
        .toList()));
  }
}
