package eu.apaserv.bot.core.channel;

import eu.apaserv.bot.core.message.Address;
import java.time.Instant;

/**
 * One piece of a text that its provider hands over in several, each of which has to be acknowledged by itself.
 *
 * @param from who wrote
 * @param group what the pieces of one text have in common, for this sender
 * @param total how many there are
 * @param number which of them it is, from 1
 * @param text what this piece says; may begin or end with half of a surrogate pair, whose other half is in the next one
 * @param sentAt the provider's time stamp
 */
public record Piece(Address from, String group, int total, int number, String text, Instant sentAt) {
  private static final int MOST = 255;

  public Piece {
    if (total < 1 || total > MOST || number < 1 || number > total || group.isBlank()) {
      throw new IllegalArgumentException("A piece is one of at most " + MOST + " of a named group");
    }
  }
}
