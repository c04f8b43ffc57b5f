package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.invoice.InvoiceSheets;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.invoice.WaterPrices;
import eu.apaserv.bot.conversations.invoice.Waters;
import eu.apaserv.bot.conversations.payment.PayLinks;
import eu.apaserv.bot.conversations.payment.Payments;
import eu.apaserv.bot.core.store.Database;

/**
 * What the flows about money read.
 *
 * @param sheets what an invoice consists of
 * @param waters m³ by month
 * @param prices what a cubic metre costs
 * @param links how to pay
 */
public record Money(Invoices invoices, InvoiceSheets sheets, Payments payments, Waters waters, WaterPrices prices,
    PayLinks links) {

  /** All of it from one database. */
  public static Money of(Database database, Accounts accounts, Business business, PayLinks links) {
    var payments = new Payments(database);
    var invoices = new Invoices(database);
    return new Money(invoices, new InvoiceSheets(database, invoices, accounts, business), payments,
        new Waters(database), new WaterPrices(database), links);
  }
}
