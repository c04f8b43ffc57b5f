package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.console.ConsolePages;
import eu.apaserv.bot.conversations.console.Desks;
import eu.apaserv.bot.conversations.outage.OutageDesk;
import eu.apaserv.bot.conversations.privacy.RetentionTerms;
import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.conversations.understanding.Intents;
import eu.apaserv.bot.core.console.Aside;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.console.WorkSections;
import eu.apaserv.bot.core.work.Learning;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands in the console beside the conversations.
 *
 * @param sections in the order of the navigation
 * @param asides beside a conversation
 */
record StaffPages(List<Section> sections, List<Aside> asides) {

  /**
   * @param billed the channels where every part costs
   * @param told rung when somebody is to be written to
   */
  static StaffPages of(Utility utility, OutageDesk outages, Learning learning, Systems systems, Assistant.Parts parts,
      Set<String> billed, Runnable told) {
    var database = utility.database();
    var business = utility.business();
    var clock = utility.clock();
    var desks = new Desks(database, clock, business.zone(), utility.book().accounts(), utility.money().invoices(),
        utility.readings(), utility.reviews(), utility.desk().tickets(), new TicketWork(database, clock), outages,
        told);
    var work = WorkSections.of(new WorkSections.Parts(database, clock, business.zone(), utility.texts(),
        utility.wordings(), learning, Intents.ALL, ConsolePages.reports(database, business.alerts(), billed)));
    var terms = new RetentionTerms(parts.patience().messagesKept(), business.desk().ticketsKept(),
        parts.patience().files().kept());
    var privacy = ConsolePages.privacy(desks, utility.rights(), terms, parts.staff().rules().seal());
    return new StaffPages(Stream.of(ConsolePages.sections(desks), work, systems.pages(), privacy)
        .flatMap(List::stream).toList(), ConsolePages.asides(desks));
  }
}
