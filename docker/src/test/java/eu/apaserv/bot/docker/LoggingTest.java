package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import eu.apaserv.bot.channels.mail.MailChannel;
import eu.apaserv.bot.channels.mail.MailSettings;
import eu.apaserv.bot.channels.simulator.Mailbox;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
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

  /** The library stumbles over the answer that never came. */
  @Test
  void aMailServerThatHangsUpAfterTheTextIsOneLine() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var ear = new ListAppender<ILoggingEvent>();
    ear.start();
    var vertx = Assistant.vertx();
    var mailbox = new Mailbox(0, Clock.systemUTC());
    Database.await(mailbox.start(vertx));
    mailbox.dropNext(Mailbox.Stage.END);
    root.addAppender(ear);
    try {
      var channel = new MailChannel(vertx, MailSettings.parse(mailbox.url(), "noreply@apaserv.example"),
          Clock.systemUTC());
      assertThat(channel.send(new Outbound(1, new Address("mail", "ana@example.ro"), new Content.Text("x"), null),
          () -> OwnFile.of(Buffer.buffer()))).isInstanceOf(Delivery.Unknown.class);
      Database.await(vertx.close()); // what the connection still had to say is said
    } finally {
      root.detachAppender(ear);
    }
    assertThat(ear.list).singleElement().satisfies(event -> {
      assertThat(event.getThrowableProxy()).isNull();
      assertThat(event.getFormattedMessage()).contains("NullPointerException", "SMTPSendMail")
          .doesNotContain("isStatusOk", "\n");
    });
  }
}
