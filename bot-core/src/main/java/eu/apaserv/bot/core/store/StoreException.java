package eu.apaserv.bot.core.store;

/** The database could not be asked, or refused a statement: an outage or a defect, never an expected outcome. */
public final class StoreException extends RuntimeException {
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The database is down, full or out of reach: no statement of anybody's works now, so this one is not to blame. */
  public boolean isOutage() {
    return Outage.is(getCause());
  }
}
