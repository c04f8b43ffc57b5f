package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which of several wishes goes first: side questions, a new task in the middle, what was put aside. */
final class Tasks {
  private final Play play;
  private final Waitlist waitlist;

  Tasks(Play play) {
    this.play = play;
    this.waitlist = new Waitlist(play);
  }

  /** Takes up a wish, whatever is open. */
  void start(Said wish) {
    var flow = Objects.requireNonNull(play.cast().of(wish.intent()), "only wishes that some flow takes are started");
    play.decide("start " + flow.name());
    waitlist.keep(flow);
    dropCrossroads();
    if (!flow.aside() && !flow.closesOthers()) {
      giveWay(flow);
    }
    if (flow.closesOthers()) {
      leave(flow, wish);
    } else if (waits(flow) && sharesStep(flow, wish)) {
      afterwards(flow, wish);
    } else if (waits(flow) && !flow.aside()) {
      meantime(flow, wish);
    } else {
      if (waits(flow)) {
        anew();
      }
      play.stack().add(waitlist.next(flow, wish));
      play.run(null);
    }
  }

  /** A task in the middle of another: what only informs is answered, else they choose which goes first. */
  private void meantime(Flow flow, Said wish) {
    if (play.glimpse(flow, wish)) {
      anew();
      play.resume();
    } else if (beforehand()) {
      instead(flow, wish);
    } else {
      ask(wish);
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

  /** Where nothing is lost the task under way makes room for another without a word. */
  private void giveWay(Flow flow) {
    var top = play.top();
    var open = top == null ? null : play.cast().named(top.flow());
    if (top != null && open != null && waits(flow) && top.open() != null && open.passing().contains(top.open())
        && top.effects().isEmpty()) {
      play.decide("gives way");
      play.stack().removeLast();
    }
  }

  /** Something else waits for an answer. */
  private boolean waits(Flow flow) {
    var top = play.top();
    return top != null && !top.parked() && !top.flow().equals(flow.name());
  }

  /** "De fapt plătesc ambele" is another task, and no answer to which one the open task is of. */
  boolean isOfAll(Said said) {
    var flow = said.confidence() == 1 && said.entity("every").isPresent() ? play.cast().of(said.intent()) : null;
    return flow != null && waits(flow);
  }

  /** Nothing of the open task was done yet, and what is open has nothing to do with it: the consent, say. */
  private boolean beforehand() {
    var open = play.look(Objects.requireNonNull(play.top())).open();
    return open != null && open.beforehand();
  }

  /** The new wish at once; what was open is put aside and offered again afterwards. */
  private void instead(Flow flow, Said wish) {
    play.decide("instead");
    play.top(play.stack().getLast().parked(true));
    play.stack().add(waitlist.next(flow, wish));
    play.run(null);
  }

  /** What is open is part of a step that the new wish would have to begin with too. */
  private boolean sharesStep(Flow flow, Said wish) {
    var open = play.look(Objects.requireNonNull(play.top())).open();
    var first = play.outlook(flow, wish).open();
    return open != null && first != null && !open.shared().isEmpty() && open.shared().equals(first.shared());
  }

  /** The new wish right after what is open: when the step is done, it is done for both. */
  private void afterwards(Flow flow, Said wish) {
    var open = Objects.requireNonNull(play.look(Objects.requireNonNull(play.top())).open());
    if (flow.step().equals(open.shared())) {
      play.decide("same step");
      play.say(Phrase.of("engine.here", "task", title(play, wish)));
    } else {
      play.decide("after");
      play.say(Phrase.of("engine.after", "task", title(play, wish)));
      var next = waitlist.next(flow, wish);
      play.stack().add(waitlist.behind(), next);
    }
    anew();
    play.resume();
  }

  /** After an answer to something else the open question comes as if for the first time; a long one stands above. */
  private void anew() {
    var top = Objects.requireNonNull(play.top());
    var open = play.look(top).open();
    play.top(top.waitingFor(top.open(), top.misses(),
        open == null || open.words().again() == null ? 0 : Math.min(1, top.asked())));
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
        var next = new Waitlist(play).next(flow, said(flow, run, wish));
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
          offerNext(play);
        }
      }
      case CLARIFY -> run.frame().extras().stream().filter(one -> one.intent().equals(run.verdict())).findFirst()
          .or(() -> java.util.Optional.of(new Said("", null, Repair.HELP, 1, List.of())))
          .ifPresent(meant -> begin(play, more(run, meant)));
    }
  }

  private static Said said(Flow flow, Run run, Said wish) {
    return flow.joining(wish, said(run, wish));
  }

  /** The wish as it was said last: who only says it again, with more in it, means that. */
  private static Said said(Run run, Said wish) {
    return run.frame().answers().values().stream()
        .filter(again -> again.choice() == null && again.intent().equals(wish.intent())
            && (!again.entities().isEmpty()
                || (wish.entities().isEmpty() && Folding.plain(again.text()).size() > 1)))
        .findFirst().orElse(wish);
  }

  /** The wish with what was named instead of one of the choices, "870". */
  private static Said more(Run run, Said meant) {
    var again = said(run, meant);
    var both = again.equals(meant) ? meant : again.after(meant, _ -> true);
    return new Said(both.text(), null, both.intent(), both.confidence(), both.entities(), meant.attachment());
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

  /** Who has just given one up may want the next that waited as little: it is offered, and does not begin by itself. */
  private static void offerNext(Play play) {
    var next = play.top();
    if (next != null && Waitlist.isUnbegun(next)) {
      play.top(next.parked(true));
    }
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
