package eu.apaserv.bot.conversations.privacy;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;

/**
 * What people may have done with what is kept about them.
 *
 * @param exports taking it out
 * @param erasures having it erased
 */
public record Rights(Exports exports, Erasures erasures) {

  /** Over everything that {@link PersonalTables} names. */
  public static Rights open(Database database, Business business, Clock clock) {
    return new Rights(new Exports(database, PersonalTables.ALL, clock, business.money().documentLinkLives(),
        business),
        new Erasures(database, PersonalTables.ALL, clock));
  }
}
