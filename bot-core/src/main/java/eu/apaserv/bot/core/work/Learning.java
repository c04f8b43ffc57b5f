package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Misunderstandings;
import eu.apaserv.bot.core.store.ModelVersions;
import eu.apaserv.bot.core.store.ModelVersions.Made;
import eu.apaserv.bot.core.store.ModelVersions.Version;
import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Learned;
import eu.apaserv.bot.core.understanding.Masking;
import eu.apaserv.bot.core.understanding.Teaching;
import eu.apaserv.bot.core.understanding.Understanding;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns while the program runs. What was not understood is kept, masked; staff say what it means; a model is trained with
 * it in the background, by one node at a time; it answers from then on, on every node and without a restart, if it does no
 * worse on the evaluation set shipped with the program. Every version is kept and can answer again.
 */
public final class Learning {
  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
  /** A node that dies while it trains keeps the others from it no longer. */
  private static final Duration LONGEST_TRAINING = Duration.ofMinutes(15);
  private static final int AT_ONCE = 200;
  /** In a busy hour it lags behind and makes up for it later: customers do not wait for what is learned from them. */
  private static final Duration APART = Duration.ofSeconds(1);
  private static final String ITSELF = "the program";

  private final Misunderstandings misunderstandings;
  private final ModelVersions versions;
  private final Teaching teaching;
  private final Learned understanding;
  private final Understanding builtIn;
  private final Correction correction;
  private final Clock clock;
  private final Duration quiet;
  private final AtomicReference<@Nullable String> wanted = new AtomicReference<>();
  private final Bell training = new Bell();
  private final Loop watching;
  private final Loop following;
  private final Loop retraining;
  private volatile boolean stopping;
  private long current = ModelVersions.BUILT_IN;
  private long broken = -1;

  /**
   * @param poll how often to look for messages to learn from and for another version
   * @param quiet how long nobody has labelled anything before a model is trained unasked
   */
  public Learning(Misunderstandings misunderstandings, ModelVersions versions, Teaching teaching, Clock clock,
      Duration poll, Duration quiet) {
    this.misunderstandings = misunderstandings;
    this.versions = versions;
    this.teaching = teaching;
    this.builtIn = teaching.builtIn();
    this.understanding = new Learned(builtIn);
    this.correction = new Correction(teaching.masking());
    this.clock = clock;
    this.quiet = quiet;
    this.watching = new Loop("learning-watch", new Bell(), poll, APART, this::watch);
    this.following = new Loop("learning-follow", new Bell(), poll, () -> {
      follow();
      return false;
    });
    this.retraining = new Loop("learning-train", training, poll.multipliedBy(10), () -> {
      trainWhenDue();
      return false;
    });
  }

  /** What answers, whichever version that is. */
  public Understanding understanding() {
    return understanding;
  }

  public void start() {
    watching.start();
    following.start();
    retraining.start();
  }

  /** Training under way is given up. */
  public void stop() {
    stopping = true;
    watching.stop();
    following.stop();
    retraining.stop();
  }

  /** What waits for a label, the most frequent first. */
  public List<Misunderstandings.Entry> open(int limit) {
    return misunderstandings.open(limit);
  }

  /**
   * Says what a message means.
   *
   * @param intent one of the product's, out of scope included
   * @param by who says so
   * @return false when there is no such message
   */
  public boolean label(UUID id, String intent, String by) {
    if (!teaching.intents().contains(intent)) {
      throw new IllegalArgumentException(intent + " is no intent: take one of " + teaching.intents());
    }
    return misunderstandings.label(id, intent, by);
  }

  /** Says that there is nothing to learn from a message. */
  public boolean dismiss(UUID id, String by) {
    return misunderstandings.dismiss(id, by);
  }

  /** Asks for a new model; this node trains it in the background unless another is at it. */
  public void want(String by) {
    wanted.set(by);
    training.ring();
  }

  /** The versions made so far, newest first, refused ones too. */
  public List<Version> versions(int limit) {
    return versions.all(teaching.base(), limit);
  }

  /** The version that answers on this node. */
  public synchronized long current() {
    return current;
  }

