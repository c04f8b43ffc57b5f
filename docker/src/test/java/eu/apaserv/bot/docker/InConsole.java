package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StaffAccounts;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The console as staff see it: one assistant and one browser for all tests of a class. */
abstract class InConsole {
  static RunningAssistant running;
  static Chromium browser;
  static StaffAccounts accounts;

  @BeforeAll
  static void open() throws IOException {
    running = new RunningAssistant();
    running.start();
    accounts = new StaffAccounts(database(), Clock.systemUTC());
    browser = Chromium.open(home());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    running.stop();
  }

  static String home() {
    return "http://127.0.0.1:" + running.assistant().port();
  }

  static Database database() {
    return running.assistant().database();
  }
}
