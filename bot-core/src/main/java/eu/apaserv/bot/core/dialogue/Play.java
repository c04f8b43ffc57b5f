package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.dialogue.Session.Frame;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message being taken: who of the running flows gets it, and what is done when none can use it. */
final class Play {
  /** So many misunderstandings in a row bring a person. */
  private static final int ENOUGH = 3;
  /** So many words are in a language even when nothing is made of them. */
  private static final int ENOUGH_WORDS = 4;
  /** A flow that asks itself again more often in one turn is wrong. */
  private static final int MOST_RUNS = 20;

  private final Cast cast;
  private final String key;
  private final Person person;
  private final List<Frame> stack;
  private final Map<String, String> facts;
  private final Script script = new Script();
  private final int lostBefore;
  private int lost;
  private int started;
  private int runs;
  private Language language;
  private String decided = "";
  private @Nullable String lastFlow;

  Play(Cast cast, String key, Session session, Person person) {
    this.cast = cast;
    this.key = key;
    this.person = person;
    this.stack = new ArrayList<>(session.stack());
    this.facts = new HashMap<>(session.facts());
    this.language = person.language();
    this.lostBefore = session.lost();
    stack.removeIf(frame -> cast.named(frame.flow()) == null);
  }

  void hear(Heard heard, Understood understood) {
    follow(understood);
    switch (heard.pick().orElse(null)) {
      case Pick.Answer answer when isOpen(answer) -> answer(heard.said());
      case Pick.Answer _ -> stale();
      case Pick.Start start when cast.knows(start.intent()) -> start(heard.said());
      case null, default -> {
        if (!heard.kind().equals("text") && !heard.kind().equals("picked")) {
          attached(heard);
        } else if (stack.isEmpty()) {
          open(heard.said());
        } else {
          answer(heard.said());
        }
      }
    }
  }

  /**
   * A message clearly in the other language changes the conversation's; gibberish does not, nor do a few words while a
   * question is open: answers are short, and many words are of both languages.
   */
  private void follow(Understood understood) {
    var spoken = understood.language();
    boolean meant = (stack.isEmpty() && !understood.best().intent().equals(Understood.OUT_OF_SCOPE))
        || understood.text().strip().split("\\s+", ENOUGH_WORDS).length == ENOUGH_WORDS;
    if (spoken != null && meant) {
      language = spoken;
    }
  }

  private boolean isOpen(Pick.Answer answer) {
    return !stack.isEmpty() && stack.getLast().run().equals(answer.run())
        && answer.slot().equals(stack.getLast().open());
  }

  private void stale() {
    decide("old_button");
    script.say(Phrase.of("engine.old_button"));
    script.settle();
    resume();
  }

  /** A picture or a place may be just what the open question asks for. */
  private void attached(Heard heard) {
    if (heard.said().attachment() == null || stack.isEmpty() || !run(heard.said())) {
      unreadable(heard.kind());
    }
  }

  private void unreadable(String kind) {
    decide("unreadable " + kind);
    script.say(Phrase.of(switch (kind) {
      case "voice", "audio" -> "engine.voice";
      case "image", "video", "document" -> "engine.picture";
      case "location" -> "engine.location";
      default -> "engine.unreadable";
    }));
    script.settle();
    resume();
  }

  /** Nothing is open: the message starts something, or nothing is made of it. */
  private void open(Said said) {
    if (said.intent().equals(Repair.LANGUAGE)) {
      switchLanguage(said);
    } else if (cast.knows(said.intent()) && said.confidence() >= Repair.SURE / 2) {
      start(said);
    } else if (said.intent().equals(Repair.CANCEL) || said.intent().equals(Repair.YES)
        || said.intent().equals(Repair.NO)) {
      decide("nothing_open");
      script.say(Phrase.of("engine.nothing_open"));
      startQuietly(Repair.HELP);
    } else {
      notUnderstood();
    }
  }