  /**
   * Lets a version answer from now on, on this node at once and on the others soon.
   *
   * @param version of {@link #versions}, or {@link ModelVersions#BUILT_IN}
   * @return false when there is no such version
   */
  public boolean choose(long version, String by) {
    boolean chosen = versions.choose(teaching.base(), version, by);
    if (chosen) {
      LOG.info("Understanding: {} chose version {}", by, version);
      follow();
    }
    return chosen;
  }

  /** Looks through what was answered since the last time. */
  boolean watch() {
    var looked = misunderstandings.answered(AT_ONCE);
    looked.ifPresent(some -> {
      for (var message : some.telling()) {
        correction.of(message).ifPresent(misunderstandings::keep);
      }
      misunderstandings.looked(some.upTo());
    });
    return looked.filter(some -> some.messages() == AT_ONCE).isPresent();
  }

  /** Loads the version that was chosen, when it is another than the one that answers. */
  synchronized void follow() {
    long chosen = versions.chosen(teaching.base());
    if (chosen == current || chosen == broken) {
      return;
    }
    var next = chosen == ModelVersions.BUILT_IN ? Optional.of(builtIn) : loaded(chosen);
    if (next.isEmpty()) {
      broken = chosen;
      return;
    }
    understanding.use(next.get());
    current = chosen;
    LOG.info("Understanding: version {} answers", chosen);
  }

  private Optional<Understanding> loaded(long version) {
    try {
      var model = versions.model(version);
      return model.isPresent() ? Optional.of(teaching.load(model.get())) : Optional.empty();
    } catch (IOException e) {
      LOG.error("Version {} of the understanding cannot be read; version {} goes on answering", version, current, e);
      return Optional.empty();
    }
  }

  /** On a thread of its own: it calculates for long, and those who wait for answers must not wait for it. */
  private void trainWhenDue() throws InterruptedException {
    var by = wanted.getAndSet(null);
    if (by == null && !due()) {
      return;
    }
    var work = new FutureTask<>(() -> train(by == null ? ITSELF : by));
    Thread.ofPlatform().name("learning").daemon().start(work);
    try {
      work.get();
    } catch (ExecutionException e) {
      if (!stopping) {
        throw new IllegalStateException("The understanding could not be trained", e.getCause());
      }
    }
  }

  /** Staff have decided something new and are done for now. */
  private boolean due() {
    var decided = misunderstandings.lastDecided();
    var last = versions.all(teaching.base(), 1).stream().map(v -> v.made().upto()).findFirst().orElse(Instant.EPOCH);
    return decided != null && decided.isAfter(last) && decided.plus(quiet).isBefore(clock.instant());
  }

  /**
   * Trains a model, keeps it, and lets it answer if it is no worse than the one that does.
   *
   * @return what came of it; empty when another node trains
   */
  public Optional<Version> train(String by) {
    if (!versions.takeTraining(LONGEST_TRAINING)) {
      return Optional.empty();
    }
    try {
      follow();
      var upto = Objects.requireNonNullElse(misunderstandings.lastDecided(), Instant.EPOCH);
      var lessons = misunderstandings.lessons().stream()
          .filter(e -> teaching.intents().contains(e.label()))
          .map(e -> new Example(e.label(), Masking.learnable(e.text()))).toList();
      var model = teaching.learn(lessons, new Breather(() -> stopping));
      return Optional.of(judge(by, upto, lessons.size(), model));
    } catch (IOException e) {
      throw new IllegalStateException("A model that was just made cannot be read", e);
    } finally {
      versions.endTraining();
    }
  }

  private Version judge(String by, Instant upto, int lessons, byte[] model) throws IOException {
    var base = teaching.base();
    long against = current();
    var running = teaching.score(understanding.current());
    var score = teaching.score(teaching.load(model));
    boolean accepted = score.right() >= running.right();
    var made = new Made(base, by, lessons, upto, score.right(), score.messages(), against, running.right(), accepted);
    long number = versions.keep(made, model);
    LOG.info("Understanding: version {} with {} more sentences has {} of {} right, version {} has {}: {}", number,
        lessons, score.right(), score.messages(), against, running.right(), accepted ? "accepted" : "refused");
    if (accepted) {
      choose(number, by);
    }
    return versions.all(base, 1).getFirst();
  }
}
