package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.console.InboxBoard.Board;
import eu.apaserv.bot.core.store.AnswerWithin;
import eu.apaserv.bot.core.store.ConversationList;
import eu.apaserv.bot.core.store.ConversationList.Filter;
import eu.apaserv.bot.core.store.ConversationList.Shared;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.SavedViews;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.Transcripts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All conversations, by who needs a person first. */
final class InboxSection implements Section {
  private static final int MOST_STAFFED = 200;
  private static final int LONGEST_QUEUE = 1_000_000;
  private static final List<String> WHO = List.of("", "waiting", "mine", "staff", "assistant");

  private final ConversationList conversations;
  private final InboxBoard board;
  private final SavedViews views;
  private final Live live;
  private final Templates templates;
  private final Clock clock;
  private final AnswerWithin promised;

  InboxSection(ConversationList conversations, SavedViews views, Live live, Templates templates, Clock clock,
      AnswerWithin promised) {
    this.conversations = conversations;
    this.board = new InboxBoard(conversations);
    this.views = views;
    this.live = live;
    this.templates = templates;
    this.clock = clock;
    this.promised = promised;
  }

  /**
   * One group of the inbox; an empty one says so.
   *
   * @param count how many belong to it, also those that are not listed
   * @param skipped how many of them come before the first line
   * @param back the address of those before, or null
   * @param on the address of those after, or null
   */
  record Group(String key, List<Line> lines, boolean counted, int count, int skipped, @Nullable String back,
      @Nullable String on) {
    /** Whether it is more than a page. */
    public boolean paged() {
      return back != null || on != null;
    }
  }

  /** @param older the address of the next page, or null */
  record Lists(Words words, List<Group> groups, @Nullable String older, boolean first, String again) {}

  /** A choice of the filter, or a saved view. */
  record Tab(String label, String link, boolean here) {}

