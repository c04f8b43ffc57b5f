package eu.apaserv.bot.docker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged, on standard error; logback.xml begins with warnings only. */
public enum Logging {
  /** For commands a person or a script waits for: warnings. */
  QUIET("WARN", "WARN"),
  /** For the server: what starts and stops. */
  SERVING("INFO", "WARN"),
  /** For looking for a defect. */
  VERBOSE("DEBUG", "INFO");

  private final String ours;
  private final String others;

  Logging(String ours, String others) {
    this.ours = ours;
    this.others = others;
  }

  public void apply() {
    set("eu.apaserv.bot", ours);
    set(org.slf4j.Logger.ROOT_LOGGER_NAME, others);
  }

  private static void set(String name, String level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(Level.toLevel(level));
    }
  }
}
