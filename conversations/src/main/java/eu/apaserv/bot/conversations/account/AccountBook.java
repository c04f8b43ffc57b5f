package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.billing.BillingSource;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;

/**
 * Everything kept about who may act for which account.
 *
 * @param accounts the links that hold now
 * @param codes one-time codes, to link and to prove oneself once more
 * @param facts the last invoice as a proof
 * @param delegations whom holders let in
 * @param names what people call their places
 */
public record AccountBook(Accounts accounts, Codes codes, InvoiceFact facts, Delegations delegations,
    PlaceNames names) {

  /** Over one database. */
  public static AccountBook open(Database database, CodeSender sender, Business business, Clock clock) {
    return new AccountBook(new Accounts(database, clock, business.zone(), business.holders().reverifyAfter()),
        new Codes(database, sender, business, clock), new InvoiceFact(database, sender, business, clock),
        new Delegations(database, sender, business, clock), new PlaceNames(database, clock));
  }

  /** The same, with what billing says now. */
  public AccountBook through(BillingSource source) {
    return new AccountBook(accounts.through(source), codes, facts, delegations, names);
  }
}
