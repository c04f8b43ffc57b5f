package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.dialogue.Trail.Step.Answered;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another answer in place of one given before. Only what depends on it is asked again: later answers stay as long as they
 * can be read, choices as long as they were made under the same words. What was done for good is never undone silently.
 */
final class Corrections {
  private static final Set<String> OTHER = Set.of("celalalt", "cealalta", "celalat", "celelalte", "alalalt", "alalat",
      "other", "second", "altul", "alta");

  private final Play play;
  private final Mending mending;

  Corrections(Play play, Mending mending) {
    this.play = play;
    this.mending = mending;
  }

  /** An answer to be replaced, and by what; null: it is asked for. */
  private record Target(Answered step, @Nullable Amended instead) {}

  /** @return false when nothing that was answered is meant */
  boolean correct(Repair repair) {
    var frame = Objects.requireNonNull(play.top());
    if (play.crossroad() != null) {
      return false;
    }
    var rest = repair.rest();
    if (rest.text().isBlank()) {
      return repair.strong() && !frame.answers().isEmpty() && back();
    }
    var trail = play.look(frame);
    var open = trail.open();
    var amended = amended(frame, trail, repair);
    if (open != null && Ear.takes(open, rest)
        && !((repair.strong() || amended.isPresent()) && (open.freeText() || Ear.takesAnything(open)))) {
      play.decide("correct " + open.slot());
      return play.run(rest);
    }
    var target = amended.or(() -> target(trail, rest, repair.strong()));
    if (target.isEmpty() && opening(frame, repair)) {
      return true;
    }
    if (target.isEmpty() && open != null && open.freeText() && repair.strong() && isValue(rest)) {
      mending.unanswered(rest);
      return true;
    }
    return target.isPresent() && apply(frame, trail, target.get());
  }

  /** One word with digits in it: it tells nothing, so it corrects something or nothing. */
  private static boolean isValue(Said rest) {
    return Folding.plain(rest.text()).size() == 1 && rest.text().chars().anyMatch(Character::isDigit);
  }

  /** The same for a flow that has ended. */
  boolean correctDone(Repair repair) {
    for (var frame : play.done().reversed()) {
      if (Likewise.asks(frame)) {
        continue;
      }
      var trail = play.look(frame);
      var target = repair.rest().text().isBlank()
          ? trail.answers().stream().findFirst().map(step -> new Target(step, null))
          : amended(frame, trail, repair).or(() -> target(trail, repair.rest(), repair.strong()));
      if (target.isPresent()) {
        return reopen(frame, trail, target.get());
      }
    }
    return false;
  }

  /** Back to the question before the open one. */
  boolean back() {
    play.decide("back");
    var crossroad = play.crossroad();
    if (crossroad != null) {
      play.stack().removeLast();
      if (play.top() != null) {
        play.top(play.stack().getLast().parked(false));
      }
      play.resume();
      return true;
    }
    var frame = Objects.requireNonNull(play.top());
    var trail = play.look(frame);
    var last = trail.answers().stream().findFirst();
    if (last.isEmpty()) {
      play.say(Phrase.of("engine.first_question"));
      play.resume();
      return true;
    }
    return apply(frame, trail, new Target(last.get(), null));
  }

  /** Back into the flow that ended last. */
  boolean reopen() {
    if (play.done().isEmpty()) {
      return false;
    }
    var frame = play.done().getLast();
    var trail = play.look(frame);
    var last = trail.answers().stream().findFirst();
    return last.isPresent() && reopen(frame, trail, new Target(last.get(), null));
  }

  /**
   * An option of a question that is no longer the open one was tapped.
   *
   * @return false when that question is gone
   */
  boolean tapped(Pick.Answer pick, Said said) {
    for (var frame : play.done().reversed()) {
      if (frame.run().equals(pick.run())) {
        var trail = play.look(frame);
        var step = trail.answer(pick.slot()).filter(one -> one.question().option(pick.option()).isPresent());
        return step.isPresent() && retap(frame, trail, step.get(), said);
      }
    }
    for (int i = play.stack().size() - 1; i >= 0; i--) {
      if (play.stack().get(i).run().equals(pick.run())) {
        return tapped(i, pick, said);
      }
    }
    return false;
  }

  private boolean tapped(int place, Pick.Answer pick, Said said) {
    var frame = play.stack().get(place).parked(false);
    if (pick.slot().equals(frame.open())) {
      toFront(place, frame);
      return play.run(said);
    }
    var trail = play.look(frame);
    var step = trail.answer(pick.slot()).filter(one -> one.question().option(pick.option()).isPresent());
    if (step.isEmpty()) {
      return false;
    }
    toFront(place, frame);
    if (pick.option().equals(step.get().said().choice())) {
      play.resume();
      return true;
    }
    return apply(frame, trail, new Target(step.get(), Amended.whole(said)));
  }

  private boolean retap(Frame frame, Trail trail, Answered step, Said said) {
    if (Objects.equals(step.said().choice(), said.choice())) {
      play.decide("already");
      play.say(Phrase.of("engine.already"));
      play.resume();
      return true;
    }
    return reopen(frame, trail, new Target(step, Amended.whole(said)));
  }

  /** The engine's own questions above it are answered by what was tapped. */
  private void toFront(int place, Frame frame) {
    play.stack().remove(place);
    play.stack().removeIf(one -> Crossroad.of(one.flow()).isPresent());
    play.stack().add(frame);
  }

