package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Entity;
import java.util.List;
import java.util.Objects;

/**
 * What neither answers the open question nor mends it: a greeting, another task, the same wish again, a value for later, or
 * nothing that is understood.
 */
final class Unanswered {
  /** So few words only name the task that is open. */
  private static final int NAMED = 2;
  private static final double SURE_AGAIN = 0.9;
  /** Characters; what is longer tells something else, and a session must not grow by it. */
  private static final int LONGEST_VALUE = 100;

  private final Play play;
  private final Tasks tasks;
  private final Misses misses;
  private final Waiting waiting;

  Unanswered(Play play, Tasks tasks, Misses misses, Waiting waiting) {
    this.play = play;
    this.tasks = tasks;
    this.misses = misses;
    this.waiting = waiting;
  }

  void hear(Said said) {
    var flow = said.confidence() >= Repair.SURE ? play.cast().of(said.intent()) : null;
    var top = Objects.requireNonNull(play.top());
    if (said.intent().equals(Repair.GREET) && said.confidence() >= Repair.SURE) {
      play.decide("greet");
      play.say(Phrase.of("engine.hello"));
      waiting.remind();
      play.resume();
    } else if (flow != null && !flow.name().equals(top.flow())) {
      tasks.start(said);
    } else if (flow != null && !repeats(top, said) && (anew(top, said) || narrowed(flow, top, said))) {
      play.decide("anew");
      play.top(play.beginning(flow, flow.name().equals(top.flow()) && top.answers().isEmpty()
          ? flow.joining(top.opening(), said)
          : said));
      play.run(null);
    } else if ((flow != null && !said.entities().isEmpty() && !repeats(top, said)) || bare(top, said)
        || named(top, said)) {
      play.decide("noted");
      var answered = play.look(top).answers();
      play.top(top.knowing(said));
      said.entities().stream()
          .filter(entity -> !isMark(said, entity)
              && answered.stream().noneMatch(step -> Ear.chosen(step.question(), said, entity)))
          .forEach(entity -> play.script().note(Phrase.plain(Ear.words(said, entity))));
      play.resume();
    } else if (Mood.isRude(said.text())) {
      rude();
    } else if (flow != null && (Folding.plain(said.text()).size() <= NAMED || again(top, said))) {
      misses.missed(said, Phrase.of("engine.here", "task", Tasks.title(play, top.opening())));
    } else {
      misses.missed(said, Phrase.of("engine.missed"));
    }
  }

  /** It only says what kind of thing was said, "how long does it take", and names nothing that could be noted. */
  private static boolean isMark(Said said, Entity entity) {
    return entity.value().equals("1") && Ear.words(said, entity).chars().noneMatch(Character::isDigit);
  }

  /** The same wish in words that lead to another question: "the open ones" where all are offered. */
  private boolean narrowed(Flow flow, Frame top, Said said) {
    if (top.opening().attachment() != null
        || !(flow.aside() || (top.answers().isEmpty() && top.effects().isEmpty()))) {
      return false;
    }
    var sofar = play.look(top);
    var now = sofar.open();
    var then = play.look(play.beginning(flow, said)).open();
    if (then != null && sofar.answer(then.slot()).isPresent()) {
      return false;
    }
    return now == null || then == null || !then.prompt().equals(now.prompt())
        || !then.options().stream().map(Option::key).toList().equals(now.options().stream().map(Option::key).toList());
  }

  /** Word for word what the open task began with: nothing of it is new. */
  private static boolean repeats(Frame top, Said said) {
    return Folding.plain(said.text()).equals(Folding.plain(top.opening().text()));
  }

  /** The wish that the open task began with, in other words. */
  private static boolean again(Frame top, Said said) {
    return said.confidence() >= SURE_AGAIN && said.intent().equals(top.opening().intent());
  }

  /** A value that the open question wants noted for another one that comes later. */
  private boolean named(Frame top, Said said) {
    var open = play.look(top).open();
    return open != null && said.text().length() <= LONGEST_VALUE
        && said.entities().stream().map(Entity::key).anyMatch(open.noting()::contains);
  }

  /**
   * The same wish said again with other particulars, or another one of the same flow, before anything was answered: it takes
   * the place of the first.
   */
  private static boolean anew(Frame top, Said said) {
    var first = top.opening().entities().stream().map(Entity::key).toList();
    return top.answers().isEmpty() && top.effects().isEmpty() && top.opening().attachment() == null
        && (!said.intent().equals(top.opening().intent())
            || (!first.isEmpty() && said.entities().stream().map(Entity::key).toList().containsAll(first)));
  }

  /** A bare value that the open task may want later, where something else is chosen first: kept, not said again. */
  private boolean bare(Frame top, Said said) {
    var flow = said.confidence() >= Repair.SURE / 2 ? play.cast().of(said.intent()) : null;
    var open = play.look(top).open();
    return flow != null && flow.name().equals(top.flow()) && open != null && !open.freeText() && !open.secret()
        && open.options().size() > 1 && !said.entities().isEmpty();
  }

  /** Whoever is rude is offered a person. */
  void rude() {
    play.decide("rude");
    if (play.top() == null) {
      play.say(Phrase.of("engine.rude"));
      play.cast().title(Repair.PERSON)
          .ifPresent(title -> play.script().offer(List.of(new Suggestion(title, Repair.PERSON))));
    } else {
      misses.missed(new Said("", null, "", 0, List.of()), Phrase.of("engine.rude"));
    }
  }
}
