package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.core.message.Receipt.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of messages that go out in several submits: which parts an interrupted one has already got through, and
 * to which message the receipt of a part belongs. Bounded; what is forgotten costs a part sent again, or a receipt that
 * says less. Thread-safe.
 */
final class SmppParts {
  private static final int MOST = 20_000;

  private final Map<Long, List<String>> begun = bounded();
  private final Map<String, Whole> wholes = bounded();

  /** One message: delivered once all of its parts are. */
  private static final class Whole {
    private final String name;
    private final int parts;
    private final Set<String> settled = new HashSet<>();
    private boolean failed;

    Whole(String name, int parts) {
      this.name = name;
      this.parts = parts;
    }
  }

  /** What a receipt of a part says of its message. */
  record Heard(String name, Mark mark) {}

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
      }
    };
  }

  /** The names of the first {@code done} parts, in order; empty where they were another node's. */
  synchronized List<String> begun(long id, int done) {
    var names = begun.getOrDefault(id, List.of());
    return new ArrayList<>(names.size() == done ? names : List.of());
  }

  /** The message was interrupted after these. */
  synchronized void interrupted(long id, List<String> names) {
    if (!names.isEmpty()) {
      begun.put(id, List.copyOf(names));
    }
  }

  /**
   * One more part is through; its receipt may come at any time now.
   *
   * @param before the names of the parts before it
   * @param parts how many there are in all
   */
  synchronized void through(String name, List<String> before, int parts) {
    if (parts > 1) {
      @Nullable
      Whole whole = before.isEmpty() ? null : wholes.get(before.getFirst());
      wholes.put(name, whole == null ? new Whole(before.isEmpty() ? name : before.getFirst(), parts) : whole);
    }
  }

  /** All of them are through. */
  synchronized void done(long id) {
    begun.remove(id);
  }

  /** Empty while a receipt of one part says nothing about the whole. */
  synchronized Optional<Heard> heard(String name, Mark mark) {
    var whole = wholes.get(name);
    if (whole == null) {
      return Optional.of(new Heard(name, mark));
    }
    if (mark == Mark.SENT) {
      return Optional.of(new Heard(whole.name, mark));
    }
    if (!whole.settled.add(name)) {
      return Optional.empty();
    }
    if (mark == Mark.FAILED) {
      whole.failed = true;
      return Optional.of(new Heard(whole.name, mark));
    }
    return whole.settled.size() == whole.parts && !whole.failed
        ? Optional.of(new Heard(whole.name, mark))
        : Optional.empty();
  }
}
