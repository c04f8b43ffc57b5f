package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one run of a flow came past, in its order: what a correction may reach and what it undoes. */
final class Trail {
  /** Something come past. */
  sealed interface Step {
    String slot();

    /** A question that has its answer. */
    record Answered(Question<?> question, Said said) implements Step {
      @Override
      public String slot() {
        return question.slot();
      }
    }

    /** An effect that was done. */
    record Done(String slot, Effect effect) implements Step {}
  }

  /** What a correction of an earlier answer means for an effect. */
  enum Effect {
    /** It stays, and nothing before it can be corrected. */
    FINAL,
    /** It is done anew. */
    REPLACING,
    /** It was only found out. */
    KEPT
  }

  private final List<Step> steps = new ArrayList<>();
  private @Nullable Question<?> open;

  void passed(Question<?> question, Said said) {
    steps.add(new Step.Answered(question, said));
  }

  void done(String slot, Effect effect) {
    steps.add(new Step.Done(slot, effect));
  }

  void waitsFor(Question<?> question) {
    open = question;
  }

  /** The question the run ended at; null when it ended otherwise. */
  @Nullable
  Question<?> open() {
    return open;
  }

  /** The shared step of the question the run ended at or came past last; empty when that was part of none. */
  String step() {
    return open != null
        ? open.shared()
        : answers().stream().findFirst().map(last -> last.question().shared()).orElse("");
  }

  /** The answered questions, the newest first. */
  List<Step.Answered> answers() {
    return steps.reversed().stream().filter(Step.Answered.class::isInstance).map(Step.Answered.class::cast).toList();
  }

  Optional<Step.Answered> answer(String slot) {
    return answers().stream().filter(step -> step.slot().equals(slot)).findFirst();
  }

  /** Whether anything was done that somebody outside knows of. */
  boolean recorded() {
    return steps.stream().anyMatch(step -> step instanceof Step.Done(_, Effect effect) && effect != Effect.KEPT);
  }

  /** Whether something that stays was done after a question. */
  boolean finalAfter(String slot) {
    return after(slot).stream().anyMatch(step -> step instanceof Step.Done(_, Effect effect) && effect == Effect.FINAL);
  }

  /** The effects after a question. */
  Set<String> effectsAfter(String slot) {
    var slots = new LinkedHashSet<String>();
    after(slot).stream().filter(Step.Done.class::isInstance).forEach(step -> slots.add(step.slot()));
    return slots;
  }

  /** The words under which choices after a question were made. */
  Map<String, Integer> seenAfter(String slot) {
    var seen = new HashMap<String, Integer>();
    after(slot).stream().filter(Step.Answered.class::isInstance).map(Step.Answered.class::cast)
        .filter(step -> !step.question().options().isEmpty())
        .forEach(step -> seen.put(step.slot(), step.question().prompt().hashCode()));
    return seen;
  }

  private List<Step> after(String slot) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Answered answered && answered.slot().equals(slot)) {
        return steps.subList(i + 1, steps.size());
      }
    }
    return List.of();
  }
}
