package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which of several wishes goes first: side questions, a new task in the middle, what was put aside. */
final class Tasks {
  private final Play play;

  Tasks(Play play) {
    this.play = play;
  }

  /** Takes up a wish, whatever is open. */
  void start(Said wish) {
    var flow = Objects.requireNonNull(play.cast().of(wish.intent()), "only wishes that some flow takes are started");
    play.decide("start " + flow.name());
    dropCrossroads();
    if (flow.closesOthers()) {
      leave(flow, wish);
    } else if (waits(flow) && !flow.aside()) {
      if (play.glimpse(flow, wish)) {
        anew();
        play.resume();
      } else {
        ask(wish);
      }
    } else {
      if (waits(flow)) {
        anew();
      }
      play.stack().removeIf(frame -> frame.flow().equals(flow.name()));
      play.stack().add(play.beginning(flow, wish));
      play.run(null);
    }
  }

  /** Several wishes of one message: done in their order; when one asks something, the rest waits for it. */
  void start(List<Said> wishes) {
    play.decide("several " + wishes.size());
    if (play.top() != null && !play.stack().getLast().parked() && play.crossroad() == null) {
      wishes.forEach(this::meanwhile);
      return;
    }
    dropCrossroads();
    for (var wish : wishes.reversed()) {
      play.stack().add(play.beginning(Objects.requireNonNull(play.cast().of(wish.intent())), wish));
    }
    play.run(null);
  }

  /** One of several wishes while something is open; where one already waits to be chosen, the next ones follow later. */
  private void meanwhile(Said wish) {
    if (play.crossroad() == null) {
      start(wish);
      return;
    }
    int beneath = Math.max(0, play.stack().size() - 2);
    play.stack().add(beneath, play.beginning(Objects.requireNonNull(play.cast().of(wish.intent())), wish));
  }

  /** Something else waits for an answer. */
  private boolean waits(Flow flow) {
    var top = play.top();
    return top != null && !top.parked() && !top.flow().equals(flow.name());
  }

  /** After an answer to something else the open question comes as if for the first time. */
  private void anew() {
    var top = Objects.requireNonNull(play.top());
    play.top(top.waitingFor(top.open(), top.misses(), 0));
  }

  private void ask(Said wish) {
    play.decide("new_task");
    var top = Objects.requireNonNull(play.top());
    play.stack().add(play.beginning(Crossroad.SWITCH, wish).knowing(top.opening()));
    play.run(null);
  }

  /** Takes leave: what is open is put aside, not asked again, and not lost. */
  private void leave(Flow flow, Said wish) {
    park();
    play.stack().add(play.beginning(flow, wish));
    play.run(null);
    if (play.top() != null && play.script().handOver() == null) {
      play.say(Phrase.of("engine.left_open", "task", title(play, play.stack().getLast().opening())));
    }
  }

  void park() {
    play.stack().replaceAll(frame -> frame.parked(true));
  }

  void dropCrossroads() {
    while (play.crossroad() != null) {
      play.stack().removeLast();
    }
  }

  /** What one of the engine's own questions was answered with. */
  static void cross(Play play, Crossroad crossroad, Run run) {
    var stack = play.stack();
    var wish = run.opening();
    play.decide(crossroad.name().toLowerCase(java.util.Locale.ROOT) + " " + run.verdict());
    switch (crossroad) {
      case SWITCH -> {
        var flow = Objects.requireNonNull(play.cast().of(wish.intent()), "it was known when it was asked");
        if (run.verdict().equals(Crossroad.STAY)) {
          play.say(Phrase.of("engine.here", "task", title(play, stack.getLast().opening())));
          return;
        }
        stack.removeIf(frame -> frame.flow().equals(flow.name()));
        var next = play.beginning(flow, wish);
        switch (run.verdict()) {
          case Crossroad.NOW -> {
            play.top(stack.getLast().parked(true));
            stack.add(next);
          }
          case Crossroad.FIRST -> stack.add(stack.size() - 1, next);
          default -> {
            drop(play);
            stack.add(next);
          }
        }
      }
      case RESUME -> {
        if (run.verdict().equals(Crossroad.NOW)) {
          play.top(stack.getLast().parked(false));
        } else {
          drop(play);
        }
      }
      case CLARIFY -> run.frame().extras().stream().filter(one -> one.intent().equals(run.verdict())).findFirst()
          .or(() -> java.util.Optional.of(new Said("", null, Repair.HELP, 1, List.of())))
          .ifPresent(meant -> begin(play, meant));
    }
  }

  private static void begin(Play play, Said meant) {
    var flow = play.cast().of(meant.intent());
    if (flow != null) {
      play.stack().removeIf(frame -> frame.flow().equals(flow.name()));
      play.stack().add(play.beginning(flow, meant));
    }
  }

  /** Gives up the top task and says what of it stays. */
  private static void drop(Play play) {
    var frame = play.stack().removeLast();
    play.say(Phrase.of(play.look(frame).recorded() ? "engine.dropped_recorded" : "engine.dropped", "task",
        title(play, frame.opening())));
  }

  /** What a task is called. */
  static Phrase title(Play play, Said opening) {
    return play.cast().title(opening.intent()).orElse(Phrase.of("engine.a_task"));
  }

  /** The wishes of a message that some flow takes. */
  List<Said> known(List<Said> wishes) {
    var known = new ArrayList<Said>();
    for (var wish : wishes) {
      if (play.cast().knows(wish.intent()) && wish.confidence() >= Repair.SURE / 2) {
        known.add(wish);
      }
    }
    return known;
  }
}
