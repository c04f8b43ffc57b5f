package eu.apaserv.bot.core.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of an authenticator app: RFC 6238 with six digits, 30 seconds and SHA-1, as every app has it. */
public final class Totp {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 20;
  private static final int SECONDS = 30;
  private static final int DIGITS = 1_000_000;

  private Totp() {}

  /** A new secret, in base32. */
  public static String secret() {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    var text = new StringBuilder();
    int bits = 0;
    int value = 0;
    for (byte one : bytes) {
      value = (value << 8) | (one & 0xFF);
      for (bits += 8; bits >= 5; bits -= 5) {
        text.append(ALPHABET.charAt((value >>> (bits - 5)) & 31));
      }
    }
    return text.toString();
  }

  /** The code of a moment. */
  public static String code(String secret, Instant at) {
    return code(secret, at.getEpochSecond() / SECONDS);
  }

  /**
   * The step whose code this is, one step early or late allowed.
   *
   * @param after steps up to this one are used up
   * @return empty when it is none
   */
  public static OptionalLong step(String secret, String code, Instant at, long after) {
    long now = at.getEpochSecond() / SECONDS;
    for (long step = now - 1; step <= now + 1; step++) {
      if (step > after && code(secret, step).equals(code.replace(" ", ""))) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  private static String code(String secret, long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int at = hash[hash.length - 1] & 0xF;
      int number = ((hash[at] & 0x7F) << 24) | ((hash[at + 1] & 0xFF) << 16) | ((hash[at + 2] & 0xFF) << 8)
          | (hash[at + 3] & 0xFF);
      return String.format(Locale.ROOT, "%06d", number % DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA1", e);
    }
  }

  private static byte[] bytes(String secret) {
    var bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
    int bits = 0;
    int value = 0;
    for (int i = 0; i < secret.length(); i++) {
      value = (value << 5) | ALPHABET.indexOf(secret.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (value >>> bits));
      }
    }
    return bytes.array();
  }
}
