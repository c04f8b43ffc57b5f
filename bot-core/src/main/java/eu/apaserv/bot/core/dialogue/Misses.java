package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What is done when nothing is made of a message: other words, choices, and in the end a person. */
final class Misses {
  /** So many misunderstandings in a row bring a person. */
  private static final int ENOUGH = 3;
  /** Two guesses of which the second is at least so probable beside the first may both be meant. */
  private static final double CLOSE = 0.4;
  private static final double LEAST = 0.12;
  private static final int LONGEST_QUOTE = 80;
  private static final Pattern SECRET = Pattern.compile("\\S*@\\S*|\\d{4,}");

  private final Play play;
  private int lost;

  /**
   * @param lost how many messages before this one nothing was made of
   */
  Misses(Play play, int lost) {
    this.play = play;
    this.lost = lost;
  }

  int lost() {
    return lost;
  }

  /** Something was made of the message. */
  void found() {
    lost = 0;
  }

  /** The message does not answer the open question and is nothing else. */
  void missed(Said said, Phrase why) {
    var frame = play.stack().getLast();
    int misses = frame.misses() + 1;
    play.decide("missed " + misses);
    if (misses >= ENOUGH) {
      play.script().unask();
      var summary = summary(frame, said);
      if (play.crossroad() != null) {
        play.stack().removeLast();
      } else {
        play.top(frame.waitingFor(frame.open(), 0, 0));
      }
      person(summary);
      return;
    }
    play.top(frame.waitingFor(frame.open(), misses, frame.asked()));
    play.say(Mood.isForeign(said.text()) ? Phrase.of("engine.foreign") : why);
    play.resume();
  }

  /** Nothing is open and nothing is close. */
  void notUnderstood(Said said) {
    lost++;
    play.decide("not_understood");
    if (lost >= ENOUGH && play.cast().knows(Repair.PERSON)) {
      lost = 0;
      person("not understood " + ENOUGH + " times; last words: " + quoted(said));
      return;
    }
    play.say(Phrase.of(Mood.isForeign(said.text()) ? "engine.foreign" : "engine.not_understood"));
    menu();
  }

  /** A life or somebody's health is at stake: the emergency number at once, and a person; no task is worth a word now. */
  void danger(Said said) {
    found();
    play.decide("danger");
    play.stack().replaceAll(frame -> frame.parked(true));
    play.say(Phrase.of("engine.danger"));
    play.script().handOver("in danger: " + quoted(said));
  }

  /** What this person can do now. */
  void menu() {
    play.script().settle();
    var menu = play.cast().of(Repair.HELP);
    if (menu != null) {
      play.stack().add(play.beginning(menu, new Said("", null, Repair.HELP, 1, List.of())));
    }
    play.run(null);
  }

  /** Everything open is put aside, so that it can go on where it was when staff hand back. */
  private void person(String reason) {
    play.stack().replaceAll(frame -> frame.parked(true));
    play.say(Phrase.of("engine.lost"));
    play.script().handOver(reason);
  }

  /** The wishes a message may have meant, when several are about as probable; fewer than two when it is clear enough. */
  List<Said> close(List<Said> guesses) {
    var close = new ArrayList<Said>();
    if (guesses.isEmpty() || guesses.getFirst().confidence() >= Repair.SURE) {
      return close;
    }
    double best = guesses.getFirst().confidence();
    for (var guess : guesses) {
      boolean other = close.stream().noneMatch(one -> sameFlow(one.intent(), guess.intent()));
      if (other && close.size() < ENOUGH && guess.confidence() >= Math.max(best * CLOSE, LEAST)
          && play.cast().title(guess.intent()).isPresent()) {
        close.add(guess);
      }
    }
    return close;
  }

  void clarify(Said said, List<Said> close) {
    play.decide("clarify");
    found();
    var frame = play.beginning(Crossroad.CLARIFY, said);
    for (var one : close) {
      frame = frame.knowing(one);
    }
    play.stack().add(frame);
    play.run(null);
  }

  private boolean sameFlow(String one, String other) {
    var flow = play.cast().of(one);
    var second = play.cast().of(other);
    return Objects.equals(flow == null ? null : flow.name(), second == null ? null : second.name());
  }

  /** For staff: the task, what is known of it, and the last words without codes, numbers and addresses. */
  private static String summary(Frame frame, Said said) {
    var known = new ArrayList<String>();
    frame.answers().forEach((slot, answer) -> known.add(slot + " " + (answer.choice() == null
        ? quoted(answer)
        : answer.choice())));
    return frame.flow() + ": question " + frame.open() + " not answered"
        + (known.isEmpty() ? "" : "; known: " + String.join(", ", known)) + "; last words: " + quoted(said);
  }

  private static String quoted(Said said) {
    var words = SECRET.matcher(said.text().strip().replaceAll("\\s+", " ")).replaceAll("•••");
    return "„" + (words.length() <= LONGEST_QUOTE ? words : words.substring(0, LONGEST_QUOTE) + "…") + "”";
  }
}
