package eu.apaserv.bot.core.message;

/**
 * The provider vouches that a person is now reached somewhere else: a new number, a new id. Who they are stays; the old
 * address may soon be somebody else's, and no longer names them.
 */
public record Moved(Address from, Address to) implements Event {
  public Moved {
    if (!from.channel().equals(to.channel())) {
      throw new IllegalArgumentException("Nobody moves from one channel to another");
    }
  }
}
