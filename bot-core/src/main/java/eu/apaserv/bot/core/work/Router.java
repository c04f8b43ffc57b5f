package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.dialogue.Dialogues;
import eu.apaserv.bot.core.dialogue.Person;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Session;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Leased;
import eu.apaserv.bot.core.store.StoredContent;
import eu.apaserv.bot.core.store.Turned;
import eu.apaserv.bot.core.understanding.Entity;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who answers: staff who own the conversation, the stop switch, or the dialogue. */
public final class Router {
  /** Opting out, in any state and with nothing asked. */
  static final String STOP = "stop";
  /** Opting in again: the word alone, as providers define it. */
  private static final Set<String> START = Set.of("start", "unstop");
  /** With all the signs that somebody angry adds. */
  private static final int LONGEST_WORD = 160;
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final double CERTAIN = 0.9;
  /** The day somebody who stopped us was last told so. */
  private static final String TOLD_STOPPED = "engine.told_stopped";
  /** The day somebody to whom each answer is paid for was last told that it is enough. */
  private static final String TOLD_ENOUGH = "engine.told_enough";
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final Dialogues dialogues;
  private final Understanding understanding;
  private final Texts texts;
  private final Map<String, Capabilities> channels;
  private final Set<String> alwaysHeard;
  private final Clock clock;
  private final Flood flood;
  private final @Nullable Thrift thrift;

  /** Answers everything that comes, however fast. */
  public Router(Dialogues dialogues, Understanding understanding, Texts texts, Map<String, Capabilities> channels,
      Set<String> alwaysHeard, Clock clock) {
    this(dialogues, understanding, texts, channels, alwaysHeard, clock, new Flood(Integer.MAX_VALUE - 1), null);
  }

  /**
   * @param channels what each channel can show, by name
   * @param alwaysHeard intents that are answered also for who stopped our messages, without starting them again: it is they
   *   who ask, and it cannot wait
   * @param flood who writes too fast
   * @param thrift what is answered where each answer is paid for; null: everything
   */
  public Router(Dialogues dialogues, Understanding understanding, Texts texts, Map<String, Capabilities> channels,
      Set<String> alwaysHeard, Clock clock, Flood flood, @Nullable Thrift thrift) {
    this.dialogues = dialogues;
    this.understanding = understanding;
    this.texts = texts;
    this.channels = Map.copyOf(channels);
    this.alwaysHeard = Set.copyOf(alwaysHeard);
    this.clock = clock;
    this.flood = flood;
    this.thrift = thrift;
  }

  /** What comes of everything that waits in a conversation, message by message. */
  Turned turn(Leased leased) {
    var progress = new Progress(leased);
    for (var message : leased.messages()) {
      try {
        progress.take(message);
      } catch (RuntimeException | StackOverflowError e) {
        if (message.id() == leased.messages().getFirst().id()) {
          throw e;
        }
        // What went before is kept; alone at the front next time, the message that fails is counted and put aside.
        LOG.warn("Inbox message {} failed behind others; they are answered first: {}", message.id(), e.toString());
        return progress.turned();
      }
    }
    return progress.turned();
  }

  /** One leased conversation on its way through its messages. */
  private final class Progress {
    private final Leased leased;
    private final Capabilities capabilities;
    private final List<Turned.Done> done = new ArrayList<>();
    private final List<Turned.Reply> replies = new ArrayList<>();
    private Session session;
    private Language language;
    private boolean optedOut;
    private int lately;
    private @Nullable String waiting;

    Progress(Leased leased) {
      this.leased = leased;
      this.capabilities = Objects.requireNonNull(channels.get(leased.address().channel()),
          () -> "Messages of channel " + leased.address().channel() + " wait, but it is switched off");
      this.session = session(leased);
      this.language = leased.language();
      this.optedOut = leased.optedOut();
      this.lately = leased.lately();
    }

    private static Session session(Leased leased) {
      // A session nobody can read must not hold the conversation up for ever.
      boolean hopeless = leased.messages().getFirst().attempts() >= Turns.MOST_ATTEMPTS;
      return leased.state() == null || hopeless ? Session.empty() : Json.read(leased.state(), Session.class);
    }

    void take(Leased.Waiting message) {
      if (message.attempts() >= Turns.MOST_ATTEMPTS) {
        putAside(message);
        return;
      }
      if (StoredContent.isUnreadable(message.content())) {
        throw new IllegalStateException("Inbox message " + message.id() + " holds what this version cannot read");
      }
      var understood = understanding.understand(text(message.content()), language);
      var intent = understood.best().confidence() >= CERTAIN ? understood.best().intent() : "";
      if (intent.equals(STOP) || (message.content() instanceof Content.Text && word(message.content()).equals(STOP))) {
        stop(message, understood);
      } else if (leased.owner() != null) {
        done(message, "staff", ruled("staff_owns", understood));
      } else if (optedOut && message.content().equals(Conversations.HANDED_BACK)) {
        done(message, "stopped", ruled("stopped", understood));
      } else if (optedOut && isStart(message.content())) {
        optedOut = false;
        say(message, "engine.started", "answered", ruled("start", understood));
      } else if (optedOut && !alwaysHeard.contains(intent) && !asked()) {
        stillStopped(message, understood);
      } else {
        switch (message.attempts() > 0 ? Flood.Verdict.ANSWER : flood.of(++lately)) {
          case ANSWER -> afford(message, understood);
          case SAY_SO -> say(message, "engine.too_many", "flooded", ruled("too_many", understood));
          case SAY_NOTHING -> done(message, "flooded", ruled("too_many", understood));
        }
      }
    }

