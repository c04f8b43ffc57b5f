package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.core.store.StoreException;
import java.util.concurrent.CompletionException;

/**
 * How the program ends: 0 done; 1 it failed; 2 it was called or set up wrongly. What went wrong is one line on standard error;
 * only {@code --verbose} puts the stack trace before it.
 */
public final class ExitCode {
  public static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private ExitCode() {}

  /** Of something that was called wrongly. */
  public static int wrongUse(Terminal terminal, String text) {
    return say(terminal, WRONG_USE, text);
  }

  /** Commands throw {@link StartException} and {@link SettingsException} with a line that is meant for the operator. */
  public static int failed(Terminal terminal, Exception e, boolean verbose) {
    if (verbose) {
      e.printStackTrace(terminal.err());
    }
    return failed(terminal, reason(e), verbose ? "" : ": run it again with --verbose to see where");
  }

  private static int failed(Terminal terminal, Throwable e, String next) {
    if (e instanceof StartException || e instanceof SettingsException) {
      return say(terminal, e instanceof SettingsException ? WRONG_USE : FAILED, String.valueOf(e.getMessage()));
    }
    if (e instanceof StoreException store && store.isOutage()) {
      return say(terminal, FAILED,
          e.getMessage() + "; it is down, out of reach, full or too busy: look at its server, then "
              + "run this again");
    }
    return say(terminal, FAILED, "It failed unexpectedly (" + e.getClass().getSimpleName() + ")" + next);
  }

  /** What was begun beside the rest of the start fails in a wrapping that says nothing. */
  private static Throwable reason(Exception e) {
    return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
  }

  private static int say(Terminal terminal, int code, String text) {
    terminal.err().println("bot: " + text.strip().replaceAll("\\s*\\R\\s*", " "));
    return code;
  }
}
