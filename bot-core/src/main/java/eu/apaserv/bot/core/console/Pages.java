package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.Transcripts.Cursor;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import eu.apaserv.bot.core.store.Transcripts.Said;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the console shows, page by page. Waits for the database: called on virtual threads. */
final class Pages {
  private static final int ENTRIES = 30;
  private static final int MESSAGES = 60;

  private final Transcripts transcripts;
  private final StaffAccounts accounts;
  private final Clock clock;
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html,
      Pages.class.getClassLoader(), Pages.class.getPackageName());

  Pages(Transcripts transcripts, StaffAccounts accounts, Clock clock) {
    this.transcripts = transcripts;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** A page that only says something, with one button at most. */
  record Notice(Frame frame, String text, @Nullable String button, @Nullable String link) {}

  /** @param older the address of the next page, or null */
  record InboxPage(Frame frame, List<Line> waiting, boolean first, List<Line> recent, @Nullable String older) {}

  /** @param older the address of what was said before, or null */
  record ConversationPage(Frame frame, Line line, List<Bubble> bubbles, boolean newest, @Nullable String older) {}

  Answer askForLink(Visit visit) {
    return notice(visit, 200, "notice.sign_in", "notice.ask_for_link");
  }

  /** Asks before the link is used up: programs that preview links only get here. */
  Answer confirm(Visit visit) {
    var words = visit.words();
    return show(200, "notice", new Notice(new Frame(visit, words.say("notice.sign_in")), words.say("notice.confirm"),
        words.say("notice.enter"), null));
  }

  Answer signIn(Visit visit) {
    return accounts.redeem(visit.part("token")).map(session -> Answer.redirect(Console.PATH).keeping(session))
        .orElseGet(() -> notice(visit, 410, "notice.link_over", "notice.ask_again"));
  }

  Answer signOut(Visit visit) {
    accounts.signOut(visit.holder());
    return Answer.redirect(Console.PATH + "/sign-in").keeping("");
  }

  Answer refused(Visit visit, String why) {
    return notice(visit, 403, "notice.refused", why);
  }

  Answer missing(Visit visit) {
    return notice(visit, 404, "notice.missing", "notice.missing_why");
  }

  Answer broken(Visit visit, int status) {
    return notice(visit, status, "notice.broken", "notice.broken_why");
  }

  Answer inbox(Visit visit) {
    var words = visit.words();
    var now = clock.instant();
    var before = before(visit);
    var entries = transcripts.recent(before.orElse(Long.MAX_VALUE), ENTRIES + 1);
    var waiting = before.isPresent() ? List.<Entry>of() : transcripts.waiting();
    var shown = entries.subList(0, Math.min(ENTRIES, entries.size()));
    var older = shown.size() == entries.size() ? null : Console.PATH + "?before=" + shown.getLast().cursor();
    return show(200, "inbox",
        new InboxPage(new Frame(visit, words.say("inbox.title")),
            waiting.stream().map(entry -> Line.of(entry, words, now)).toList(), before.isEmpty(),
            shown.stream().map(entry -> Line.of(entry, words, now)).toList(), older));
  }

  private static Optional<Long> before(Visit visit) {
    var asked = visit.asked("before");
    return asked.matches("\\d{1,18}") ? Optional.of(Long.valueOf(asked)) : Optional.empty();
  }

  Answer conversation(Visit visit) {
    return id(visit.part("id")).flatMap(transcripts::find).map(entry -> conversation(visit, entry))
        .orElseGet(() -> missing(visit));
  }

  private Answer conversation(Visit visit, Entry entry) {
    var before = Cursor.read(visit.asked("before"));
    var said = transcripts.said(entry.id(), before.orElse(Cursor.END), MESSAGES + 1);
    var shown = said.subList(0, Math.min(MESSAGES, said.size()));
    var line = Line.of(entry, visit.words(), clock.instant());
    var older = shown.size() == said.size() ? null : line.link() + "?before=" + shown.getLast().cursor();
    return show(200, "conversation", new ConversationPage(new Frame(visit, line.address()), line,
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

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Answer notice(Visit visit, int status, String title, String text) {
    var words = visit.words();
    var link = visit.who() == null ? null : Console.PATH;
    return show(status, "notice", new Notice(new Frame(visit, words.say(title)), words.say(text), null, link));
  }

  private Answer show(int status, String template, Object page) {
    var output = new StringOutput();
    templates.render(template + ".jte", page, output);
    return Answer.page(status, output.toString());
  }
}
