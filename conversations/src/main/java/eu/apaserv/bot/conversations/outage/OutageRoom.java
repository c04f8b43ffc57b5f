package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.alert.AlertRoom;
import eu.apaserv.bot.core.store.RunBook;

/**
 * Everything about outages beside what conversations need.
 *
 * @param desk what dispatchers do
 * @param book what is public
 * @param run what people are told when their turn comes
 */
public record OutageRoom(OutageDesk desk, OutageBook book, OutageRun run, OutageReminders reminders, OutageWords words,
    KnownStreets streets) {

  /** All of it, told by the alerts' ways. */
  public static OutageRoom over(AlertRoom alerts) {
    var database = alerts.database();
    var business = alerts.business();
    var clock = alerts.clock();
    var rules = business.desk().outages();
    var streets = new KnownStreets(database, clock);
    var words = new OutageWords(business.zone(), business.company().emergencyPhone());
    var told = new OutageTold(alerts, new RunBook(database, clock), words, rules);
    return new OutageRoom(new OutageDesk(database, streets, told, rules, clock),
        new OutageBook(database, streets, rules, clock),
        new OutageRun(alerts, words),
        new OutageReminders(database, told, alerts.quiet(), clock), words, streets);
  }
}
