package eu.apaserv.bot.conversations.payment;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads who opens a pay link to the provider's page: one order an attempt, however often and by how many it is opened. */
public final class Cashier {
  private static final Logger LOG = LoggerFactory.getLogger(Cashier.class);
  /** Notifications come within seconds; a silence of this long is asked about. */
  private static final Duration FIRST_LOOK = Duration.ofMinutes(2);

  private final PayLinks links;
  private final Attempts attempts;
  private final @Nullable PaymentProvider provider;
  private final Function<String, Debts> owed;
  private final URI publicUrl;
  private final Clock clock;

  /**
   * @param provider null: card payments are off
   * @param owed what a client code owes now
   * @param publicUrl how the internet sees us, without a path
   */
  public Cashier(PayLinks links, Attempts attempts, @Nullable PaymentProvider provider, Function<String, Debts> owed,
      URI publicUrl, Clock clock) {
    this.links = links;
    this.attempts = attempts;
    this.provider = provider;
    this.owed = owed;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** Where an opened link leads. */
  public sealed interface Door {
    /** To the provider's page. */
    record Open(URI address) implements Door {}

    /** It was paid, declined or refunded. */
    record Settled() implements Door {}

    /** Its time is over, or another took its place. */
    record Over() implements Door {}

    /** The provider does not answer, or somebody is opening it, or another link of the account, at this moment. */
    record Busy() implements Door {}

    /** No link of ours. */
    record Unknown() implements Door {}
  }

  /** The provider of that name, if it is the one that is on. */
  public Optional<PaymentProvider> provider(String name) {
    return Optional.ofNullable(provider).filter(one -> one.name().equals(name));
  }

  /** Opens a link. May block. */
  public Door open(String token) {
    return links.find(token).map(this::open).orElseGet(Door.Unknown::new);
  }

  private Door open(Attempt attempt) {
    var now = clock.instant();
    return switch (attempt.state()) {
      case PAID, DECLINED, REFUNDED -> new Door.Settled();
      case EXPIRED, SUPERSEDED -> new Door.Over();
      case OPENED -> again(attempt);
      case CREATED -> attempt.expiresAt().isBefore(now) || provider(attempt.provider()).isEmpty()
          || !stillRight(attempt)
              ? new Door.Over()
              : attempts.start(attempt, now).map(this::start).orElseGet(Door.Busy::new);
    };
  }

  /**
   * A link lives for a while: since it was made its invoices may have been paid, or somebody else may have begun to pay for the
   * same account, and what was asked about then was not asked about this.
   */
  private boolean stillRight(Attempt attempt) {
    return isOwed(attempt) && attempts.begun(attempt.clientCode(), attempt.createdAt()).stream()
        .allMatch(begun -> begun.reference().equals(attempt.reference()));
  }

  private boolean isOwed(Attempt attempt) {
    return owed.apply(attempt.clientCode()).hold(attempts.parts(attempt.id()));
  }

  /** The same page again, while the link lives and what it pays was not paid elsewhere. */
  private Door again(Attempt attempt) {
    var page = attempt.payUrl();
    return page == null || attempt.expiresAt().isBefore(clock.instant()) || !isOwed(attempt)
        ? new Door.Over()
        : new Door.Open(URI.create(page));
  }

  private Door start(Attempt attempt) {
    var taker = provider(attempt.provider()).orElseThrow();
    return switch (taker.open(order(attempt))) {
      case Opening.Page(var address, var providerRef) -> {
        var now = clock.instant();
        attempts.opened(attempt, address.toString(), providerRef, now, now.plus(FIRST_LOOK));
        yield new Door.Open(address);
      }
      case Opening.Failed(var reason) -> {
        LOG.warn("{} did not begin order {}: {}", taker.name(), attempt.orderId(), reason);
        attempts.notOpened(attempt);
        yield new Door.Busy();
      }
    };
  }

  PaymentOrder order(Attempt attempt) {
    return new PaymentOrder(attempt.orderId(), attempt.clientCode(), attempt.amount(),
        "Servicii apa, cod client " + attempt.clientCode(), attempt.expiresAt(),
        publicUrl.resolve("/webhooks/payments/" + attempt.provider()), publicUrl.resolve("/pay/return"),
        attempt.language().code());
  }
}
