package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns codes into hashes and unknown client codes into invented destinations. All nodes share it through the database; a
 * copy of the code table alone does not let anyone try the million codes.
 */
final class CodeSecret {
  private final SecretKeySpec key;

  private CodeSecret(byte[] value) {
    this.key = new SecretKeySpec(value, "HmacSHA256");
  }

  /** The database's, made at first use. */
  static CodeSecret of(Database database) {
    return new CodeSecret(Secrets.key(database, "link-codes"));
  }

  /** 32 bytes that nobody without the secret can tell from random ones. */
  byte[] of(String purpose, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot compute HMAC-SHA256", e);
    }
  }
}
