package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;

/** Puts a message to a contact on file among those that are due. */
@FunctionalInterface
public interface CodeSender {
  /** The id of a decoy's address: nobody has it. */
  String NOBODY = "nobody";

  /**
   * Writes the message in the caller's transaction. The text holds a secret: keep it out of transcripts and logs.
   *
   * @param to on channel {@code sms} or {@code mail}; when its id is {@link #NOBODY} there is nobody to write to: do the
   *   same work (write a row that is settled from the start) and send nothing, so that time and rows say nothing about
   *   whether a client code exists
   * @param key unique for this message
   */
  Future<?> post(SqlClient transaction, String key, Address to, Language language, Phrase text);
}
