package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The replay engine: a session and a message in, a session and replies out. It owns what every conversation needs beside
 * its task (cancel, help, another language, another task in the middle, misunderstandings, a person), so that no flow
 * contains any of it. Plain Java without clocks, threads or I/O of its own; safe for many threads.
 */
public final class Dialogues {
  private final Map<String, Flow> byName = new HashMap<>();
  private final Map<String, Flow> byIntent = new HashMap<>();
  private final Replies replies;
  private final Duration patience;

  /**
   * @param flows all of them; names and intents must not clash
   * @param patience how long an open question stays open
   */
  public Dialogues(List<Flow> flows, Texts texts, Links links, Duration patience) {
    for (var flow : flows) {
      put(byName, flow.name(), flow);
      flow.intents().forEach(intent -> put(byIntent, intent, flow));
    }
    this.replies = new Replies(texts, links);
    this.patience = patience;
  }

  private static void put(Map<String, Flow> map, String key, Flow flow) {
    if (map.put(key, flow) != null) {
      throw new IllegalArgumentException("Two flows claim " + key + "; " + flow.name() + " is one of them");
    }
  }

  /**
   * Takes one message.
   *
   * @param key unique for the message and the same when it is taken again: effects are keyed by it
   * @param understood of the message's text
   */
  public Turn take(String key, Session session, Person person, Content content, Understood understood) {
    var fresh = expired(session, person)
        ? new Session(List.of(), session.facts(), List.of(), 0, session.at())
        : session;
    var heard = Heard.of(content, understood, fresh.offered());
    var play = new Play(byName, byIntent, key, fresh, person);
    play.hear(heard, understood);
    return turn(play, person, key, understood);
  }

  private boolean expired(Session session, Person person) {
    var at = session.at();
    return at != null && at.plus(patience).isBefore(person.now());
  }

  private Turn turn(Play play, Person person, String key, Understood understood) {
    var language = play.language();
    var rendered = replies.of(play.script(), person, language, key);
    var session = new Session(play.stack(), play.facts(), rendered.offered(), play.lost(), person.now());
    return new Turn(session, language, rendered.contents(), play.script().handOver(), trace(play, understood));
  }

  private static Turn.Trace trace(Play play, Understood understood) {
    var best = understood.best();
    var top = play.stack().isEmpty() ? null : play.stack().getLast();
    return new Turn.Trace(best.intent(), best.confidence(), top == null ? play.lastFlow() : top.flow(),
        top == null ? null : top.open(), play.decided());
  }

  /** The language asked for, or the other one when none is named. */
  static Language switched(Said said, Language current) {
    return said.entity("language").map(code -> code.equals("en") ? Language.EN : Language.RO)
        .orElse(current == Language.RO ? Language.EN : Language.RO);
  }
}
