package eu.apaserv.bot.core.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says became of a message of ours. Receipts come late, twice and out of order; only the furthest counts.
 *
 * @param channel the channel's name
 * @param outboundId our own id where the provider carries it back (it settles an unknown outcome), else null
 * @param providerId the provider's id of the message
 * @param mark how far it got
 * @param errorCode the provider's code of a failure, else null
 * @param at the provider's time stamp
 * @param price what it is charged as, in the provider's words, else null
 */
public record Receipt(String channel, @Nullable Long outboundId, String providerId, Mark mark,
    @Nullable String errorCode, Instant at, @Nullable String price) implements Event {

  /** From a provider that says nothing of money. */
  public Receipt(String channel, @Nullable Long outboundId, String providerId, Mark mark, @Nullable String errorCode,
      Instant at) {
    this(channel, outboundId, providerId, mark, errorCode, at, null);
  }

  /** How far a message got. The order is that of {@code rank}; failed is final unless delivered or read came first. */
  public enum Mark {
    SENT(1), FAILED(2), DELIVERED(3), READ(4);

    private final int rank;

    Mark(int rank) {
      this.rank = rank;
    }

    /** Greater means further; a lower rank never replaces a higher one. */
    public int rank() {
      return rank;
    }
  }
}
