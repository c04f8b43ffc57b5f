package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Cancel, back, start over, repeat, explain and skip, at whatever question is open. */
final class Mending {
  private final Play play;
  private final Texts texts;
  private final Corrections corrections;
  private final Misses misses;

  Mending(Play play, Texts texts, Misses misses) {
    this.play = play;
    this.texts = texts;
    this.misses = misses;
    this.corrections = new Corrections(play, this);
  }

  /**
   * What can be done before the open question has heard the message.
   *
   * @return false when it is for the question
   */
  boolean before(Repair repair) {
    switch (repair.kind()) {
      case BACK -> corrections.back();
      case RESTART -> restart();
      case REPEAT -> repeat();
      case WHY -> why();
      case CORRECT -> {
        return corrections.correct(repair);
      }
      case SKIP -> {
        var open = open();
        if (open.isEmpty() || !open.get().freeText()) {
          return false;
        }
        skip(repair.rest());
      }
      case EXPLAIN -> {
        var open = open();
        // "N-am înțeles" has a no in it, and answers nothing.
        boolean plain = RepairWords.ALL.of(repair.words()) == Repair.Kind.EXPLAIN;
        if (open.isEmpty() || (!plain && !open.get().freeText() && open.get().help() == null)) {
          return false;
        }
        help();
      }
      case CANCEL, NONE -> {
        return false;
      }
    }
    return true;
  }

  /** The same with nothing open: what ended last may still be corrected or said again. */
  boolean afterwards(Repair repair) {
    return switch (repair.kind()) {
      case BACK -> corrections.reopen();
      case CORRECT -> corrections.correctDone(repair);
      case REPEAT -> again();
      case RESTART -> restartDone();
      case WHY, EXPLAIN, SKIP, CANCEL, NONE -> false;
    };
  }

  /** Whether words that only name a part of what was told before were put there. */
  boolean completes(Said said) {
    var top = play.top();
    if (top != null) {
      return play.crossroad() == null && corrections.completes(top, said);
    }
    return !play.done().isEmpty() && corrections.completes(play.done().getLast(), said);
  }

  Corrections corrections() {
    return corrections;
  }

  void cancel() {
    play.decide("cancel");
    play.script().unask();
    if (play.crossroad() != null) {
      play.stack().removeLast();
      play.say(Phrase.of("engine.cancelled"));
      play.resume();
      return;
    }
    var given = play.stack().getLast();
    var cancelled = play.look(given);
    play.stack().removeLast();
    play.say(cancelled.recorded()
        ? Optional.ofNullable(play.cast().named(given.flow()))
            .flatMap(flow -> flow.cancelled(given.effects().keySet())).orElse(Phrase.of("engine.cancelled_recorded"))
        : Phrase.of("engine.cancelled"));
    play.offerAfter(cancelled);
    var next = play.top();
    if (next != null && !next.parked() && next.open() != null && play.crossroad() == null) {
      // The question beneath may be the same: they must not think that nothing was cancelled.
      play.say(Phrase.of("engine.here", "task", Tasks.title(play, next.opening())));
    }
    play.resume();
  }

  private void restart() {
    play.decide("restart");
    while (play.crossroad() != null) {
      play.stack().removeLast();
    }
    if (play.stack().isEmpty()) {
      misses.menu();
      return;
    }
    var frame = play.stack().getLast();
    boolean recorded = play.look(frame).recorded();
    play.say(Phrase.of(recorded ? "engine.restarted_recorded" : "engine.restarted"));
    play.script().settle();
    play.top(anew(frame));
    play.run(null);
  }

  private boolean restartDone() {
    if (play.done().isEmpty() || play.done().getLast().answers().isEmpty()) {
      return false;
    }
    play.decide("restart");
    play.say(Phrase.of("engine.restarted_recorded"));
    play.script().settle();
    play.stack().add(anew(play.done().removeLast()));
    play.run(null);
    return true;
  }

  /** The same task with nothing said yet. */
  private Frame anew(Frame frame) {
    var flow = Objects.requireNonNull(play.cast().named(frame.flow()));
    return play.beginning(flow, new Said("", null, frame.opening().intent(), 1, List.of()));
  }

  private void repeat() {
    play.decide("repeat");
    play.run(null);
  }

  /** Says again what was said last; what it did is kept and not done again. */
  private boolean again() {
    if (play.done().isEmpty()) {
      return false;
    }
    play.decide("repeat");
    play.stack().add(play.done().removeLast());
    play.run(null);
    return true;
  }

  void why() {
    play.decide("why");
    play.say(open().map(Question::words).map(Question.Words::why).orElse(Phrase.of("engine.why")));
    play.resume();
  }

  void help() {
    play.decide("help");
    play.say(open().map(Question::help).orElse(Phrase.of("engine.help_here")));
    play.resume();
  }

  void skip(Said said) {
    var open = open();
    if (open.isPresent() && open.get().skipped().isPresent()) {
      play.decide("skip");
      play.run(new Said(said.text(), Pick.SKIP, said.intent(), said.confidence(), List.of()));
      return;
    }
    play.decide("not_skippable");
    var top = play.top();
    // Help once: whoever wants to skip it again has read it.
    boolean again = top != null && top.misses() > 0;
    misses.missed(said, open.filter(_ -> !again).map(Question::help).orElse(Phrase.of("engine.not_skippable")));
  }

  /** A correction of nothing that was asked. */
  void unanswered(Said said) {
    misses.missed(said, Phrase.of("engine.missed"));
  }

  /**
   * Whether these words, or any, are the answer to what is open: such an answer is never taken apart.
   *
   * @param wishes the same as it would be taken apart
   */
  boolean isAnsweredBy(Said said, List<Said> wishes) {
    return open().filter(question -> question.freeText() || Ear.tells(question, said)
        || (Ear.takesAnything(question) && Ear.takes(question, said)
            && wishes.stream().allMatch(wish -> Ear.takes(question, wish))))
        .isPresent();
  }

  /** The question that waits, as it is now. */
  private Optional<Question<?>> open() {
    var asked = play.script().asked();
    if (asked != null) {
      return Optional.of(asked.question());
    }
    var top = play.top();
    return top == null ? Optional.empty() : Optional.ofNullable(play.look(top).open());
  }

  /** The words that a question is asked in. */
  Set<String> asked(Question<?> question) {
    return Nouns.of(List.of(rendered(question.prompt())));
  }

  /** The words that a question and what is said about it are made of. */
  Set<String> about(Question<?> question) {
    var words = new ArrayList<String>();
    words.add(rendered(question.prompt()));
    if (question.help() != null) {
      words.add(rendered(question.help()));
    }
    return Nouns.of(words);
  }

  /** The same of the open question. */
  Set<String> about() {
    return open().map(this::about).orElse(Set.of());
  }

  private String rendered(Phrase phrase) {
    return texts.render(play.language(), false, phrase);
  }
}
