package eu.apaserv.bot.channels.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the simulated provider treats one send. */
public sealed interface Fault {

  /** As it should. */
  record None() implements Fault {}

  /** Refused in the provider's own shape, without acting; {@code after} is the wait it asks for, if any. */
  record Fails(int status, @Nullable Duration after) implements Fault {}

  /** Exactly this answer, without acting. */
  record Answers(Answer answer) implements Fault {}

  /** Done at once, answered late. */
  record Delays(Duration by) implements Fault {}

  /** Done, but the connection breaks before an answer. */
  record Drops() implements Fault {}

  /** The connection is reset before anything is done. */
  record Resets() implements Fault {}

  /** Done, and the answer trickles: half of it, and the rest after {@code by}. */
  record Trickles(Duration by) implements Fault {}

  /** Done, but the answer is not the provider's shape. */
  record Garbles() implements Fault {}
}
