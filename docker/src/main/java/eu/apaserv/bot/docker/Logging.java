package eu.apaserv.bot.docker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** How much is logged, on standard error; logback.xml begins with warnings only. */
public enum Logging {
  /** For commands a person or a script waits for: warnings. */
  QUIET("WARN", "WARN"),
  /** For the server: what starts and stops. */
  SERVING("INFO", "WARN"),
  /** For looking for a defect. */
  VERBOSE("DEBUG", "INFO");

  /** Of the stack, innermost first: what a library tripped in and who called it. */
  private static final int PLACES = 8;

  private final String ours;
  private final String others;

  Logging(String ours, String others) {
    this.ours = ours;
    this.others = others;
  }

  public void apply() {
    set("eu.apaserv.bot", ours);
    set(org.slf4j.Logger.ROOT_LOGGER_NAME, others);
    // It writes a stack trace for each of thousands of calls that somebody sends without reading; they are hung up on.
    set("io.netty.channel.AbstractChannelHandlerContext", "OFF");
    Thread.setDefaultUncaughtExceptionHandler(Logging::ended);
  }

  /**
   * A library's thread that trips over what it was sent: one line in our format, and without the message, which may quote
   * anything of anybody.
   */
  private static void ended(Thread thread, Throwable e) {
    LoggerFactory.getLogger(Logging.class).error("A thread ended, {}: {} at {}", thread, e.getClass().getName(),
        places(e));
  }

  /** The same of what is called back on an event loop, which goes on: for {@code Vertx.exceptionHandler}. */
  static void stumbled(Throwable e) {
    LoggerFactory.getLogger(Logging.class).error("Something that came was left unfinished: {} at {}",
        e.getClass().getName(), places(e));
  }

  private static String places(Throwable e) {
    return Arrays.stream(e.getStackTrace()).limit(PLACES).map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }

  /**
   * From now on one JSON object a line, for programs that gather logs: what happened, when, where, and in {@code mdc} the
   * inbox or outbox row it is about, by which a message is followed from room to room.
   */
  public static void asJson() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.iteratorForAppenders().forEachRemaining(appender -> {
        if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
          console.setEncoder(json(root.getLoggerContext()));
        }
      });
    }
  }

  private static JsonEncoder json(LoggerContext context) {
    var encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithContext(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithThreadName(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithKVPList(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }

  private static void set(String name, String level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(Level.toLevel(level));
    }
  }
}
