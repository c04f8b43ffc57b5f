package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.MessageSearch;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.Transcripts;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** All that was said, and all who said it. Numbers and names are masked: to see them, open the conversation and say why. */
final class SearchSection implements Section {
  private static final int MOST = 50;
  private static final int MOST_PEOPLE = 20;

  private final MessageSearch search;
  private final Transcripts transcripts;
  private final List<Aside> asides;
  private final Templates templates;

  SearchSection(MessageSearch search, Transcripts transcripts, List<Aside> asides, Templates templates) {
    this.search = search;
    this.transcripts = transcripts;
    this.asides = asides;
    this.templates = templates;
  }

  record Person(String link, String channel, String address, String name) {}

  record Hit(String link, String channel, String address, boolean ours, String when, String iso, String text) {}

  record Found(Words words, String asked, List<Person> people, List<Hit> hits, boolean more) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("search", Group.PEOPLE, Role.VIEWER);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.VIEWER, this::find));
  }

  private Answer find(Visit visit) {
    var words = visit.words();
    var asked = visit.asked("q");
    var cut = asked.length() > 100 ? asked.substring(0, 100) : asked;
    var hits = cut.isEmpty() ? List.<MessageSearch.Found>of() : search.find(cut, MOST);
    var shown = hits.stream().map(hit -> new Hit(link(hit.conversation()), hit.channel(), Masked.id(hit.address()),
        hit.outbound(), words.day(hit.at()) + " " + words.time(hit.at()), words.iso(hit.at()), masked(hit.text())))
        .toList();
    return templates.page(visit, "search", words.say("nav.search"),
        new Found(words, cut, cut.isEmpty() ? List.of() : people(cut), shown, hits.size() == MOST));
  }

  private List<Person> people(String asked) {
    var known = asides.stream().flatMap(aside -> aside.find(asked).stream())
        .flatMap(id -> transcripts.find(id).stream())
        .map(entry -> new Person(link(entry.id()), entry.address().channel(), Masked.id(entry.address().id()), ""));
    var named = search.people(asked, MOST_PEOPLE).stream().map(one -> new Person(link(one.conversation()),
        one.channel(), Masked.id(one.address()), Masked.name(one.name())));
    return Stream.concat(known, named).distinct().limit(MOST_PEOPLE).toList();
  }

  private static String link(UUID conversation) {
    return Console.PATH + "/" + ConversationSection.NAME + "/" + conversation;
  }

  /** As in the conversation it is from; the text in one line. */
  private static String masked(String text) {
    var line = Masked.text(text).replaceAll("\\s+", " ").strip();
    return line.codePointCount(0, line.length()) <= 240
        ? line
        : line.substring(0, line.offsetByCodePoints(0, 240)) + "…";
  }
}
