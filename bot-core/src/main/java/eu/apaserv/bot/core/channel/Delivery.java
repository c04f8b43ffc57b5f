package eu.apaserv.bot.core.channel;

import java.time.Duration;

/** What happened to one send, as a value. The Sender alone decides what follows from it. */
public sealed interface Delivery {

  /** The provider took it and named it. */
  record Accepted(String providerId) implements Delivery {}

  /**
   * Some of its parts were taken, the next one was not: what is sent again begins there.
   *
   * @param done how many parts of the message have been taken in all, those of earlier attempts included
   * @param next what happened to the next part; neither Accepted nor Partly
   */
  record Partly(int done, Delivery next) implements Delivery {
    public Partly {
      if (done < 1 || next instanceof Accepted || next instanceof Partly) {
        throw new IllegalArgumentException("Partly tells of " + done + " parts and of one that was not taken: " + next);
      }
    }
  }

  /**
   * It was certainly not sent; the same may be tried again after {@code after}.
   *
   * @param everybody the provider takes nothing of ours for that long, so all of the channel waits, on every node
   */
  record Retry(Duration after, String reason, boolean everybody) implements Delivery {

    /** Something about this message alone. */
    public Retry(Duration after, String reason) {
      this(after, reason, false);
    }

    /** Too many of ours, whoever they are for. */
    public static Retry ofAll(Duration after, String reason) {
      return new Retry(after, reason, true);
    }
  }

  /** It may or may not have been sent: to be reconciled, never blindly repeated. */
  record Unknown(String reason) implements Delivery {}

  /** The provider will never take this one. {@code code} is the provider's own. */
  record Refused(String code, String reason) implements Delivery {}

  /** The person does not want, or can no longer get, messages here. */
  record OptedOut(String code) implements Delivery {}

  /** Nothing will go out until an operator acts: token, policy, payment, or a defect of ours. */
  record Alarm(String code, String reason) implements Delivery {}
}
