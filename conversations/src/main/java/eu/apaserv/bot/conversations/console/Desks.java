package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.outage.OutageDesk;
import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.conversations.ticket.Tickets;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.ZoneId;

/**
 * What the utility's pages work with.
 *
 * @param told rung when a customer is to be written to
 */
public record Desks(Database database, Clock clock, ZoneId zone, Accounts accounts, Invoices invoices,
    Readings readings, ReadingReviews reviews, Tickets tickets, TicketWork work, OutageDesk outages, Runnable told) {}
