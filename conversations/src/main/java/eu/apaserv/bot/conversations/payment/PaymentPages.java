package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.work.Bell;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the internet sees of payments: the address a customer taps, where their browser comes back to, and where the
 * provider tells what came of it.
 */
public final class PaymentPages {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentPages.class);
  /** Notifications are small; more is not a provider's. */
  private static final int LARGEST_NOTIFICATION = 64 << 10;
  /** Strangers can call this; so many at once leave the database to those who write. */
  private static final int MOST_AT_ONCE = 16;

  private final Cashier cashier;
  private final Bookings bookings;
  private final Bell sender;
  /** Who opens links waits for the provider, up to half a minute; news of money does not wait for them. */
  private final Semaphore doors = new Semaphore(MOST_AT_ONCE);
  private final Semaphore news = new Semaphore(MOST_AT_ONCE);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /** @param sender rung when a receipt is due */
  public PaymentPages(Cashier cashier, Bookings bookings, Bell sender) {
    this.cashier = cashier;
    this.bookings = bookings;
    this.sender = sender;
  }

  /** An answer to a browser or a provider. */
  private record Page(int status, String type, String body) {}

  /** Adds the addresses. */
  public void mount(Router router) {
    router.get("/pay/return").handler(context -> answer(context, html(200, PayPage.RETURNED)));
    router.get("/pay/:token").handler(context -> {
      if (Looked.is(context.request().headers())) {
        answer(context, html(200, PayPage.FOR_PEOPLE));
      } else {
        aside(context, doors, () -> open(token(context)));
      }
    });
    router.post("/webhooks/payments/:provider").handler(this::read);
  }

  /** The raw octets: that is what providers sign. */
  private void read(RoutingContext context) {
    var body = Buffer.buffer();
    context.request().handler(part -> {
      if (body.length() <= LARGEST_NOTIFICATION) {
        body.appendBuffer(part);
      }
    });
    context.request().endHandler(_ -> {
      if (body.length() > LARGEST_NOTIFICATION) {
        answer(context, text(413, "larger than 64 kB"));
      } else {
        aside(context, news, () -> take(context, body));
      }
    });
  }

  private static String token(RoutingContext context) {
    return Objects.requireNonNullElse(context.pathParam("token"), "");
  }

  /** The database and the provider are waited for on a thread of its own. */
  private void aside(RoutingContext context, Semaphore places, Supplier<Page> work) {
    var answers = context.vertx().getOrCreateContext();
    if (!places.tryAcquire()) {
      answer(context, html(503, PayPage.LATER));
      return;
    }
    threads.execute(() -> {
      var page = attempt(places, work);
      answers.runOnContext(_ -> answer(context, page));
    });
  }

  private static Page attempt(Semaphore places, Supplier<Page> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      LOG.warn("A payment address could not be served: {}", e.getMessage());
      return html(503, PayPage.LATER);
    } finally {
      places.release();
    }
  }

  private Page open(String token) {
    return switch (cashier.open(token)) {
      case Cashier.Door.Open(var address) -> new Page(303, "location", address.toString());
      case Cashier.Door.Settled _ -> html(410, PayPage.SETTLED);
      case Cashier.Door.Over _ -> html(410, PayPage.OVER);
      case Cashier.Door.Busy _ -> html(503, PayPage.LATER);
      case Cashier.Door.Unknown _ -> html(404, PayPage.OVER);
    };
  }

  private Page take(RoutingContext context, Buffer body) {
    var name = Objects.requireNonNullElse(context.pathParam("provider"), "");
    var provider = cashier.provider(name);
    if (provider.isEmpty()) {
      return text(404, "unknown provider");
    }
    return switch (provider.get().read(context.request().headers(), body)) {
      case PaymentEvent.Told(var notice) -> {
        if (bookings.take(notice, body) == Verdict.DECIDED) {
          sender.ring();
        }
        yield text(200, provider.get().thanks());
      }
      case PaymentEvent.Forged(var why) -> refused(401, name, why);
      case PaymentEvent.Unreadable(var why) -> refused(400, name, why);
    };
  }

  private static Page refused(int status, String provider, String why) {
    LOG.warn("A notification in the name of {} was refused: {}", provider, why);
    return text(status, why);
  }

  private static Page html(int status, String body) {
    return new Page(status, "text/html; charset=utf-8", body);
  }

  private static Page text(int status, String body) {
    return new Page(status, body.startsWith("{") ? "application/json" : "text/plain; charset=utf-8", body);
  }

  private static void answer(RoutingContext context, Page page) {
    var response = context.response().setStatusCode(page.status()).putHeader("Cache-Control", "no-store")
        .putHeader("X-Robots-Tag", "noindex").putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    if (page.status() == 503) {
      response.putHeader("Retry-After", "2");
    }
    if (page.type().equals("location")) {
      response.putHeader("Location", page.body()).end();
    } else {
      response.putHeader("Content-Type", page.type()).end(page.body());
    }
  }
}