  private void notUnderstood() {
    lost = lostBefore + 1;
    decide("not_understood");
    if (lost >= ENOUGH && cast.knows(Repair.PERSON)) {
      lost = 0;
      script.say(Phrase.of("engine.lost"));
      script.handOver("not understood " + ENOUGH + " times");
      return;
    }
    script.say(Phrase.of("engine.not_understood"));
    startQuietly(Repair.HELP);
  }

  private void startQuietly(String intent) {
    if (cast.knows(intent)) {
      script.settle();
      start(new Said("", null, intent, 1, List.of()));
    }
  }

  private void start(Said said) {
    var flow = cast.of(said.intent());
    if (flow == null) {
      notUnderstood();
      return;
    }
    decide("start " + flow.name());
    stack.removeIf(frame -> flow.closesOthers() || frame.flow().equals(flow.name()));
    stack.add(Frame.start(flow.name(), key + (started == 0 ? "" : "-" + started), said));
    started++;
    run(null);
  }

  /** Something is open: the message answers it, mends it, or is about something else. */
  private void answer(Said said) {
    decide("answer " + stack.getLast().open());
    if (run(said)) {
      return;
    }
    if (said.intent().equals(Repair.CANCEL)) {
      cancel();
    } else if (said.intent().equals(Repair.HELP)) {
      decide("help");
      help();
    } else if (said.intent().equals(Repair.LANGUAGE)) {
      switchLanguage(said);
    } else if (said.confidence() >= Repair.SURE && isOther(said)) {
      start(said);
    } else {
      missed();
    }
  }

  private boolean isOther(Said said) {
    return Optional.ofNullable(cast.of(said.intent())).filter(f -> !f.name().equals(stack.getLast().flow()))
        .isPresent();
  }

  private void cancel() {
    decide("cancel");
    stack.removeLast();
    script.unask();
    script.say(Phrase.of("engine.cancelled"));
    script.settle();
    resume();
  }

  private void help() {
    var asked = script.asked();
    var help = asked == null ? null : asked.question().help();
    script.say(help == null ? Phrase.of("engine.help_here") : help);
    script.settle();
    resume();
  }

  private void switchLanguage(Said said) {
    decide("language");
    language = Dialogues.switched(said, person.language());
    script.say(Phrase.of("engine.language"));
    script.settle();
    resume();
  }

  private void missed() {
    var frame = stack.removeLast();
    int misses = frame.misses() + 1;
    decide("missed " + misses);
    if (misses >= ENOUGH) {
      script.unask();
      script.say(Phrase.of("engine.lost"));
      script.handOver("question " + frame.open() + " of " + frame.flow() + " not answered");
      return;
    }
    var open = frame.open();
    stack.add(open == null ? frame : frame.waitingFor(open, misses));
    var asked = script.asked();
    var help = asked == null ? null : asked.question().help();
    script.say(misses == 1 || help == null ? Phrase.of("engine.missed") : help);
    script.settle();
    resume();
  }

  /** Asks the open question again, if there is one. */
  private void resume() {
    if (!stack.isEmpty()) {
      run(null);
    }
  }

  /**
   * Runs the top flow until it waits or nothing is left to run.
   *
   * @return false when what was said does not answer the open question
   */
  private boolean run(@Nullable Said said) {
    var pending = said;
    while (!stack.isEmpty()) {
      if (++runs > MOST_RUNS) {
        throw new IllegalStateException("Flow " + stack.getLast().flow() + " never comes to rest");
      }
      var frame = stack.removeLast();
      var flow = Objects.requireNonNull(cast.named(frame.flow()), "frames of unknown flows are dropped at the start");
      var run = new Run(cast, person.speaking(language), frame, pending, script, facts);
      lastFlow = frame.flow();
      try {
        flow.run(run);
        script.unask();
        pending = null;
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
        }
      }
      script.settle();
    }
    return true;
  }

  private void decide(String rule) {
    decided = decided.isEmpty() ? rule : decided + ", " + rule;
  }

  List<Frame> stack() {
    return stack;
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

  int lost() {
    return lost;
  }

  String decided() {
    return decided;
  }

  @Nullable
  String lastFlow() {
    return lastFlow;
  }
}
