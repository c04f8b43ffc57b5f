package eu.apaserv.bot.conversations.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client code a conversation may act for.
 *
 * @param holder the contract holder's name
 * @param role {@link #HOLDER}, {@link #DELEGATE}, or the representative's role as billing names it
 * @param name what this person calls the account; null if nothing
 * @param since when this chat proved that it may
 */
public record Account(String clientCode, String holder, CustomerType type, String role, @Nullable String name,
    Instant since, List<ConsumptionPoint> places) {
  /** The role of the contract holder. */
  public static final String HOLDER = "holder";
  /** The role of whom the holder has let in. */
  public static final String DELEGATE = "delegate";

  public Account {
    places = List.copyOf(places);
  }

  /** What tells it from one's other accounts: its name and first place, else its holder. */
  public String label() {
    var place = places.stream().findFirst().map(ConsumptionPoint::label).orElse(holder);
    return name == null ? place : name + ", " + place;
  }
}
