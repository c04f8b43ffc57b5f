package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Understood;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Who gets a message: the open question, repair, another task, or nobody. */
final class Hearing {
  /** So many words are in a language even when nothing is made of them. */
  private static final int ENOUGH_WORDS = 4;
  private static final double SURELY = 0.9;
  private static final int ENOUGH_WORDS_OF_AN_ANSWER = 8;
  private static final int MOST_PASSING_WORDS = 2;
  /** "All of them", where nothing was asked. */
  private static final String EVERY = "every";

  private final Play play;
  private final Mending mending;
  private final Tasks tasks;
  private final Waitlist waitlist;
  private final Likewise likewise;
  private final Misses misses;
  private final Waiting waiting;
  private final Unspoken unspoken;
  private final Unanswered unanswered;

  Hearing(Play play, Texts texts, Misses misses, Waiting waiting) {
    this.play = play;
    this.misses = misses;
    this.waiting = waiting;
    this.mending = new Mending(play, texts, misses);
    this.tasks = new Tasks(play);
    this.waitlist = new Waitlist(play);
    this.likewise = new Likewise(play, tasks);
    this.unanswered = new Unanswered(play, tasks, misses, waiting);
    this.unspoken = new Unspoken(play, mending, tasks, misses);
  }

  void hear(Heard heard, Understood understood) {
    if (heard.pick().isEmpty()) {
      // What stands on a button is our own language, or an address.
      follow(heard.said(), understood);
    }
    waiting.expired();
    switch (heard.pick().orElse(null)) {
      case Pick.Answer answer -> unspoken.tapped(answer, heard);
      case Pick.Start start when play.cast().knows(start.intent()) -> tasks.start(heard.said());
      case Pick.Start(String intent, var _) when intent.equals(Repair.CANCEL) && play.top() != null -> mending.cancel();
      case Pick.Page _ when play.top() != null -> play.run(null);
      case null, default -> {
        if (heard.kind().equals(Heard.HANDED_BACK)) {
          unspoken.handedBack();
        } else if (!heard.kind().equals("text") && !heard.kind().equals("picked")) {
          unspoken.attached(heard);
        } else {
          text(heard);
        }
      }
    }
  }

  /**
   * A message clearly in the other language changes the conversation's; gibberish does not, nor do a few words while a
   * question is open: answers are short, and many words are of both languages. What is no wish there is most often a name
   * or an address, whose language is the country's.
   */
  private void follow(Said said, Understood understood) {
    var spoken = understood.language();
    if (spoken == null || spoken == play.language()) {
      return;
    }
    boolean mends = Mood.wordless(said.text()) || Repair.of(said, Set::of).kind() != Repair.Kind.NONE;
    boolean wish = !understood.best().intent().equals(Understood.OUT_OF_SCOPE);
    int enough = play.top() == null || wish ? ENOUGH_WORDS : ENOUGH_WORDS_OF_AN_ANSWER;
    boolean meant = (play.top() == null && !mends && wish)
        || understood.text().strip().split("\\s+", enough).length == enough;
    if (meant) {
      play.speak(spoken);
    }
  }

  private void text(Heard heard) {
    var said = heard.said();
    if (Mood.isDanger(said.text())) {
      misses.danger(said);
    } else if (Mood.wordless(said.text())) {
      switch (Mood.of(said.text())) {
        case YES -> plain(heard.with(said.meaning(Repair.YES, 1)));
        case NO -> plain(heard.with(said.meaning(Repair.NO, 1)));
        case THANKS -> plain(heard.with(said.meaning(Repair.THANKS, 1)));
        case GREETING -> plain(heard.with(said.meaning(Repair.GREET, 1)));
        case ASKING -> plain(heard);
        case NONE -> unspoken.wordless();
      }
    } else {
      plain(heard);
    }
  }

  private void plain(Heard heard) {
    var top = play.top();
    if (top == null) {
      open(heard);
    } else if (top.parked()) {
      aside(top, heard);
    } else {
      answer(heard);
    }
  }

  /** What is open was put aside: it may be answered all the same, else something new begins. */
  private void aside(Frame top, Heard heard) {
    play.top(top.parked(false));
    var repair = Repair.of(heard.said(), mending::about);
    boolean wish = heard.said().confidence() >= Repair.SURE && play.cast().knows(heard.said().intent());
    if (repair.kind() != Repair.Kind.NONE && repair.kind() != Repair.Kind.SKIP && mending.before(repair)) {
      return;
    }
    if (!wish && top.open() != null && !isPassing(heard.said()) && play.run(heard.said())) {
      play.decide("answer of a parked question");
      return;
    }
    play.script().unask();
    play.top(play.stack().getLast().parked(true));
    open(heard);
  }

  /** A word or two, where any text would be an answer to what was put aside: they are said of what goes on now. */
  private boolean isPassing(Said said) {
    var open = play.look(play.stack().getLast()).open();
    return open != null && said.choice() == null && Ear.takesAnything(open)
        && Folding.plain(said.text()).size() <= MOST_PASSING_WORDS;
  }

