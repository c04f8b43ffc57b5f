package eu.apaserv.bot.core.work;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Each person's answers leave one after the other, as far as this node sends them. Thread-safe. */
final class InOrder {
  private static final int REMEMBERED = 10_000;

  private final Map<UUID, Step> last = new ConcurrentHashMap<>();
  private final Set<Long> gone = remembered();
  private final Set<UUID> behind = remembered();

  /** One answer on its way. */
  final class Step {
    private final UUID person;
    private @Nullable Step before;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    private Step(UUID person) {
      this.person = person;
    }

    /** Waits for the one before; false: that one has to wait, and so does this. */
    boolean mayFollow() {
      var first = before;
      before = null; // nobody keeps a chain of what is long over
      return first == null || first.done.join();
    }

    /** @param over the next may go: this one is out, or never will be */
    void leave(boolean over) {
      last.remove(person, this);
      done.complete(over);
    }
  }

  /** The next of this person's: it has to {@link Step#leave}. */
  Step next(UUID person) {
    var step = new Step(person);
    last.compute(person, (_, before) -> {
      step.before = before;
      return step;
    });
    return step;
  }

  /** Is over, which the database may not say yet to who looked before. */
  void isGone(long message) {
    gone.add(message);
  }

  /** Whether it was over lately. */
  boolean wasGone(long message) {
    return gone.contains(message);
  }

  /** Something to them is due that may have to wait for what is on its way. */
  void isBehind(UUID person) {
    behind.add(person);
  }

  /** Whether something was; asked once what was on its way is done. */
  boolean hasBehind(UUID person) {
    return behind.remove(person);
  }

  private static <T> Set<T> remembered() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
        return size() > REMEMBERED;
      }
    }));
  }
}