  /** The same of what the task began with, where that has answered nothing yet. */
  private boolean opening(Frame frame, Repair repair) {
    var instead = Folding.plain(repair.rest().text());
    var right = instead.size() == 1
        ? Amended.figure(frame.opening(), repair.not(), instead.getFirst())
        : Optional.<Amended>empty();
    right.ifPresent(amended -> {
      play.decide("correct opening");
      play.top(frame.forgetting(frame.opening(), amended.said()));
      amended.changed().forEach(entity -> play.script().note(Phrase.plain(Ear.words(amended.said(), entity))));
      play.resume();
    });
    return right.isPresent();
  }

  /**
   * Where any words would be an answer, those that only name a part of an earlier one put that right: "in Roman", "number 3",
   * after a street.
   *
   * @return false when they are no such part
   */
  boolean completes(Frame frame, Said said) {
    var flow = Objects.requireNonNull(play.cast().named(frame.flow()), "frames of unknown flows are dropped");
    if (flow.within().isEmpty() || flow.aside() || said.choice() != null
        || !Likewise.onlyNames(said, flow.within().keySet())) {
      return false;
    }
    var trail = play.look(frame);
    if (trail.open() != null && !Ear.takesAnything(trail.open())) {
      return false;
    }
    var target = trail.answers().stream().flatMap(step -> Amended.part(step.said(), said, flow.within())
        .filter(right -> differs(step, right.said())).map(right -> new Target(step, right)).stream()).findFirst();
    return target.isPresent() && (play.done().contains(frame)
        ? reopen(frame, trail, target.get())
        : apply(frame, trail, target.get()));
  }

  /** An earlier answer of which but a part does not hold, "not 3 but 13": that is put right, and the rest of it stays. */
  private Optional<Target> amended(Frame frame, Trail trail, Repair repair) {
    var flow = Objects.requireNonNull(play.cast().named(frame.flow()), "frames of unknown flows are dropped");
    var instead = Folding.plain(repair.rest().text());
    return trail.answers().stream().filter(step -> !step.question().secret())
        .flatMap(step -> (instead.size() == 1
            ? Amended.figure(step.said(), repair.not(), instead.getFirst())
            : Optional.<Amended>empty()).or(() -> Amended.part(step.said(), repair.rest(), flow.within()))
            .filter(right -> differs(step, right.said())).map(right -> new Target(step, right)).stream())
        .findFirst();
  }

  /** @param strong surely a correction: then what is only named is asked for */
  private Optional<Target> target(Trail trail, Said rest, boolean strong) {
    var words = Folding.plain(rest.text());
    var named = trail.answers().stream().filter(step -> names(words, step)).filter(step -> strong
        || instead(step, rest, words) != null)
        .min(Comparator.comparingInt(step -> mending.asked(step.question()).size()));
    if (named.isPresent()) {
      return named.map(step -> new Target(step, instead(step, rest, words)));
    }
    if (words.stream().anyMatch(OTHER::contains)) {
      return trail.answers().stream().filter(step -> Amended.other(step) != null).findFirst()
          .map(step -> new Target(step, Amended.other(step)));
    }
    return trail.answers().stream()
        .filter(step -> !step.question().freeText() && !step.question().secret() && differs(step, rest)).findFirst()
        .map(step -> new Target(step, Amended.whole(rest)));
  }

  /** Whether words name what a question asks for; of several, it is the one asked for in the fewest words. */
  private boolean names(List<String> words, Answered step) {
    var nouns = mending.asked(step.question());
    return words.stream().anyMatch(word -> Nouns.among(word, nouns));
  }

  private static @Nullable Amended instead(Answered step, Said rest, List<String> words) {
    if (differs(step, rest) && !step.question().secret() && !(step.question().freeText() && words.size() < 2)) {
      return Amended.whole(rest);
    }
    return words.stream().anyMatch(OTHER::contains) ? Amended.other(step) : null;
  }

  private static boolean differs(Answered step, Said rest) {
    return Ear.read(step.question(), rest, false) instanceof Reading.Is<?>(Object value)
        && !(Ear.read(step.question(), step.said(), true) instanceof Reading.Is<?>(Object now) && now.equals(value));
  }

  private boolean reopen(Frame frame, Trail trail, Target target) {
    if (trail.finalAfter(target.step.slot())) {
      stays(frame);
      play.resume();
      return true;
    }
    play.done().remove(frame);
    play.stack().add(frame);
    return apply(frame, trail, target);
  }

  private boolean apply(Frame frame, Trail trail, Target target) {
    var slot = target.step.slot();
    play.decide("correct " + slot);
    if (trail.finalAfter(slot)) {
      stays(frame);
      play.resume();
      return true;
    }
    var instead = target.instead;
    play.top(frame.corrected(slot, instead == null ? null : instead.said(), trail.effectsAfter(slot),
        trail.seenAfter(slot)));
    play.script().settle();
    if (instead != null) {
      for (var entity : instead.changed()) {
        play.script().note(Phrase.plain(Ear.words(instead.said(), entity)));
      }
    }
    play.run(null);
    return true;
  }

  /** What was done cannot be undone here; said plainly, with the way to whoever can. */
  private void stays(Frame frame) {
    play.decide("stays");
    play.say(Phrase.of("engine.stays", "task", Tasks.title(play, frame.opening())));
    play.cast().title(Repair.PERSON)
        .ifPresent(title -> play.script().offer(List.of(new Suggestion(title, Repair.PERSON))));
  }
}
