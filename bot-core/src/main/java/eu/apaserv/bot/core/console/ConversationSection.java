package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.Transcripts.Cursor;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import eu.apaserv.bot.core.store.Transcripts.Said;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One conversation. */
final class ConversationSection implements Section {
  private static final int MESSAGES = 60;

  private final Transcripts transcripts;
  private final Templates templates;
  private final Notices notices;
  private final Clock clock;

  ConversationSection(Transcripts transcripts, Templates templates, Notices notices, Clock clock) {
    this.transcripts = transcripts;
    this.templates = templates;
    this.notices = notices;
    this.clock = clock;
  }

  /** @param older the address of what was said before, or null */
  record Talk(Words words, Line line, List<Bubble> bubbles, boolean newest, @Nullable String older) {}

  @Override
  public String name() {
    return "conversations";
  }

  @Override
  public Group group() {
    return Group.PEOPLE;
  }

  @Override
  public Role least() {
    return Role.VIEWER;
  }

  @Override
  public boolean listed() {
    return false;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/:id", Role.VIEWER, this::conversation));
  }

  private Answer conversation(Visit visit) {
    return visit.id("id").flatMap(transcripts::find).map(entry -> conversation(visit, entry))
        .orElseGet(() -> notices.missing(visit));
  }

  private Answer conversation(Visit visit, Entry entry) {
    var before = Cursor.read(visit.asked("before"));
    var said = transcripts.said(entry.id(), before.orElse(Cursor.END), MESSAGES + 1);
    var shown = said.subList(0, Math.min(MESSAGES, said.size()));
    var line = Line.of(entry, visit.words(), clock.instant());
    var older = shown.size() == said.size() ? null : line.link() + "?before=" + shown.getLast().cursor();
    return templates.page(visit, "conversation", line.address(), new Talk(visit.words(), line,
        bubbles(shown.reversed(), visit.words()), before.isEmpty(), older));
  }

  private static List<Bubble> bubbles(List<Said> said, Words words) {
    var bubbles = new ArrayList<Bubble>();
    var last = "";
    for (var one : said) {
      var day = words.day(one.at());
      bubbles.add(Bubble.of(one, day.equals(last) ? null : day, words));
      last = day;
    }
    return bubbles;
  }
}
