package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All conversations, by who needs a person first. */
final class InboxSection implements Section {
  private static final int ENTRIES = 30;

  private final Transcripts transcripts;
  private final Templates templates;
  private final Clock clock;

  InboxSection(Transcripts transcripts, Templates templates, Clock clock) {
    this.transcripts = transcripts;
    this.templates = templates;
    this.clock = clock;
  }

  /** @param older the address of the next page, or null */
  record Inbox(Words words, List<Line> waiting, boolean first, List<Line> recent, @Nullable String older) {}

  @Override
  public String name() {
    return "inbox";
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
  public List<Route> routes() {
    return List.of(Route.get("", Role.VIEWER, this::inbox));
  }

  private Answer inbox(Visit visit) {
    var words = visit.words();
    var now = clock.instant();
    var before = before(visit);
    var entries = transcripts.recent(before.orElse(Long.MAX_VALUE), ENTRIES + 1);
    var waiting = before.isPresent() ? List.<Entry>of() : transcripts.waiting();
    var shown = entries.subList(0, Math.min(ENTRIES, entries.size()));
    var older = shown.size() == entries.size() ? null : path("?before=" + shown.getLast().cursor());
    return templates.page(visit, "inbox", words.say("inbox.title"),
        new Inbox(words, waiting.stream().map(entry -> Line.of(entry, words, now)).toList(), before.isEmpty(),
            shown.stream().map(entry -> Line.of(entry, words, now)).toList(), older));
  }

  private static Optional<Long> before(Visit visit) {
    var asked = visit.asked("before");
    return asked.matches("\\d{1,18}") ? Optional.of(Long.valueOf(asked)) : Optional.empty();
  }
}
