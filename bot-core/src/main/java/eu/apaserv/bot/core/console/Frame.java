package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands round every page. */
record Frame(Visit visit, String title, Content content) {

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
    var talk = visit.id("id");
    var here = ConversationSection.NAME.equals(visit.at().replaceAll("^/console/([^/]*).*", "$1"));
    return visit.who() == null
        ? null
        : Console.PATH + (here && talk.isPresent() ? "/conversations/" + talk.get() : "/inbox") + "/live";
  }

  String style() {
    return Assets.STYLE.link();
  }

  List<String> scripts() {
    return List.of(Assets.HTMX.link(), Assets.SCRIPT.link());
  }
}
