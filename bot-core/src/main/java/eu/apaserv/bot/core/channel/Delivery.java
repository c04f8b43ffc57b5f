package eu.apaserv.bot.core.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happened to one send, as a value. The Sender alone decides what follows from it. */
public sealed interface Delivery {

  /**
   * The provider took it and named it.
   *
   * @param parts as how many it is billed; 1 where nothing is billed by length
   */
  record Accepted(String providerId, int parts) implements Delivery {

    /** In one part. */
    public Accepted(String providerId) {
      this(providerId, 1);
    }
  }

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
   * @param reach whom else the refusal concerns
   */
  record Retry(Duration after, String reason, Reach reach) implements Delivery {

    /** Whom a provider that does not take a message now means. */
    public enum Reach {
      /** Something about this message alone. */
      ITSELF,
      /** Too many of ours, whoever they are for: all of the channel slows down, on every node. */
      ALL,
      /** The same, and the provider said for how long it takes nothing of ours. */
      ALL_AS_ASKED
    }

    /** Something about this message alone. */
    public Retry(Duration after, String reason) {
      this(after, reason, Reach.ITSELF);
    }

    /**
     * Too many of ours, whoever they are for.
     *
     * @param asked by the provider; null: it did not say how long
     * @param usual how long the message itself waits then
     */
    public static Retry ofAll(@Nullable Duration asked, Duration usual, String reason) {
      return asked == null ? new Retry(usual, reason, Reach.ALL) : new Retry(asked, reason, Reach.ALL_AS_ASKED);
    }

    /** Whether all of the channel is meant. */
    public boolean everybody() {
      return reach != Reach.ITSELF;
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
