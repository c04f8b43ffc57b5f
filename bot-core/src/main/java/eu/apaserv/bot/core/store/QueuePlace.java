package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.Transcripts.Entry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A place among those who wait for a person or are answered by one, written {@code rank.number.id}: what follows it can be asked for also
 * when whoever stood there has gone.
 *
 * @param rank of who waits: 0 who may be in danger, 1 everybody else
 * @param number of who waits: since when, in microseconds since 1970; of who is answered: their last message
 */
public record QueuePlace(int rank, long number, UUID conversation) {
  /** Before everybody who waits. */
  public static final QueuePlace FRONT = new QueuePlace(-1, 0, new UUID(0, 0));
  /** Before everybody who is answered. */
  public static final QueuePlace LATEST = new QueuePlace(0, Long.MAX_VALUE, new UUID(0, 0));
  private static final int MICROS = 1_000_000;
  private static final int NANOS = 1000;
  private static final Pattern FORM = Pattern
      .compile("([01])\\.(\\d{1,18})\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /** Where one stands who waits, or is answered. */
  public static QueuePlace of(Entry entry) {
    var since = entry.waitingSince();
    if (since == null) {
      return new QueuePlace(0, entry.cursor(), entry.id());
    }
    var reason = entry.reason();
    return new QueuePlace(reason != null && reason.startsWith(WaitingReason.IN_DANGER + ":") ? 0 : 1,
        since.getEpochSecond() * MICROS + since.getNano() / NANOS, entry.id());
  }

  /** Reads what {@link #toString()} wrote; empty when it is something else. */
  public static Optional<QueuePlace> read(String text) {
    return Optional.of(FORM.matcher(text)).filter(found -> found.matches())
        .map(found -> new QueuePlace(Integer.parseInt(found.group(1)), Long.parseLong(found.group(2)),
            UUID.fromString(found.group(3))));
  }

  Instant since() {
    return Instant.ofEpochSecond(number / MICROS, number % MICROS * NANOS);
  }

  @Override
  public String toString() {
    return rank + "." + number + "." + conversation;
  }
}
