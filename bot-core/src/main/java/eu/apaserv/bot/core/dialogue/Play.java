package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One turn: the flows under way, run until one of them waits, and what is said meanwhile. */
final class Play {
  /** A flow that asks itself again more often in one turn is wrong. */
  private static final int MOST_RUNS = 30;
  /** So many flows that ended can still be corrected or repeated. */
  private static final int MOST_DONE = 2;
  /** One with more answers and effects is not kept: nobody can make the session grow for ever. */
  private static final int MOST_KEPT = 10;

  private final Cast cast;
  private final String key;
  private final Person person;
  private final List<Frame> stack;
  private final List<Frame> done;
  private final Map<String, String> facts;
  private Script script = new Script();
  private Language language;
  private int started;
  private int runs;
  private String decided = "";
  private @Nullable String lastFlow;
  private @Nullable Frame lookedAt;
  private @Nullable Trail seen;

  Play(Cast cast, String key, Session session, Person person) {
    this.cast = cast;
    this.key = key;
    this.person = person;
    this.stack = new ArrayList<>(session.stack());
    this.done = new ArrayList<>(session.done());
    this.facts = new HashMap<>(session.facts());
    this.language = person.language();
    stack.removeIf(frame -> cast.named(frame.flow()) == null);
    done.removeIf(frame -> cast.named(frame.flow()) == null);
  }

  /**
   * Runs the top flow until it waits or nothing is left to run.
   *
   * @return false when what was said does not answer the open question
   */
  boolean run(@Nullable Said said) {
    var pending = said;
    while (!stack.isEmpty()) {
      lookedAt = null;
      if (++runs > MOST_RUNS) {
        throw new IllegalStateException("Flow " + stack.getLast().flow() + " never comes to rest");
      }
      if (stack.getLast().parked()) {
        stack.add(beginning(Crossroad.RESUME, stack.getLast().opening()));
      }
      var frame = stack.removeLast();
      var flow = flow(frame);
      var run = new Run(stage(false), frame, pending);
      lastFlow = frame.flow();
      try {
        flow.run(run);
        pending = null;
        script.unask();
        ended(flow, run);
        offerAfter(run.trail());
        if (flow.closesOthers()) {
          return true;
        }
      } catch (Suspended suspended) {
        stack.add(run.frame());
        switch (suspended.reason()) {
          case ASKED -> {
            return true;
          }
          case UNREAD -> {
            return false;
          }
          case AGAIN -> pending = null;
          case DOING -> throw new IllegalStateException("Only a look ends before an effect");
        }
      }
      script.settle();
    }
    return true;
  }

  /** Asks the open question again, if there is one. */
  void resume() {
    script.settle();
    if (!stack.isEmpty()) {
      run(null);
    }
  }

  private void ended(Flow flow, Run run) {
    if (flow instanceof Crossroad crossroad) {
      Tasks.cross(this, crossroad, run);
      return;
    }
    var frame = run.frame();
    done.removeIf(earlier -> earlier.run().equals(frame.run()));
    if (frame.answers().size() + frame.effects().size() <= MOST_KEPT) {
      done.add(frame);
    }
    if (done.size() > MOST_DONE) {
      done.removeFirst();
    }
  }

  /** Where a step came to nothing, what would begin with the same is offered, and not begun at once. */
  void offerAfter(Trail ended) {
    var next = top();
    var step = ended.step();
    if (next != null && !step.isEmpty() && crossroad() == null) {
      var first = walked(next).open();
      if (first != null && first.shared().equals(step)) {
        top(next.parked(true));
      }
    }
  }

  /** How far a wish would come now without doing anything. */
  Trail outlook(Flow flow, Said wish) {
    return walked(Frame.start(flow.name(), key, wish));
  }

  /** What a flow came past so far, without doing, asking or saying anything; found out once while nothing happens. */
  @SuppressWarnings("ReferenceEquality") // a frame that is equal but another one is walked once too often, no more
  Trail look(Frame frame) {
    if (seen == null || lookedAt != frame) {
      seen = walked(frame);
      lookedAt = frame;
    }
    return seen;
  }

  private Trail walked(Frame frame) {
    var run = new Run(new Run.Stage(cast, person.speaking(language), new Script(), new HashMap<>(facts), true), frame,
        null);
    try {
      flow(frame).run(run);
    } catch (Suspended _) {
      // It came as far as it can without doing anything.
    }
    return run.trail();
  }

  /**
   * Takes up a wish for just this turn.
   *
   * @return false when it would ask or do something: then nothing has happened
   */
  boolean glimpse(Flow flow, Said wish) {
    lookedAt = null;
    var trial = script.copy();
    var seen = new HashMap<>(facts);
    var frame = Frame.start(flow.name(), runName(), wish);
    var run = new Run(new Run.Stage(cast, person.speaking(language), trial, seen, true), frame, null);
    try {
      flow.run(run);
    } catch (Suspended _) {
      return false;
    }
    started++;
    script = trial;
    facts.clear();
    facts.putAll(seen);
    lastFlow = flow.name();
    ended(flow, run);
    return true;
  }

  private Run.Stage stage(boolean looking) {
    return new Run.Stage(cast, person.speaking(language), script, facts, looking);
  }

  private Flow flow(Frame frame) {
    return Objects.requireNonNull(cast.named(frame.flow()), "frames of unknown flows are dropped at the start");
  }

  /** A new run of a flow. */
  Frame beginning(Flow flow, Said opening) {
    return Frame.start(flow.name(), runName(), opening);
  }

  private String runName() {
    return key + (started++ == 0 ? "" : "-" + (started - 1));
  }

  void decide(String rule) {
    decided = decided.isEmpty() ? rule : decided + ", " + rule;
  }

  void say(Phrase phrase) {
    script.say(phrase);
  }

  /** Replaces the top of the stack. */
  void top(Frame frame) {
    stack.removeLast();
    stack.add(frame);
  }

  /** The frame being talked about; null when nothing is open. */
  @Nullable
  Frame top() {
    return stack.isEmpty() ? null : stack.getLast();
  }

  /** The engine's own question that is open; null when none is. */
  @Nullable
  Crossroad crossroad() {
    var top = top();
    return top == null ? null : Crossroad.of(top.flow()).orElse(null);
  }

  void speak(Language other) {
    language = other;
    lookedAt = null;
  }

  Cast cast() {
    return cast;
  }

  Person person() {
    return person;
  }

  List<Frame> stack() {
    return stack;
  }

  List<Frame> done() {
    return done;
  }

  Map<String, String> facts() {
    return facts;
  }

  Script script() {
    return script;
  }

  Language language() {
    return language;
  }

  String decided() {
    return decided;
  }

  @Nullable
  String lastFlow() {
    return lastFlow;
  }
}
