package eu.apaserv.bot.core.message;

/**
 * Where a person is reached on one channel.
 *
 * @param channel the channel's name, as {@code Channel.name()} gives it
 * @param id the provider's name for the person (a phone number in E.164, a chat id, an e-mail address); bounded, never
 *   shown to other customers, never logged
 */
public record Address(String channel, String id) {
  private static final int LONGEST = 200;

  public Address {
    if (channel.isBlank() || id.isBlank() || id.length() > LONGEST) {
      throw new IllegalArgumentException("An address needs a channel and an id of 1 to " + LONGEST + " characters");
    }
  }

  /** The channel only: an address must not reach a log through a careless concatenation. */
  @Override
  public String toString() {
    return channel + ":…";
  }
}
