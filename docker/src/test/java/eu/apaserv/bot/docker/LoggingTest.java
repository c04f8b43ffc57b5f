package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of what nobody caught. */
class LoggingTest {
  private static final String NUMBER = "40733000777";

  @Test
  void aThreadThatEndsIsOneLineThatSaysWhereAndNotWhatItWasSent() throws InterruptedException {
    var before = Thread.getDefaultUncaughtExceptionHandler();
    var ours = (Logger) LoggerFactory.getLogger("eu.apaserv.bot");
    var ear = new ListAppender<ILoggingEvent>();
    ear.start();
    ours.addAppender(ear);
    Logging.QUIET.apply();
    try {
      Thread.ofPlatform().name("reads").start(() -> {
        throw new IllegalArgumentException("from " + NUMBER);
      }).join();
    } finally {
      ours.detachAppender(ear);
      ours.setLevel(null);
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(ear.list).singleElement().satisfies(event -> {
      assertThat(event.getThrowableProxy()).isNull();
      assertThat(event.getFormattedMessage()).contains("reads", "IllegalArgumentException", "LoggingTest")
          .doesNotContain(NUMBER, "\n");
    });
  }
}
