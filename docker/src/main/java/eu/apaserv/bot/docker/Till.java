package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.payment.Attempts;
import eu.apaserv.bot.conversations.payment.Bookings;
import eu.apaserv.bot.conversations.payment.Cashier;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.payment.PaymentPages;
import eu.apaserv.bot.conversations.payment.PaymentWatch;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.work.Bell;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Where people pay: the pages of payments, the provider's word for them, and who asks after what nobody told of. */
final class Till {
  private final Cashier cashier;
  private final Bookings bookings;
  private final PaymentWatch watch;
  private final Bell sender;

  /**
   * @param capabilities of each channel that is on: where every character costs, a receipt is short
   * @param sender rung when somebody is to be told of a payment
   */
  Till(Utility utility, String publicUrl, Map<String, Capabilities> capabilities, Bell sender) {
    var database = utility.database();
    var business = utility.business();
    var clock = utility.clock();
    this.sender = sender;
    var attempts = new Attempts(database);
    cashier = new Cashier(utility.pay(), attempts, utility.cards(),
        code -> Debts.of(utility.money().invoices().balance(code, business.day(clock.instant()))),
        URI.create(publicUrl),
        clock);
    bookings = new Bookings(database, utility.texts(), name -> {
      var known = capabilities.get(name);
      return known != null && known.brief();
    }, business, clock);
    watch = new PaymentWatch(cashier, attempts, bookings, clock, sender);
  }

  void mount(Router routes) {
    new PaymentPages(cashier, bookings, sender).mount(routes);
  }

  Duration quiet() {
    return watch.quiet();
  }

  Loops into(Loops loops) {
    return loops.with(watch::start, watch::stop);
  }
}
