package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import org.jspecify.annotations.Nullable;

/** What stands round every page. */
record Frame(Words words, String title, @Nullable Member who, String formWord) {
  Frame(Visit visit, String title) {
    this(visit.words(), title, visit.who(), visit.formWord());
  }

  String style() {
    return Style.LINK;
  }
}