  /** Nothing is open: the message starts something, mends what ended last, or nothing is made of it. */
  private void open(Heard heard) {
    var said = heard.said();
    var wishes = tasks.known(heard.wishes());
    var close = misses.close(heard.guesses());
    if (mending.afterwards(Repair.of(said, Set::of)) || mending.completes(said)) {
      misses.found();
    } else if (said.intent().equals(Repair.LANGUAGE)) {
      misses.found();
      switchLanguage(said);
    } else if (likewise.nextOf(said)) {
      misses.found();
    } else if (wishes.size() > 1) {
      misses.found();
      tasks.start(wishes);
    } else if (close.size() > 1) {
      misses.clarify(said, close);
    } else if (play.cast().knows(said.intent()) && said.confidence() >= Repair.SURE / 2) {
      misses.found();
      regret(said);
      tasks.start(said);
    } else if (said.intent().equals(Repair.CANCEL) || said.intent().equals(Repair.YES)
        || said.intent().equals(Repair.NO)) {
      nothingOpen(said);
    } else if (Mood.isRude(said.text())) {
      unanswered.rude();
    } else if (!likewise.more(said) && !waiting.again()) {
      if (said.intent().equals(EVERY)) {
        nothingOpen(said);
      } else {
        misses.notUnderstood(said);
      }
    }
  }

  /** Who only says "ok" to what was answered wants nothing. */
  private void nothingOpen(Said said) {
    misses.found();
    play.decide("nothing_open");
    play.say(Phrase.of("engine.nothing_open"));
    if (!said.intent().equals(Repair.YES) || Heard.agrees(said) || play.done().isEmpty()) {
      misses.menu();
    }
  }

  /** Who is angry and wants something gets it, with a word of regret before. */
  private void regret(Said said) {
    var flow = play.cast().of(said.intent());
    if (flow != null && !flow.regrets() && Mood.isRude(said.text())) {
      play.say(Phrase.of("engine.sorry"));
    }
  }

  /** Something is open: the message answers it, mends it, or is about something else. */
  private void answer(Heard heard) {
    misses.found();
    var said = heard.said();
    var repair = Repair.of(said, mending::about);
    if (!tasks.isOfAll(said) && (mending.before(repair) || mending.completes(said))) {
      return;
    }
    if (heard.wishes().size() > 1 && !mending.isAnsweredBy(said, heard.wishes()) && several(heard)) {
      return;
    }
    if (waitlist.adds(said)) {
      return;
    }
    var top = Objects.requireNonNull(play.top());
    play.decide("answer " + top.open());
    if (play.run(said) || (play.crossroad() != null && beneath(said))) {
      return;
    }
    if (repair.kind() == Repair.Kind.SKIP) {
      mending.skip(said);
    } else if (repair.kind() == Repair.Kind.EXPLAIN) {
      mending.help();
    } else if (cancels(said, repair)) {
      mending.cancel();
    } else if (said.intent().equals(Repair.HELP)) {
      mending.help();
    } else if (said.intent().equals(Repair.LANGUAGE)) {
      switchLanguage(said);
    } else {
      unanswered.hear(heard.said());
    }
  }

  /** "Nu, la celălalt" puts something right: what looks like giving up in it is a guess. */
  private static boolean cancels(Said said, Repair repair) {
    return repair.kind() == Repair.Kind.CANCEL || (said.intent().equals(Repair.CANCEL)
        && (repair.kind() != Repair.Kind.CORRECT || said.confidence() >= SURELY));
  }

  /** One part of the message answers the open question, or all are wishes of their own. */
  private boolean several(Heard heard) {
    var wishes = heard.wishes();
    for (int i = 0; i < wishes.size(); i++) {
      if (play.run(wishes.get(i))) {
        play.decide("answer in a part");
        var others = new ArrayList<>(wishes);
        others.remove(i);
        follow(tasks.known(others));
        return true;
      }
    }
    var known = tasks.known(wishes);
    if (known.size() < 2) {
      return false;
    }
    tasks.start(known);
    return true;
  }

  private void follow(List<Said> wishes) {
    if (wishes.size() == 1) {
      tasks.start(wishes.getFirst());
    } else if (!wishes.isEmpty()) {
      tasks.start(wishes);
    }
  }

  /**
   * What does not answer the engine's own question may answer the one it stands before; not where any words would, for they
   * may be about the engine's question.
   */
  private boolean beneath(Said said) {
    var before = List.copyOf(play.stack());
    var own = play.stack().removeLast();
    if (play.top() == null || own.flow().equals(Crossroad.CLARIFY.name())) {
      play.stack().add(own);
      return false;
    }
    if (own.flow().equals(Crossroad.SWITCH.name())) {
      var flow = Objects.requireNonNull(play.cast().of(own.opening().intent()));
      play.stack().add(play.stack().size() - 1, play.beginning(flow, own.opening()));
    }
    play.top(play.stack().getLast().parked(false));
    var below = play.stack().getLast();
    var open = play.look(below).open();
    // A task that has asked nothing yet hears nothing: it would only begin.
    if (open != null && open.slot().equals(below.open()) && !Ear.takesAnything(open) && play.run(said)) {
      play.decide("answer beneath");
      return true;
    }
    play.stack().clear();
    play.stack().addAll(before);
    return false;
  }

  private void switchLanguage(Said said) {
    play.decide("language");
    if (said.entity("language").filter(code -> !code.equals("ro") && !code.equals("en")).isPresent()) {
      play.say(Phrase.of("engine.foreign"));
    } else {
      play.speak(Dialogues.switched(said, play.person().language()));
      play.say(Phrase.of("engine.language"));
    }
    play.resume();
  }
}
