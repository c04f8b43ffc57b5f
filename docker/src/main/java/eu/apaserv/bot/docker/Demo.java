package eu.apaserv.bot.docker;

/** The demo: the whole assistant on a temporary database, with simulated providers and invented customers. */
public final class Demo {
  private Demo() {}

  /** Serves the phones, the mailbox and the console on 127.0.0.1 until the program is told to end. */
  public static int run(Terminal terminal, int port) {
    try (var store = Store.temporary()) {
      terminal.err()
          .println("bot: the phones are not wired to port " + port + " yet" + (store.address().isEmpty() ? "?" : ""));
    }
    return 1;
  }

  /** Lines in, replies out, until the input ends. */
  public static int talk(Terminal terminal, String channel, String number) {
    terminal.err().println("bot: " + channel + " is not wired yet for " + number);
    return 1;
  }
}
