package eu.apaserv.bot.core.store;

/**
 * Something the program needs is not there or does not start. The message is one line for the operator: what happened,
 * with which input, and what to do about it.
 */
public final class StartException extends RuntimeException {
  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
