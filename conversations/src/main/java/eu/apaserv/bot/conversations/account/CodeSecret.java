package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns codes into hashes and unknown client codes into invented destinations. All nodes share it through the database; a
 * copy of the code table alone does not let anyone try the million codes.
 */
final class CodeSecret {
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  private CodeSecret(byte[] value) {
    this.key = new SecretKeySpec(value, "HmacSHA256");
  }

  /** The database's secret, made at first use by whoever comes first. */
  static CodeSecret of(Database database) {
    var value = new byte[BYTES];
    new SecureRandom().nextBytes(value);
    database.run("insert into secret (name, value) values ('link-codes', $1) on conflict do nothing",
        Buffer.buffer(value));
    return database.first(row -> new CodeSecret(row.getBuffer("value").getBytes()),
        "select value from secret where name = 'link-codes'").orElseThrow();
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
