package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Ticket;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;

/** What was filed is wanted no more: noted on it for a colleague, and said. */
final class TakenBack {
  /** The key of such words; {@link #DONE} where they do not only ask how. */
  static final String KEY = "ticket_withdrawn";
  static final String DONE = "1";

  private TakenBack() {}

  static void note(Dialogue d, Desk desk, Ticket ticket, String words) {
    d.once("withdrawn", Boolean.class, key -> {
      desk.tickets().withdraw(key, d.person().conversation(), ticket, words);
      return true;
    });
    d.say(Phrase.of(ticket.joined() ? "ticket.left" : "ticket.withdrawn", "number", ticket.number()));
  }

  /** What they have just filed; another colleague may have closed it meanwhile. */
  static void note(Dialogue d, Desk desk, String number, String words) {
    desk.tickets().find(d.person().conversation(), number).ifPresent(ticket -> note(d, desk, ticket, words));
  }
}
