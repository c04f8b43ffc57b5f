package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.util.UUID;

/** One-time codes that link a conversation to a client code. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class Codes {
  private final Database database;
  private final CodeSender sender;
  private final Business business;
  private final Clock clock;

  public Codes(Database database, CodeSender sender, Business business, Clock clock) {
    this.database = database;
    this.sender = sender;
    this.business = business;
    this.clock = clock;
  }

  /**
   * Sends a code to the contact on file.
   *
   * @param key once for a key
   * @param clientCode digits, see {@link Business.ClientCodes#read}; may be unknown
   * @param alternate to the other contact on file, if there is one
   */
  public CodeIssue issue(String key, UUID conversation, String clientCode, boolean alternate) {
    throw new UnsupportedOperationException(database + key + conversation + clientCode + alternate + sender);
  }

  /** Tries a code; the right one links. */
  public CodeCheck check(String key, UUID conversation, UUID id, String typed) {
    throw new UnsupportedOperationException(business + key + conversation + id + typed + clock);
  }
}
