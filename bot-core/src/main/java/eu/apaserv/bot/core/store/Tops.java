package eu.apaserv.bot.core.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Up to which numbers messages had been given some seconds ago. What has a higher one is younger than that, so who reads only
 * older ones need not look at it: where many write, that is most of what there is.
 */
final class Tops {
  private static final long OLD = Duration.ofSeconds(4).toNanos();
  private static final Top ALL = new Top(0, Long.MAX_VALUE, Long.MAX_VALUE);

  /** Oldest first; of those that are old enough only the last. */
  private final List<Top> seen = new ArrayList<>();
  private final LongSupplier nanos;

  /** @param nanos since any moment, as {@link System#nanoTime} tells them */
  Tops(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The highest numbers that had been given at a moment (nanoseconds of this JVM), of what came and of what goes out. */
  record Top(long at, long inbox, long outbox) {}

  /** What had been given four seconds ago or before; all, as long as nobody looked that long ago. */
  synchronized Top old() {
    var now = nanos.getAsLong();
    while (seen.size() > 1 && now - seen.get(1).at() >= OLD) {
      seen.removeFirst();
    }
    return !seen.isEmpty() && now - seen.getFirst().at() >= OLD ? seen.getFirst() : ALL;
  }

  /** What has been given by now. @return whether some of it is younger than {@link #old} */
  synchronized boolean saw(long inbox, long outbox) {
    var old = old();
    seen.add(new Top(nanos.getAsLong(), inbox, outbox));
    return inbox > old.inbox() || outbox > old.outbox();
  }
}
