package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.message.Digests;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Secrets;
import java.nio.charset.StandardCharsets;

/**
 * Turns codes into hashes and unknown client codes into invented destinations. All nodes share it through the database; a
 * copy of the code table alone does not let anyone try the million codes.
 */
final class CodeSecret {
  private final byte[] key;

  private CodeSecret(byte[] value) {
    this.key = value;
  }

  /** The database's, made at first use. */
  static CodeSecret of(Database database) {
    return new CodeSecret(Secrets.key(database, "link-codes"));
  }

  /** 32 bytes that nobody without the secret can tell from random ones. */
  byte[] of(String purpose, String text) {
    return Digests.signature(key, purpose, text.getBytes(StandardCharsets.UTF_8));
  }
}
