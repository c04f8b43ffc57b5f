package eu.apaserv.bot.core.store;

import org.jspecify.annotations.Nullable;

/**
 * What became of a message of ours so far.
 *
 * @param id of the outbox
 * @param code why it failed, short and stable: the provider's own code, {@code too_late}, {@code unknown}; else null
 */
public record Fate(long id, State state, @Nullable String code) {

  /** How far it got. Those after {@code SENDING} come in the order in which they may follow one another. */
  public enum State {
    /** Not tried yet, or to be tried again. */
    DUE,
    /** On its way to the provider. */
    SENDING,
    /** Nobody knows whether the provider took it; a receipt or time will tell. */
    UNKNOWN,
    /** The provider took it. */
    SENT,
    /** It is on the person's phone. */
    DELIVERED,
    /** The person saw it. */
    READ,
    /** It will not arrive: the provider or the network said so, or it was given up. */
    FAILED,
    /** It was not sent because it would have come too late. */
    DROPPED;

    /** Nothing will arrive any more: another way may be tried. */
    public boolean lost() {
      return this == FAILED || this == DROPPED;
    }
  }
}
