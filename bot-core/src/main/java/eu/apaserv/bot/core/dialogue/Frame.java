package eu.apaserv.bot.core.dialogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a flow, as it is kept in the session. Parts that are missing in an older session are empty.
 *
 * @param flow its name
 * @param run unique for ever: names the run in effects' keys and in button ids
 * @param opening what was said to start it
 * @param answers by slot, in the order they were given
 * @param effects what came of each effect, by slot
 * @param spent slots that were asked again: what was said at the start no longer answers them
 * @param open the slot that waits for an answer, or null
 * @param misses how many messages in a row did not answer it
 * @param asked how many times in a row it was asked
 * @param extras what else was said in answers, newest last: it may answer later questions
 * @param marks of choices made before an earlier answer was corrected: the hash of the words they were made under
 * @param redone how often answers before effects were corrected; names the effects done anew
 * @param parked put aside by the person; it is offered again when nothing else is open
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Frame(String flow, String run, Said opening, Map<String, Said> answers, Map<String, JsonNode> effects,
    List<String> spent, @Nullable String open, int misses, int asked, List<Said> extras, Map<String, Integer> marks,
    int redone, boolean parked) {
  /** Nobody can make the session grow for ever. */
  private static final int MOST_EXTRAS = 3;
  /** From here on it is only told whether it was an odd time. */
  private static final int OFTEN = 8;

  public Frame {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(answers, Map.of())));
    effects = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(effects, Map.of())));
    spent = List.copyOf(Objects.requireNonNullElse(spent, List.of()));
    extras = List.copyOf(Objects.requireNonNullElse(extras, List.of()));
    marks = Map.copyOf(Objects.requireNonNullElse(marks, Map.of()));
  }

  static Frame start(String flow, String run, Said opening) {
    return new Frame(flow, run, opening, Map.of(), Map.of(), List.of(), null, 0, 0, List.of(), Map.of(), 0, false);
  }

  Frame withAnswer(String slot, Said said) {
    var next = new Draft(this);
    next.answers.remove(slot);
    next.answers.put(slot, said);
    next.marks.remove(slot);
    if (slot.equals(open)) {
      next.wait(null, 0, 0);
    }
    return next.frame();
  }

  Frame without(String slot) {
    if (!answers.containsKey(slot)) {
      return this;
    }
    var next = new Draft(this);
    next.answers.remove(slot);
    next.marks.remove(slot);
    return next.frame();
  }

  /** Without the answer of a slot and every later one; that slot waits for another. */
  Frame rewound(String slot) {
    var next = new Draft(this);
    boolean later = false;
    for (var kept : answers.keySet()) {
      later |= kept.equals(slot);
      if (later) {
        next.answers.remove(kept);
      }
    }
    next.spend(slot);
    next.wait(slot, 0, 0);
    return next.frame();
  }

  /**
   * With another answer at a slot, or with that slot waiting for one.
   *
   * @param said the answer, or null to ask
   * @param undone effects that are done anew
   * @param seen the words later choices were made under, by slot
   */
  Frame corrected(String slot, @Nullable Said said, Set<String> undone, Map<String, Integer> seen) {
    var next = new Draft(this);
    next.effects.keySet().removeAll(undone);
    next.redone += undone.isEmpty() ? 0 : 1;
    next.marks.putAll(seen);
    next.spend(slot);
    if (said == null) {
      next.answers.remove(slot);
      next.wait(slot, 0, 0);
    } else {
      next.answers.put(slot, said);
      next.wait(null, 0, 0);
    }
    next.parked = false;
    return next.frame();
  }

  Frame withEffect(String slot, JsonNode result) {
    var next = new Draft(this);
    next.effects.put(slot, result);
    return next.frame();
  }

  Frame waitingFor(@Nullable String slot, int missed, int times) {
    var next = new Draft(this);
    next.wait(slot, missed, times);
    return next.frame();
  }

  Frame knowing(Said more) {
    var next = new Draft(this);
    next.extras.add(more);
    if (next.extras.size() > MOST_EXTRAS) {
      next.extras.removeFirst();
    }
    return next.frame();
  }

  /** With less kept of something that was said before. */
  Frame forgetting(Said said, Said kept) {
    var next = new Draft(this);
    next.opening = opening.equals(said) ? kept : opening;
    next.extras.replaceAll(extra -> extra.equals(said) ? kept : extra);
    return next.frame();
  }

  Frame parked(boolean aside) {
    var next = new Draft(this);
    next.asked = aside == parked ? asked : 0;
    next.parked = aside;
    return next.frame();
  }

  /** With what is kept under slots a question had before brought to the one it has now. */
  Frame renamed(Set<String> before, String slot) {
    var next = new Draft(this);
    for (var old : before) {
      var said = next.answers.remove(old);
      if (said != null) {
        next.answers.putIfAbsent(slot, said);
      }
      if (next.spent.remove(old)) {
        next.spend(slot);
      }
      if (old.equals(next.open)) {
        next.open = slot;
      }
    }
    return next.frame();
  }

  /** The key of an effect: the same when a turn is taken again, another when it is done anew after a correction. */
  String key(String slot) {
    return run + (redone == 0 ? "" : "~" + redone) + "/" + slot;
  }

  /** A frame being changed. */
  private static final class Draft {
    private final Frame from;
    private Said opening;
    private final Map<String, Said> answers;
    private final Map<String, JsonNode> effects;
    private final List<String> spent;
    private final List<Said> extras;
    private final Map<String, Integer> marks;
    private @Nullable String open;
    private int misses;
    private int asked;
    private int redone;
    private boolean parked;

    Draft(Frame from) {
      this.from = from;
      this.opening = from.opening;
      this.answers = new LinkedHashMap<>(from.answers);
      this.effects = new LinkedHashMap<>(from.effects);
      this.spent = new ArrayList<>(from.spent);
      this.extras = new ArrayList<>(from.extras);
      this.marks = new LinkedHashMap<>(from.marks);
      this.open = from.open;
      this.misses = from.misses;
      this.asked = from.asked;
      this.redone = from.redone;
      this.parked = from.parked;
    }

    void wait(@Nullable String slot, int missed, int times) {
      open = slot;
      misses = missed;
      asked = times > OFTEN ? times - 2 : times;
    }

    void spend(String slot) {
      if (!spent.contains(slot)) {
        spent.add(slot);
      }
    }

    Frame frame() {
      return new Frame(from.flow, from.run, opening, answers, effects, spent, open, misses, asked, extras, marks,
          redone, parked);
    }
  }
}
