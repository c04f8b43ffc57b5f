package eu.apaserv.bot.core.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads for all who ask at the same time by one statement: while one is under way the next questions gather. Nobody gets an
 * answer that was read before they asked. For many threads.
 */
public final class Gathered<K, V> {
  private static final int MOST_AT_ONCE = 200;
  /** Under load, what is asked within it is answered by one statement. */
  private static final Duration APART = Duration.ofMillis(2);

  /** Those who are answered together ask one after the other, as fast as two processors come to them. */
  private static final Duration LINGER = Duration.ofMillis(2);

  private final Batches<Asked<K, V>> asked;

  private record Asked<K, V>(K key, Promise<Optional<V>> answer) {}

  /** @param read finds what there is for these keys, each once, in one statement; what is missing has nothing */
  public Gathered(Function<List<K>, Future<Map<K, V>>> read) {
    this.asked = new Batches<>(MOST_AT_ONCE, APART, LINGER,
        all -> read.apply(all.stream().map(Asked::key).distinct().toList())
            .onSuccess(
                found -> all.forEach(one -> one.answer().tryComplete(Optional.ofNullable(found.get(one.key()))))));
  }

  /** Waits for it; for virtual threads. Fails as a statement of its own would. */
  public Optional<V> get(K key) {
    return Database.await(ask(key));
  }

  /** Fails as a statement of its own would. */
  Future<Optional<V>> ask(K key) {
    var one = new Asked<K, V>(key, Promise.promise());
    return asked.add(List.of(one)).compose(_ -> one.answer().future());
  }
}
