package eu.apaserv.bot.core.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.message.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a dialogue remembers between two messages: what the person said, by slot name. Kept as JSON, legible to staff.
 *
 * @param stack the running flows, the one being talked about last
 * @param facts what flows keep for the conversation
 * @param offered the choices of the last message, in the order they were numbered
 * @param lost how many messages in a row nothing was made of
 * @param at when the last turn was, or null before the first
 */
public record Session(List<Frame> stack, Map<String, String> facts, List<Choice> offered, int lost,
    @Nullable Instant at) {
  public Session {
    stack = List.copyOf(stack);
    facts = Map.copyOf(facts);
    offered = List.copyOf(offered);
  }

  /** Before anything was said. */
  public static Session empty() {
    return new Session(List.of(), Map.of(), List.of(), 0, null);
  }

  /**
   * One run of a flow.
   *
   * @param flow its name
   * @param run unique for ever: names the run in effects' keys and in button ids
   * @param opening what was said to start it
   * @param answers by slot, in the order they were given
   * @param effects what came of each effect, by slot
   * @param spent slots that were asked again: what was said at the start no longer answers them
   * @param open the slot that waits for an answer, or null
   * @param misses how many messages in a row did not answer it
   */
  public record Frame(String flow, String run, Said opening, Map<String, Said> answers, Map<String, JsonNode> effects,
      List<String> spent, @Nullable String open, int misses) {
    public Frame {
      answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
      effects = Collections.unmodifiableMap(new LinkedHashMap<>(effects));
      spent = List.copyOf(spent);
    }

    static Frame start(String flow, String run, Said opening) {
      return new Frame(flow, run, opening, Map.of(), Map.of(), List.of(), null, 0);
    }

    Frame withAnswer(String slot, Said said) {
      var more = new LinkedHashMap<>(answers);
      more.remove(slot);
      more.put(slot, said);
      return new Frame(flow, run, opening, more, effects, spent, null, 0);
    }

    Frame without(String slot) {
      var fewer = new LinkedHashMap<>(answers);
      fewer.remove(slot);
      return new Frame(flow, run, opening, fewer, effects, spent, open, misses);
    }

    /** Without the answer of a slot and every later one; that slot waits for another. */
    Frame rewound(String slot) {
      var kept = new LinkedHashMap<String, Said>();
      for (var answer : answers.entrySet()) {
        if (answer.getKey().equals(slot)) {
          break;
        }
        kept.put(answer.getKey(), answer.getValue());
      }
      var used = new ArrayList<>(spent);
      if (!used.contains(slot)) {
        used.add(slot);
      }
      return new Frame(flow, run, opening, kept, effects, used, slot, 0);
    }

    Frame withEffect(String slot, JsonNode result) {
      var more = new LinkedHashMap<>(effects);
      more.put(slot, result);
      return new Frame(flow, run, opening, answers, more, spent, open, misses);
    }

    Frame waitingFor(String slot, int missed) {
      return new Frame(flow, run, opening, answers, effects, spent, slot, missed);
    }
  }
}
