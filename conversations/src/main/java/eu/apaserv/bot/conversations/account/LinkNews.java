package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Phrase;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;

/**
 * Tells the contact on file that somebody may act for the account from now on, once, with the way to end it. Of several
 * contacts the one that has not seen the code: who got hold of one of them has not got hold of both.
 */
record LinkNews(Business business, CodeSender sender) {

  static LinkNews of(Business business, CodeSender sender) {
    return new LinkNews(business, sender);
  }

  /**
   * A chat was linked.
   *
   * @param contacts on file, the holder's first
   * @param codeWentTo where the proof was sent, masked
   */
  Future<?> linked(SqlClient transaction, String key, List<Contact> contacts, String codeWentTo, String undoToken) {
    return tell(transaction, key, contacts, codeWentTo, Phrase.of("code.linked", "company", business.company().name(),
        "phone", business.company().phone(), "token", undoToken));
  }

  /** Whom the holder let in has taken it up. */
  Future<?> accepted(SqlClient transaction, String key, List<Contact> contacts, String name, String undoToken) {
    return tell(transaction, key, contacts, "", Phrase.of("code.accepted", "company", business.company().name(),
        "phone", business.company().phone(), "name", name, "token", undoToken));
  }

  private Future<?> tell(SqlClient transaction, String key, List<Contact> contacts, String codeWentTo, Phrase text) {
    var contact = contacts.stream().filter(one -> Account.HOLDER.equals(one.role()))
        .filter(one -> !one.shown().equals(codeWentTo)).findFirst().orElse(contacts.getFirst());
    return sender.post(transaction, key, contact.address(), contact.language(), text);
  }
}
