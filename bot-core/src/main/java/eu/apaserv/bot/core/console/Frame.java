package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import gg.jte.Content;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands round every page. */
record Frame(Visit visit, String title, Content content) {
  private static final String CONVERSATIONS = Console.PATH + "/" + ConversationSection.NAME + "/";
  private static final String INBOX = Console.PATH + "/inbox";
  private static final String LIVE = "/live?part=1";

  Words words() {
    return visit.words();
  }

  @Nullable
  Member who() {
    return visit.who();
  }

  List<House.Wing> wings() {
    var who = visit.who();
    return who == null ? List.of() : visit.house().seenBy(who.role());
  }

  /** The line of the navigation one is on. */
  boolean isHere(Section section) {
    var path = section.path("");
    return visit.at().equals(path) || visit.at().startsWith(path + "/");
  }

  /** What was done by the form one comes from, in words; null when nothing was. */
  @Nullable
  String said() {
    var word = visit.asked("said");
    return word.isEmpty() || !words().has("said." + word) ? null : words().say("said." + word);
  }

  /** Where the page hears what has changed; null where nobody is signed in. */
  @Nullable
  String live() {
    if (visit.who() == null) {
      return null;
    }
    var talk = visit.id("id");
    if (talk.isPresent() && visit.at().startsWith(CONVERSATIONS)) {
      return CONVERSATIONS + talk.get() + LIVE;
    }
    return INBOX + LIVE
        + (visit.at().equals(INBOX) && visit.asked("before").isEmpty() && visit.asked("skip").isEmpty()
            ? "&lists=1" + asked()
            : "");
  }

  /** The filter of the inbox. */
  private String asked() {
    return visit.query().names().stream().filter(name -> !List.of("part", "lists").contains(name)).sorted()
        .map(name -> "&" + Words.encoded(name) + "=" + Words.encoded(visit.asked(name))).collect(Collectors.joining());
  }

  String style() {
    return Assets.STYLE.link();
  }

  List<String> scripts() {
    return List.of(Assets.HTMX.link(), Assets.SCRIPT.link());
  }
}
