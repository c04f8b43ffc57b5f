package eu.apaserv.bot.core.store;

import java.time.Duration;
import java.util.Optional;

/** Which failures that providers tell of later, after they took a message, are worth one more try. */
@FunctionalInterface
public interface LateFailure {
  /** None is. */
  LateFailure FINAL = (channel, code) -> Optional.empty();

  /** @return after which pause; empty: never */
  Optional<Duration> after(String channel, String code);
}
