package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The meters of linked places and what customers sent for them. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class Readings {
  private final Database database;
  private final Business business;
  private final Clock clock;

  public Readings(Database database, Business business, Clock clock) {
    this.database = database;
    this.business = business;
    this.clock = clock;
  }

  /** The meters that hang at the places a conversation is linked to, with all a value is judged by. */
  public List<PlacedMeter> meters(UUID conversation) {
    throw new UnsupportedOperationException(database + business.toString() + conversation + clock);
  }

  /** Those of one client code the conversation is linked to. */
  public List<PlacedMeter> meters(UUID conversation, String clientCode) {
    return meters(conversation).stream().filter(meter -> meter.place().clientCode().equals(clientCode)).toList();
  }

  /**
   * Records a value. The rules are applied again: what they refuse is kept as {@code TO_CHECK} or {@code REJECTED}.
   *
   * @param key once for a key
   * @param channel the conversation's channel, for example {@code sms}
   * @param confirmedHigh the customer has confirmed an unusual consumption
   */
  public Submission submit(String key, UUID conversation, String serial, int value, String channel,
      boolean confirmedHigh) {
    throw new UnsupportedOperationException(key + conversation + serial + value + channel + confirmedHigh);
  }

  /** Records a value from a conversation that is not linked, to be checked by a person. It reveals nothing. */
  public Submission submitUnlinked(String key, UUID conversation, String clientCode, int value, String channel) {
    throw new UnsupportedOperationException(key + conversation + clientCode + value + channel);
  }
}
