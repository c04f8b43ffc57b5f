package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.account.OutboxCodeSender;
import eu.apaserv.bot.conversations.billing.BillingSource;
import eu.apaserv.bot.conversations.flow.Alerting;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.flow.Money;
import eu.apaserv.bot.conversations.invoice.InvoiceDocuments;
import eu.apaserv.bot.conversations.invoice.WaterPictures;
import eu.apaserv.bot.conversations.outage.OutageTalk;
import eu.apaserv.bot.conversations.payment.PayLinks;
import eu.apaserv.bot.conversations.payment.PaymentProvider;
import eu.apaserv.bot.conversations.privacy.Exports;
import eu.apaserv.bot.conversations.privacy.Rights;
import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.store.Consents;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StaffFiles;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the utility itself knows and does, over one database: what its conversations, its pages and its payments share.
 *
 * @param texts what is said
 * @param wordings what staff may write in their place
 * @param cards who takes card payments; null: nobody
 */
record Utility(Database database, Business business, Clock clock, Texts texts, WordingCheck wordings, AccountBook book,
    @Nullable PaymentProvider cards, PayLinks pay, Money money, Rights rights, Desk desk, Readings readings) {

  static Utility over(Database database, Business business, Clock clock, String publicUrl,
      Optional<Exchange.Link> billing, @Nullable PaymentProvider cards, WordingCheck.Costs costs) {
    var texts = Texts.load(Flows.withEngine());
    var book = AccountBook.open(database, new OutboxCodeSender(database.seal(), texts, business), business, clock)
        .through(billing.map(Exchange.Link::source).orElse(BillingSource.TABLES));
    var pay = new PayLinks(database, publicUrl + "/pay/", business.money().payLinkLives(),
        cards == null ? null : cards.name());
    return new Utility(database, business, clock, texts, new WordingCheck(texts, costs), book, cards, pay,
        Money.of(database, book.accounts(), business, pay), Rights.open(database, business, clock),
        Desk.over(database, clock, business), new Readings(database, business, clock));
  }

  /** What staff decide about readings. */
  ReadingReviews reviews() {
    return new ReadingReviews(database, new OutboxCodeSender(database.seal(), texts, business), business, clock);
  }

  /** What is said, and what the public pages say. */
  static Texts publicTexts() {
    return Texts.load(Stream.concat(Flows.withEngine().stream(), Stream.of("outage-page")).toList());
  }

  /** What customers can talk about. */
  List<Flow> flows() {
    return Flows.all(business, book, new Consents(database), rights, money, readings, desk,
        OutageTalk.over(database, clock, business), Alerting.over(database, clock));
  }

  /** Files we send: what staff attached, a person's own data, invoices and charts. */
  Documents documents() {
    var papers = new WaterPictures(book.accounts(), money.waters(),
        new InvoiceDocuments(book.accounts(), money.invoices(), money.sheets()));
    var written = new StaffFiles(database);
    return (reference, conversation) -> StaffFiles.isReference(reference)
        ? written.open(reference, conversation)
        : (Exports.isReference(reference) ? rights.exports() : papers).open(reference, conversation);
  }
}
