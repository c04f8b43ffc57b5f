package eu.apaserv.bot.core.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What things are known by without being kept: SHA-256 (FIPS 180-4), and with a key what only its holder can make,
 * HMAC-SHA-256 (RFC 2104). Every Java has both.
 */
public final class Digests {
  private static final String SIGNATURE = "HmacSHA256";
  private static final int TOKEN_BYTES = 16;

  private Digests() {}

  /** For what comes piece by piece. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no SHA-256: use a complete one", e);
    }
  }

  /** 32 bytes that stand for these. */
  public static byte[] sha256(byte[] bytes) {
    return sha256().digest(bytes);
  }

  /** 32 bytes that stand for a text, written in UTF-8. */
  public static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * 32 bytes that nobody makes without the key.
   *
   * @param parts what is signed, one after the other as if it were one
   */
  public static byte[] signature(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance(SIGNATURE);
      mac.init(new SecretKeySpec(key, SIGNATURE));
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + SIGNATURE + ": use a complete one", e);
    }
  }

  /** The signature of a purpose and of what is signed for it: one for another purpose says nothing about it. */
  public static byte[] signature(byte[] key, String purpose, byte[] signed) {
    return signature(key, purpose.getBytes(StandardCharsets.UTF_8), new byte[1], signed);
  }

  /** A signature cut to 128 bits, fit for an address: 22 signs that cannot be guessed, always the same ones. */
  public static String token(byte[] key, String of) {
    var signature = signature(key, of.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(signature, TOKEN_BYTES));
  }
}
