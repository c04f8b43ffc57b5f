package eu.apaserv.bot.core.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The memory that large bodies take together. Whoever comes first has their place, but not for as long as they like: when there is
 * none left, bodies that have not become whole for a while give way to who comes, first those of whoever has the most on their
 * way. So a few callers who begin bodies and drip keep nobody out.
 */
final class LargeBodies {
  /** The largest body that a route reads comes in so much over 25 Mbit/s; who is slower is disturbed only where all is taken. */
  static final Duration UNDISTURBED = Duration.ofSeconds(2);

  private final long most;
  /** Those that are not whole yet, the first one first. */
  private final Set<Place> coming = new LinkedHashSet<>();
  private long taken;

  /** What one body may take, from its headers to the end of its call. */
  static final class Place {
    private final HttpConnection connection;
    private final String caller;
    private final long size;
    private final long since = System.nanoTime();
    private boolean held = true;

    private Place(HttpConnection connection, String caller, long size) {
      this.connection = connection;
      this.caller = caller;
      this.size = size;
    }
  }

  /** @param most bytes at once */
  LargeBodies(long most) {
    this.most = most;
  }

  /** Empty: there is no room, and nobody who would have to give way. */
  Optional<Place> take(HttpConnection connection, String caller, long size) {
    var place = new Place(connection, caller, size);
    var given = new ArrayList<Place>();
    synchronized (this) {
      if (!fits(size, given)) {
        return Optional.empty();
      }
      given.forEach(this::leave);
      taken += size;
      coming.add(place);
    }
    given.forEach(each -> Unread.hangUp(each.connection));
    return Optional.of(place);
  }

  /** It is there: whoever reads it now is not disturbed any more. */
  synchronized void whole(Place place) {
    coming.remove(place);
  }

  /** Its call is over. */
  synchronized void leave(Place place) {
    coming.remove(place);
    if (place.held) {
      place.held = false;
      taken -= place.size;
    }
  }

  /** Whether there is room once those in {@code given} are gone. */
  private boolean fits(long size, List<Place> given) {
    long free = most - taken;
    var slow = new LinkedHashSet<>(coming);
    long now = System.nanoTime();
    slow.removeIf(place -> now - place.since < UNDISTURBED.toNanos());
    while (free < size && !slow.isEmpty()) {
      var first = firstOfTheMost(slow);
      slow.remove(first);
      given.add(first);
      free += first.size;
    }
    return free >= size;
  }

  private static Place firstOfTheMost(Set<Place> places) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    places.forEach(place -> sizes.merge(place.caller, place.size, Long::sum));
    var most = sizes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return places.stream().filter(place -> place.caller.equals(most)).findFirst().orElseThrow();
  }
}
