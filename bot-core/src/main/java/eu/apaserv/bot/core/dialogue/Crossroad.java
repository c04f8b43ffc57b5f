package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The engine's own questions, asked like those of any flow. What they are about stands in the frame: {@code opening} is the
 * wish or the task, {@code extras} what it is weighed against.
 */
enum Crossroad implements Flow {
  /** A new task in the middle of another: which first? Extras: the opening of the one under way. */
  SWITCH {
    @Override
    Question<String> question(Run run, Said wish, List<Said> others) {
      var open = others.isEmpty() ? Phrase.of("engine.a_task") : called(run, others.getFirst());
      return Question.choosing(SLOT, Phrase.of("engine.switch", "open", open, "wish", called(run, wish)), List.of(
          option(NOW, "engine.switch_now"), option(FIRST, "engine.switch_first"), option(DROP, "engine.switch_drop")))
          .alsoReading(said -> switch (said.intent()) {
            case Repair.YES -> Reading.is(NOW);
            case Repair.NO -> Reading.is(STAY);
            // Who says the wish again wants it now.
            default -> said.confidence() >= Repair.SURE && said.intent().equals(wish.intent())
                ? Reading.is(NOW)
                : Reading.unclear();
          });
    }
  },
  /** A task put aside is offered again. */
  RESUME {
    @Override
    Question<String> question(Run run, Said wish, List<Said> others) {
      return Question.choosing(SLOT, Phrase.of("engine.resume", "task", called(run, wish)),
          List.of(option(NOW, "engine.resume_yes"), option(DROP, "engine.resume_no")))
          .alsoReading(said -> switch (said.intent()) {
            case Repair.YES -> Reading.is(NOW);
            case Repair.NO, Repair.CANCEL -> Reading.is(DROP);
            default -> Reading.unclear();
          });
    }
  },
  /** It may have been meant in several ways. Extras: the wishes it may have been. */
  CLARIFY {
    @Override
    Question<String> question(Run run, Said wish, List<Said> others) {
      var options = new ArrayList<Option<String>>();
      others.forEach(other -> options.add(new Option<>(other.intent(), called(run, other), other.intent())));
      options.add(option(DROP, "engine.clarify_other"));
      return Question.choosing(SLOT, Phrase.of(switch (wish.attachment()) {
        case Attachment.Place _ -> "engine.clarify_place";
        case Attachment.Media _,Attachment.Card _ -> "engine.clarify_file";
        case null -> "engine.clarify";
      }), options).alsoReading(said -> said.intent().equals(Repair.NO)
          ? Reading.is(DROP)
          : others.stream().filter(other -> other.intent().equals(said.intent()))
              .map(other -> Reading.is(other.intent())).findFirst().orElseGet(Reading::unclear));
    }
  };

  static final String NOW = "now";
  static final String FIRST = "first";
  static final String DROP = "drop";
  /** The new task is given up, the one under way goes on. */
  static final String STAY = "stay";
  private static final String SLOT = "which";

  abstract Question<String> question(Run run, Said wish, List<Said> others);

  private static Option<String> option(String key, String text) {
    return new Option<>(key, Phrase.of(text), key);
  }

  private static Phrase called(Run run, Said wish) {
    return run.titleOf(wish.intent()).orElse(Phrase.of("engine.a_task"));
  }

  static Optional<Crossroad> of(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }

  @Override
  public Set<String> intents() {
    return Set.of();
  }

  @Override
  public void run(Dialogue d) {
    var run = (Run) d;
    run.decide(d.ask(question(run, d.opening(), run.frame().extras())));
  }
}