    /** Whether this is the answer to what we asked about something that is always heard. */
    private boolean asked() {
      return !session.stack().isEmpty() && session.stack().getLast().open() != null
          && alwaysHeard.contains(session.stack().getLast().opening().intent());
    }

    private void stop(Leased.Waiting message, Understood understood) {
      if (optedOut) {
        stillStopped(message, understood);
        return;
      }
      optedOut = true;
      session = new Session(List.of(), told(), List.of(), 0, session.at());
      if (capabilities.converses()) {
        say(message, "engine.stopped", "stopped", ruled("stop", understood));
      } else {
        done(message, "stopped", ruled("stop", understood)); // the page that was clicked has said it
      }
    }

    /** Said once a day: two machines that answer each other would never end. */
    private void stillStopped(Leased.Waiting message, Understood understood) {
      if (!capabilities.converses() || today().equals(session.facts().get(TOLD_STOPPED))) {
        done(message, "stopped", ruled("told_stopped_today", understood));
        return;
      }
      session = new Session(List.of(), told(), List.of(), 0, session.at());
      say(message, "engine.is_stopped", "stopped", ruled("is_stopped", understood));
    }

    private Map<String, String> told() {
      var facts = new HashMap<>(session.facts());
      facts.put(TOLD_STOPPED, today());
      return facts;
    }

    private String today() {
      return clock.instant().toString().substring(0, 10);
    }

    /** Where every character costs, so does every answer. */
    private void afford(Leased.Waiting message, Understood understood) {
      switch (thrift == null || !capabilities.brief() ? Flood.Verdict.ANSWER : thrift.of(leased, replies.size())) {
        case ANSWER -> converse(message, understood);
        case SAY_SO -> enough(message, understood);
        case SAY_NOTHING -> {
          if (Dialogues.isDanger(text(message.content()))) {
            converse(message, understood);
          } else {
            done(message, "flooded", ruled("too_dear", understood));
          }
        }
      }
    }

    private void enough(Leased.Waiting message, Understood understood) {
      if (today().equals(session.facts().get(TOLD_ENOUGH))) {
        done(message, "flooded", ruled("too_dear", understood));
        return;
      }
      var facts = new HashMap<>(session.facts());
      facts.put(TOLD_ENOUGH, today());
      session = new Session(session.stack(), facts, session.offered(), session.lost(), session.at(), session.done());
      say(message, "engine.enough_today", "flooded", ruled("too_dear", understood));
    }

    private void converse(Leased.Waiting message, Understood understood) {
      var person = new Person(leased.conversation(), leased.address(), language, capabilities, clock.instant());
      var turn = dialogues.take(Long.toString(message.id(), 36), session, person, message.content(), understood);
      session = turn.session();
      language = turn.language();
      waiting = turn.handOver() == null ? waiting : turn.handOver();
      turn.replies().forEach(content -> replies.add(new Turned.Reply(content, message.providerId())));
      done.add(new Turned.Done(message.id(), "answered", Json.write(turn.trace()), turn.secret()));
    }

    private void say(Leased.Waiting message, String key, String outcome, String trace) {
      var text = texts.render(language, capabilities.brief(), Phrase.of(key));
      replies.add(new Turned.Reply(new Content.Text(text), message.providerId()));
      done(message, outcome, trace);
    }

    void putAside(Leased.Waiting message) {
      waiting = "a message could not be processed";
      session = new Session(List.of(), session.facts(), List.of(), 0, session.at());
      say(message, "engine.failed", "quarantined", "{}");
    }

    void done(Leased.Waiting message, String outcome, String trace) {
      done.add(new Turned.Done(message.id(), outcome, trace));
    }

    Turned turned() {
      return new Turned(leased, Json.write(session), language, optedOut, waiting, done, replies);
    }
  }

  /** The trace of a message that no flow answers: the rule, and what was understood, without a word of it. */
  private static String ruled(String rule, Understood understood) {
    var best = understood.best();
    return Json.write(new Turn.Trace(best.intent(), best.confidence(), null, null, rule,
        understood.entities().stream().map(Entity::key).distinct().toList(), "", 0));
  }

  private static boolean isStart(Content content) {
    return START.contains(word(content));
  }

  /**
   * What is said without the signs around it, and between its letters: the two words that always count, count with them. Empty
   * for what is longer than such a word can be.
   */
  private static String word(Content content) {
    var said = text(content);
    return said.length() > LONGEST_WORD
        ? ""
        : SIGNS.matcher(Normalizer.normalize(said, Normalizer.Form.NFKC)).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static String text(Content content) {
    return switch (content) {
      case Content.Text(String body) -> body;
      case Content.Picked picked -> picked.title();
      case Content.Media media -> media.caption();
      default -> "";
    };
  }
}
