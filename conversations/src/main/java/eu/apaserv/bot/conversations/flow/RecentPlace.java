package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.core.dialogue.Dialogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The street that was asked about a while ago: "când vine apa?" after it means there, and is not asked again. */
final class RecentPlace {
  private static final String FACT = "outage.place";
  private static final String TOWN = "outage.town";
  /** Whoever asks later may be elsewhere. */
  private static final Duration LASTS = Duration.ofHours(2);
  private static final String BETWEEN = "|";
  private static final int PARTS = 4;

  /** Remembers a street that was named, not one's own place, which needs no remembering. */
  void keep(Dialogue d, Place place) {
    if (place.pointId() == null && place.locality() != null && place.street() != null) {
      var number = place.number() == null ? "" : place.number();
      d.remember(FACT, String.join(BETWEEN, Long.toString(d.person().now().getEpochSecond()), place.locality(),
          place.street(), number));
      d.remember(TOWN, "");
    }
  }

  /** Remembers a town that was asked about as a whole. */
  void keepTown(Dialogue d, String town) {
    d.remember(TOWN, d.person().now().getEpochSecond() + BETWEEN + town);
  }

  /** The town asked about last, where no street was since. */
  Optional<String> town(Dialogue d) {
    return d.recall(TOWN).map(fact -> fact.split("\\|", -1)).filter(parts -> parts.length == 2)
        .filter(parts -> Instant.ofEpochSecond(Long.parseLong(parts[0])).plus(LASTS).isAfter(d.person().now()))
        .map(parts -> parts[1]);
  }

  Optional<Place> of(Dialogue d) {
    return d.recall(FACT).map(fact -> fact.split("\\|", -1)).filter(parts -> parts.length == PARTS)
        .filter(parts -> Instant.ofEpochSecond(Long.parseLong(parts[0])).plus(LASTS).isAfter(d.person().now()))
        .map(parts -> new Place(null, parts[1], parts[2], parts[3].isEmpty() ? null : parts[3], null, null, null));
  }
}
