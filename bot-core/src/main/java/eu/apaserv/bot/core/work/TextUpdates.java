package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.Wording;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.dialogue.Wordings;
import eu.apaserv.bot.core.store.TextVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what staff publish while the program runs: rung by PostgreSQL's NOTIFY it looks at one number, and
 * every two seconds anyway, off every turn's way. A text
 * that may not be said, whoever put it there, is left out and the operator is told once; the built-in one is said.
 */
public final class TextUpdates {
  private static final Logger LOG = LoggerFactory.getLogger(TextUpdates.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final TextVersions versions;
  private final WordingCheck check;
  private final Texts texts;
  private final Set<Wording> told = ConcurrentHashMap.newKeySet();
  private final Bell bell = new Bell();
  private final Loop loop;
  private long seen;

  /**
   * @param texts those that are said
   */
  public TextUpdates(TextVersions versions, WordingCheck check, Texts texts) {
    this.versions = versions;
    this.check = check;
    this.texts = texts;
    this.loop = new Loop("texts", bell, EVERY, this::look);
  }

  /** Rung when something was published on this node: it is said at once. */
  public Bell bell() {
    return bell;
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  /** One look; the program's own loop calls it, and tests. */
  boolean look() {
    long stamp = versions.stamp();
    if (stamp != seen) {
      var good = new ArrayList<Wording>();
      for (var version : versions.published()) {
        var verdict = check.check(version.wording());
        if (verdict.isGood()) {
          good.add(version.wording());
        } else {
          tell(version.wording(), verdict.problems().toString());
        }
      }
      texts.say(new Wordings(good, this::tell));
      seen = stamp;
      LOG.info("{} texts written by staff are said in place of built-in ones", good.size());
    }
    return false;
  }

  private void tell(Wording wording, String why) {
    if (told.add(wording)) {
      LOG.error("The text {} ({}) that staff published cannot be said, the built-in one is: {}", wording.key(),
          wording.language().code(), why);
    }
  }
}
