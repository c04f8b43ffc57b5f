package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import eu.apaserv.bot.conversations.flow.Walkers.Walked;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A hundred thousand messages of every kind break nothing. {@code -Dseed=…} walks elsewhere, {@code -Dwalks=…} further,
 * {@code -Dwalk=…} plays one person alone; what breaks is told with its seed and as the shortest story that breaks it.
 */
class WalkTest {
  private static final long SEED = Long.getLong("seed", 20261127);
  private static final int WALKS = Integer.getInteger("walks", 1_500);
  private static final int TURNS = 100_000;

  private static Vertx vertx;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    Database.await(vertx.close());
  }

  @Test
  void aHundredThousandMessagesBreakNothing() throws IOException {
    var log = new ListAppender<ILoggingEvent>();
    var ours = (Logger) LoggerFactory.getLogger("eu.apaserv.bot");
    log.start();
    ours.addAppender(log);
    try {
      walk();
    } finally {
      ours.detachAppender(log);
    }
    // What goes wrong on the way of a message is caught so that its sender gets an answer: here it counts.
    assertThat(log.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
        .extracting(ILoggingEvent::getFormattedMessage, WalkTest::thrown).isEmpty();
  }

  private static String thrown(ILoggingEvent event) {
    return event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
  }

  private static void walk() throws IOException {
    var walkers = new Walkers(vertx, Sample.load(), SEED);
    var one = Integer.getInteger("walk");
    long began = System.nanoTime();
    var walked = one == null ? walkers.walk(0, WALKS) : walkers.walk(one, one + 1);
    tell(walked, (System.nanoTime() - began) / 1e9);
    assertThat(walked.broken().values()).as("The shortest stories that break something").isEmpty();
    if (one == null && WALKS >= 1_500) {
      assertThat(walked.turns()).isGreaterThanOrEqualTo(TURNS);
    }
  }

  private static void tell(Walked walked, double seconds) {
    System.out.printf(Locale.ROOT,
        "Walked %d turns of %d people from seed %d in %.1f s (%.0f turns/s, %.2f statements a turn)%n",
        walked.turns(), walked.people(), SEED, seconds, walked.turns() / seconds,
        (double) walked.statements() / walked.turns());
  }
}
