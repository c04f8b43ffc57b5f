package eu.apaserv.bot.conversations.ticket;

import java.util.List;

/** What interrupts the water at a place now. */
@FunctionalInterface
public interface Outages {

  /** The interruptions of the place's street, or of the whole locality; the newest first. */
  List<Outage> at(Place place);
}
