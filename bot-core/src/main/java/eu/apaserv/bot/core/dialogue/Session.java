package eu.apaserv.bot.core.dialogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import eu.apaserv.bot.core.message.Choice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a dialogue remembers between two messages: what the person said, by slot name. Kept as JSON, legible to staff.
 * Parts that are missing in an older session are empty.
 *
 * @param stack the running flows, the one being talked about last
 * @param facts what flows keep for the conversation
 * @param offered the choices of the last message, in the order they were numbered
 * @param lost how many messages in a row nothing was made of
 * @param at when the last turn was, or null before the first
 * @param done the flows that ended last, the newest at the end: what was said there may still be corrected or repeated
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Session(List<Frame> stack, Map<String, String> facts, List<Choice> offered, int lost,
    @Nullable Instant at, List<Frame> done) {
  @JsonCreator
  public Session {
    stack = List.copyOf(Objects.requireNonNullElse(stack, List.of()));
    facts = Map.copyOf(Objects.requireNonNullElse(facts, Map.of()));
    offered = List.copyOf(Objects.requireNonNullElse(offered, List.of()));
    done = List.copyOf(Objects.requireNonNullElse(done, List.of()));
  }

  /** One in which nothing has ended yet. */
  public Session(List<Frame> stack, Map<String, String> facts, List<Choice> offered, int lost, @Nullable Instant at) {
    this(stack, facts, offered, lost, at, List.of());
  }

  /** Before anything was said. */
  public static Session empty() {
    return new Session(List.of(), Map.of(), List.of(), 0, null);
  }
}
