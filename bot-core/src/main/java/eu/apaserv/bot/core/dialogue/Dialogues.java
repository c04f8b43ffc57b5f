package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Entity;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replay engine: a session and a message in, a session and replies out. It owns what every conversation needs beside
 * its task (cancel, help, another language, another task in the middle, misunderstandings, a person), so that no flow
 * contains any of it. Plain Java without clocks, threads or I/O of its own; safe for many threads.
 */
public final class Dialogues {
  private final Cast cast;
  private final Texts texts;
  private final Replies replies;
  private final Duration patience;

  /**
   * @param flows all of them; names and intents must not clash
   * @param patience how long an open question stays open
   */
  public Dialogues(List<Flow> flows, Texts texts, Links links, Duration patience) {
    this.cast = new Cast(flows);
    this.texts = texts;
    this.replies = new Replies(texts, links);
    this.patience = patience;
  }

  /** Whether these words say that somebody may be in danger. */
  public static boolean isDanger(String words) {
    return Mood.isDanger(words);
  }

  /**
   * Takes one message.
   *
   * @param key unique for the message and the same when it is taken again: effects are keyed by it
   * @param understood of the message's text
   */
  public Turn take(String key, Session session, Person person, Content content, Understood understood) {
    long began = System.nanoTime();
    boolean expired = expired(session, person);
    var fresh = expired
        ? new Session(List.of(), session.facts(), List.of(), 0, session.at())
        : session;
    var spoken = Heard.of(content, understood, fresh.offered());
    var heard = fresh.stack().isEmpty() ? spoken.agreeing(fresh.offered()) : spoken;
    var play = new Play(cast, key, fresh, person);
    var misses = new Misses(play, fresh.lost());
    var before = play.top();
    var waiting = new Waiting(play, session.at(), expired ? task(session) : null);
    new Hearing(play, texts, misses, waiting).hear(heard, understood);
    waiting.recall(before);
    int page = heard.pick().orElse(null) instanceof Pick.Page(int turned) ? turned : 0;
    var rendered = replies.of(play.script(), person, play.language(), key, page);
    if (rendered.contents().isEmpty()) {
      rendered = unchanged(play, person, key);
    }
    var next = new Session(play.stack(), play.facts(), rendered.offered(), misses.lost(), person.now(), play.done());
    return new Turn(next, play.language(), rendered.contents(), play.script().handOver(),
        trace(play, understood, (System.nanoTime() - began) / 1_000), play.script().blanked());
  }

  /** Nobody is left without a reply, also when a flow came to its end with nothing to say. */
  private Replies.Rendered unchanged(Play play, Person person, String key) {
    play.decide("unchanged");
    play.say(Phrase.of("engine.unchanged"));
    return replies.of(play.script(), person, play.language(), key, 0);
  }

  private boolean expired(Session session, Person person) {
    var at = session.at();
    return at != null && at.plus(patience).isBefore(person.now());
  }

  /** What was being done; null when nothing was. */
  private @Nullable Frame task(Session session) {
    return session.stack().reversed().stream()
        .filter(frame -> Crossroad.of(frame.flow()).isEmpty() && cast.named(frame.flow()) != null).findFirst()
        .orElse(null);
  }

  private static Turn.Trace trace(Play play, Understood understood, long micros) {
    var best = understood.best();
    var top = play.stack().isEmpty() ? null : play.stack().getLast();
    return new Turn.Trace(best.intent(), best.confidence(), top == null ? play.lastFlow() : top.flow(),
        top == null ? null : top.open(), play.decided(),
        understood.entities().stream().map(Entity::key).distinct().toList(), play.script().rule(), micros);
  }

  /** The language asked for, or the other one when none is named. */
  static Language switched(Said said, Language current) {
    return said.entity("language").map(code -> code.equals("en") ? Language.EN : Language.RO)
        .orElse(current == Language.RO ? Language.EN : Language.RO);
  }
}
