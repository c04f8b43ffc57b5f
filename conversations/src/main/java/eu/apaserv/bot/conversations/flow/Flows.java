package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.outage.OutageTalk;
import eu.apaserv.bot.conversations.privacy.Rights;
import eu.apaserv.bot.conversations.question.Linking;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Consents;
import java.util.List;
import java.util.stream.Stream;

/** Everything a customer can do. */
public final class Flows {
  /** The bundles of their texts, for {@link eu.apaserv.bot.core.dialogue.Texts#load}: one for each area. */
  public static final List<String> TEXTS = List.of("utility", "codes", "money", "desk", "outages", "holder", "privacy",
      "alerts");

  private Flows() {}

  /** Everything that is said in a conversation: the engine's texts and the flows'. */
  public static List<String> withEngine() {
    return Stream.concat(Stream.of(Texts.ENGINE), TEXTS.stream()).toList();
  }

  /** One line a flow, in the order of the menu. */
  public static List<Flow> all(Business business, AccountBook book, Consents consents, Rights rights, Money money,
      Readings readings, Desk desk, OutageTalk outages, Alerting alerting) {
    var linking = new Linking(book, consents, business);
    var which = new WhichAccount(book, linking, business);
    var consumption = new ConsumptionFlow(which, money.waters(), readings, business);
    return List.of(
        new MenuFlow(book.accounts(), business),
        new BalanceFlow(which, money.invoices(), business),
        new IndexFlow(which, readings, alerting.reminders(), business),
        new PayFlow(which, money.invoices(), money.links(), business),
        new InvoiceFlow(which, money.invoices(), money.sheets(), business),
        new LinkFlow(linking),
        consumption,
        new TariffFlow(which, money.prices(), business),
        new PenaltiesFlow(which, money.invoices(), business),
        new PaymentsFlow(which, money.payments(), business),
        new CertificateFlow(which, money.invoices(), desk, business),
        new MeterFlow(business),
        new LossFlow(),
        new WhoFlow(business),
        new OutageFlow(which, desk, outages, business),
        new FaultFlow(which, desk, business),
        new TicketFlow(desk, business),
        new ContactFlow(business),
        new AccountsFlow(which, business),
        new UnlinkFlow(which, book),
        new NameFlow(which, book),
        new DelegateFlow(which, book, business),
        new RevokeFlow(which, book),
        new InvitationFlow(linking, book),
        new UndoFlow(book, business),
        new PrivacyFlow(which, new Withdrawal(which, consents, alerting, business), rights.exports(), rights.erasures(),
            desk, business),
        new WindowFlow(readings, business),
        new QualityFlow(which, desk, business),
        new ContractFlow(which, desk, business),
        new ComplaintFlow(which, consumption, desk, business),
        new AlertsOnFlow(which, consents, alerting, business),
        new AlertsOffFlow(consents, alerting, business),
        new AlertsFlow(alerting),
        new AlertChannelFlow(alerting, which, consents, business),
        new PersonFlow(desk, business),
        new CallbackFlow(desk, business),
        new ThanksFlow(),
        new ByeFlow());
  }
}
