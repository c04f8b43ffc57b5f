package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.console.ConsolePages;
import eu.apaserv.bot.conversations.console.Desks;
import eu.apaserv.bot.conversations.understanding.Intents;
import eu.apaserv.bot.core.console.Aside;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.console.WorkSections;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.work.Learning;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands in the console beside the conversations.
 *
 * @param sections in the order of the navigation
 * @param asides beside a conversation
 */
record StaffPages(List<Section> sections, List<Aside> asides) {

  /** All of them. */
  static StaffPages of(Desks desks, Texts texts, WordingCheck check, Learning learning) {
    var work = WorkSections.of(new WorkSections.Parts(desks.database(), desks.clock(), desks.zone(), texts, check,
        learning, Intents.ALL));
    return new StaffPages(Stream.concat(ConsolePages.sections(desks).stream(), work.stream()).toList(),
        ConsolePages.asides(desks));
  }
}
