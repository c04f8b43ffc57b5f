package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Entity;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.time.Duration;
import java.util.List;

/**
 * The replay engine: a session and a message in, a session and replies out. It owns what every conversation needs beside
 * its task (cancel, help, another language, another task in the middle, misunderstandings, a person), so that no flow
 * contains any of it. Plain Java without clocks, threads or I/O of its own; safe for many threads.
 */
public final class Dialogues {
  private final Cast cast;
  private final Replies replies;
  private final Duration patience;

  /**
   * @param flows all of them; names and intents must not clash
   * @param patience how long an open question stays open
   */
  public Dialogues(List<Flow> flows, Texts texts, Links links, Duration patience) {
    this.cast = new Cast(flows);
    this.replies = new Replies(texts, links);
    this.patience = patience;
  }

  /**
   * Takes one message.
   *
   * @param key unique for the message and the same when it is taken again: effects are keyed by it
   * @param understood of the message's text
   */
  public Turn take(String key, Session session, Person person, Content content, Understood understood) {
    long began = System.nanoTime();
    var fresh = expired(session, person)
        ? new Session(List.of(), session.facts(), List.of(), 0, session.at())
        : session;
    var heard = Heard.of(content, understood, fresh.offered());
    var play = new Play(cast, key, fresh, person);
    play.hear(heard, understood);
    return turn(play, person, key, understood, began);
  }

  private boolean expired(Session session, Person person) {
    var at = session.at();
    return at != null && at.plus(patience).isBefore(person.now());
  }

  private Turn turn(Play play, Person person, String key, Understood understood, long began) {
    var language = play.language();
    var rendered = replies.of(play.script(), person, language, key);
    var session = new Session(play.stack(), play.facts(), rendered.offered(), play.lost(), person.now());
    return new Turn(session, language, rendered.contents(), play.script().handOver(),
        trace(play, understood, (System.nanoTime() - began) / 1_000), play.script().blanked());
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
