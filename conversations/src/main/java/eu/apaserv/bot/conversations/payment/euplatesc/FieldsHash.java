package eu.apaserv.bot.conversations.payment.euplatesc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** EuPlătesc's signature: HMAC-MD5 over each value with its length before it, "-" for an empty one. */
public final class FieldsHash {
  private final SecretKeySpec key;

  /** @param hexKey as the account's page shows it */
  public FieldsHash(String hexKey) {
    this.key = new SecretKeySpec(HexFormat.of().parseHex(hexKey), "HmacMD5");
  }

  /**
   * In capital hexadecimal digits.
   *
   * @param values in the order the signature has them
   */
  public String of(List<String> values) {
    var message = new StringBuilder();
    for (var value : values) {
      message.append(value.isEmpty() ? "-" : value.getBytes(StandardCharsets.UTF_8).length + value);
    }
    try {
      var mac = Mac.getInstance("HmacMD5");
      mac.init(key);
      return HexFormat.of().withUpperCase().formatHex(mac.doFinal(message.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacMD5", e);
    }
  }

  /** In a time that does not tell how much of a guess was right; capitals do not count. */
  boolean matches(@Nullable String hash, List<String> values) {
    return hash != null && MessageDigest.isEqual(hash.toUpperCase(java.util.Locale.ROOT)
        .getBytes(StandardCharsets.UTF_8), of(values).getBytes(StandardCharsets.UTF_8));
  }
}
