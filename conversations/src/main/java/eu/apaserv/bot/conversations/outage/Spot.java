package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import org.jspecify.annotations.Nullable;

/**
 * One place that may lie in an outage.
 *
 * @param exact whether all that there is to say is said, as billing does of a consumption point: a missing block then means
 *   that there is none. Of a place somebody types it only means that they did not say
 */
public record Spot(@Nullable String locality, @Nullable String siruta, @Nullable String district,
    @Nullable String street, @Nullable String number, @Nullable String block, boolean exact) {

  /** A consumption point. */
  public static Spot of(ConsumptionPoint point) {
    return new Spot(point.locality(), point.siruta(), point.district(), point.street(), point.number(), point.block(),
        true);
  }

  /** A place as somebody typed it. */
  public static Spot typed(@Nullable String locality, @Nullable String street, @Nullable String number) {
    return new Spot(locality, null, null, street, number, null, false);
  }

  /** The same in that district. */
  public Spot in(@Nullable String part) {
    return new Spot(locality, siruta, part, street, number, block, exact);
  }
}
