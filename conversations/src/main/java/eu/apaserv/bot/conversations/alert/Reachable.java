package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.message.Address;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a person is reached.
 *
 * @param addresses in their order; the chat itself stands among them
 */
public record Reachable(List<Address> addresses) {
  public static final Reachable NOWHERE = new Reachable(List.of());

  public Reachable {
    addresses = List.copyOf(addresses);
  }

  /** The same, with the addresses of a channel first. */
  public List<Address> first(String channel) {
    return Stream.concat(addresses.stream().filter(a -> a.channel().equals(channel)),
        addresses.stream().filter(a -> !a.channel().equals(channel))).toList();
  }
}
