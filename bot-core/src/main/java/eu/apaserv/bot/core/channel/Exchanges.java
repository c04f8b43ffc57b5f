package eu.apaserv.bot.core.channel;

/** Where a channel tells what went over the wire, for staff who look into a message. Must not wait, never throws. */
@FunctionalInterface
public interface Exchanges {
  /** Nobody asks. */
  Exchanges NONE = _ -> {};

  void keep(Exchange exchange);
}