  record Inbox(Words words, Lists lists, List<Tab> tabs, List<SavedViews.View> views, Filter filter,
      List<String> channels, List<String> tags, List<Tab> reasons, String query, String formWord) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("inbox", Section.Group.PEOPLE, Role.VIEWER);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.VIEWER, this::inbox), Route.get("/live", Role.VIEWER, this::live),
        Route.post("/views", Role.VIEWER, this::keep), Route.post("/views/:view/remove", Role.VIEWER, this::remove));
  }

  /** Every page hears how many wait; an inbox that shows its first page also gets its lists. */
  private Answer live(Visit visit) {
    return live.watch(new Live.Wish(visit.holder(), visit.words(), visit.asked("lists").equals("1")
        ? pushed(visit.words(), visit.staff(), filter(visit))
        : null, null));
  }

  private Live.View pushed(Words words, Member reader, Filter filter) {
    return new Live.View(List.of(words.language(), reader, filter),
        round -> templates.text("lists", lists(words, reader, filter, board.at(round, filter), "")));
  }

  private Answer inbox(Visit visit) {
    var filter = filter(visit);
    var before = Visit.row(visit.asked("before"));
    var skip = filter.who().equals("waiting") ? Visit.row(visit.asked("skip")) : Optional.<Long>empty();
    var lists = skip.isPresent()
        ? further(visit.words(), visit.staff(), filter, board.waiting(filter, place(skip.get())))
        : lists(visit.words(), visit.staff(), filter,
            before.map(from -> board.older(filter, from)).orElseGet(() -> board.read(filter)),
            before.map(String::valueOf).orElse(""));
    if (visit.partly()) {
      return templates.part("lists", lists);
    }
    var words = visit.words();
    var tabs = WHO.stream().map(who -> new Tab(words.say("inbox.who." + (who.isEmpty() ? "all" : who)),
        path("?" + query(new Filter(who, filter.channel(), filter.language(), filter.tag(), filter.reason()))),
        who.equals(filter.who()))).toList();
    return templates.page(visit, "inbox", words.say("inbox.title"), new Inbox(words, lists, tabs,
        views.of(visit.staff()), filter, conversations.channels(), conversations.tags(), reasons(words, filter),
        query(filter),
        visit.formWord()));
  }

  /** Those that somebody waits for now, in words. */
  private List<Tab> reasons(Words words, Filter filter) {
    return Stream.concat(conversations.reasons().stream(), Stream.of(filter.reason()))
        .filter(kind -> !kind.isEmpty()).distinct()
        .map(kind -> new Tab(words.reasonKind(kind), kind, kind.equals(filter.reason()))).toList();
  }

  /** @param before empty: the first page */
  private Lists lists(Words words, Member reader, Filter filter, Board found, String before) {
    boolean first = before.isEmpty();
    var groups = new ArrayList<Group>();
    if (first && List.of("", "waiting").contains(filter.who())) {
      groups.add(waiting(words, reader, filter, found));
    }
    if (first && List.of("", "mine", "staff").contains(filter.who())) {
      var staffed = staffed(found, reader, filter);
      if (!staffed.isEmpty() || !filter.who().isEmpty()) {
        groups.add(group("staffed", lines(words, reader, staffed)));
      }
    }
    String older = null;
    if (List.of("", "assistant").contains(filter.who())) {
      var recent = found.recent();
      var shown = recent.subList(0, Math.min(InboxBoard.ENTRIES, recent.size()));
      groups.add(group("recent", lines(words, reader, shown)));
      older = shown.size() == recent.size()
          ? null
          : path("?" + query(filter) + "&before=" + shown.getLast().entry().cursor());
    }
    return new Lists(words, groups, older, first,
        path("?part=1&" + query(filter) + (first ? "" : "&before=" + before)));
  }

  /** Those who wait after the first page of them; it shows nobody else. */
  private Lists further(Words words, Member reader, Filter filter, Board found) {
    return new Lists(words, List.of(waiting(words, reader, filter, found)), null, true,
        path("?part=1&" + query(filter) + "&skip=" + found.skipped()));
  }

  private Group waiting(Words words, Member reader, Filter filter, Board found) {
    var all = query(new Filter("waiting", filter.channel(), filter.language(), filter.tag(), filter.reason()));
    int skipped = found.skipped();
    int after = skipped + found.waiting().size();
    int before = Math.max(skipped - Transcripts.MOST_WAITING, 0);
    return new Group("waiting", lines(words, reader, found.waiting()), true, found.waits(), skipped,
        skipped == 0 ? null : path("?" + all + (before == 0 ? "" : "&skip=" + before)),
        after < found.waits() ? path("?" + all + "&skip=" + after) : null);
  }

  /** No queue is as long as the longest number. */
  private static int place(long asked) {
    return Math.toIntExact(Math.clamp(asked, 0, LONGEST_QUEUE));
  }

  /** One's own first. */
  private static List<Shared> staffed(Board found, Member reader, Filter filter) {
    return found.staffed().stream()
        .filter(one -> !filter.who().equals("mine") || reader.name().equals(one.entry().owner()))
        .sorted(Comparator.comparing(one -> !reader.name().equals(one.entry().owner()))).limit(MOST_STAFFED).toList();
  }

  private static Group group(String key, List<Line> lines) {
    return new Group(key, lines, false, lines.size(), 0, null, null);
  }

  private List<Line> lines(Words words, Member reader, List<Shared> entries) {
    var now = clock.instant();
    return entries.stream().map(one -> Line.of(one.by(reader), words, now, promised)).toList();
  }

  private static Filter filter(Visit visit) {
    var who = visit.asked("who");
    return new Filter(WHO.contains(who) ? who : "", visit.asked("channel"), visit.asked("language"),
        visit.asked("tag"), visit.asked("reason"));
  }

  private static String query(Filter filter) {
    return "who=" + filter.who() + "&channel=" + Words.encoded(filter.channel()) + "&language="
        + Words.encoded(filter.language()) + "&tag=" + Words.encoded(filter.tag()) + "&reason="
        + Words.encoded(filter.reason());
  }

  private Answer keep(Visit visit) {
    var name = visit.field("name");
    var query = visit.field("query");
    if (name.isEmpty() || name.length() > 40 || !query.matches("[\\w=&%+.-]{0,300}")) {
      return Answer.redirect(path(""));
    }
    views.keep(visit.staff(), name, query);
    return said("?" + query, "view_kept");
  }

  private Answer remove(Visit visit) {
    visit.number("view").ifPresent(view -> views.remove(visit.staff(), view));
    return Answer.redirect(path(""));
  }
}
