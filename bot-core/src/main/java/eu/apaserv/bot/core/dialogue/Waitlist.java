package eu.apaserv.bot.core.dialogue;

import java.util.Objects;

/** Wishes in the stack that wait for their turn: nothing of them was asked or done yet. */
final class Waitlist {
  private final Play play;

  Waitlist(Play play) {
    this.play = play;
  }

  /** More of a wish that waits for its turn is noted with it, while it is asked which goes first. */
  boolean adds(Said said) {
    var flow = said.confidence() >= Repair.SURE && said.choice() == null && !said.entities().isEmpty()
        ? play.cast().of(said.intent())
        : null;
    if (flow == null || play.crossroad() != Crossroad.SWITCH) {
      return false;
    }
    for (int i = 0; i < play.stack().size() - 1; i++) {
      var waiting = play.stack().get(i);
      if (waiting.flow().equals(flow.name()) && isUnbegun(waiting)) {
        play.decide("added " + flow.name());
        play.stack().set(i, play.beginning(flow, flow.joining(waiting.opening(), said)));
        said.entities().forEach(entity -> play.script().note(Phrase.plain(Ear.words(said, entity))));
        var top = Objects.requireNonNull(play.top());
        play.top(top.waitingFor(top.open(), top.misses(), 0));
        play.resume();
        return true;
      }
    }
    return false;
  }

  /** What waits to be chosen is not lost because something else is wanted too: it comes after that. */
  void keep(Flow flow) {
    if (play.crossroad() != Crossroad.SWITCH || flow.aside() || flow.closesOthers()) {
      return;
    }
    var wish = play.stack().getLast().opening();
    var waiting = Objects.requireNonNull(play.cast().of(wish.intent()));
    if (play.stack().size() > 1 && !waiting.name().equals(flow.name())
        && play.stack().stream().noneMatch(frame -> frame.flow().equals(waiting.name()))) {
      play.stack().add(play.stack().size() - 2, play.beginning(waiting, wish));
    }
  }

  /** In place of what of the same flow waits in the stack; what of that has not begun is not lost. */
  Frame next(Flow flow, Said wish) {
    var first = play.stack().stream().filter(frame -> frame.flow().equals(flow.name()) && isUnbegun(frame))
        .findFirst();
    play.stack().removeIf(frame -> frame.flow().equals(flow.name()));
    return play.beginning(flow, first.map(frame -> flow.joining(frame.opening(), wish)).orElse(wish));
  }

  /** Where the next wish waits: what was wanted before it, and has not begun, comes first. */
  int behind() {
    int place = play.stack().size() - 1;
    while (place > 0 && isUnbegun(play.stack().get(place - 1))) {
      place--;
    }
    return place;
  }

  static boolean isUnbegun(Frame frame) {
    return !frame.parked() && frame.open() == null && frame.answers().isEmpty() && frame.effects().isEmpty();
  }
}
