package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.alert.Reminders;
import eu.apaserv.bot.conversations.alert.Subscriptions;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;

/** What is kept about telling people of our own accord. */
public record Alerting(Subscriptions subscriptions, Reminders reminders) {

  /** Over one database. */
  public static Alerting over(Database database, Clock clock) {
    return new Alerting(new Subscriptions(database, clock), new Reminders(database, clock));
  }
}
