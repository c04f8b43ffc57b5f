package eu.apaserv.bot.conversations.ticket;

import java.util.List;

/** What interrupts the water at a place now. */
@FunctionalInterface
public interface Outages {

  /** The interruptions of the place's street, of the whole locality where no street is known; the newest first. */
  List<Outage> at(Place place);
}
