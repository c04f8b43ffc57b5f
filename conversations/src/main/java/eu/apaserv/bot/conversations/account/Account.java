package eu.apaserv.bot.conversations.account;

import java.util.List;

/**
 * A client code a conversation may act for.
 *
 * @param holder the contract holder's name
 * @param role {@link #HOLDER}, or the representative's role as billing names it
 */
public record Account(String clientCode, String holder, CustomerType type, String role,
    List<ConsumptionPoint> places) {
  /** The role of the contract holder. */
  public static final String HOLDER = "holder";

  public Account {
    places = List.copyOf(places);
  }
}
