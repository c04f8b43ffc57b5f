package eu.apaserv.bot.core.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what must stay unread in a copy of the database: AES-256-GCM under keys that are kept elsewhere. The key's name
 * stands before what it sealed, so that keys are changed by putting a new one in front. Without keys nothing is sealed.
 */
public final class Seal {
  /** Without keys: as it is. */
  public static final Seal NONE = new Seal(new LinkedHashMap<>());
  private static final String MARK = "sealed:";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SequencedMap<String, SecretKeySpec> keys;

  private Seal(SequencedMap<String, SecretKeySpec> keys) {
    this.keys = keys;
  }

  /**
   * Keys as an operator writes them: {@code name:base64} of 32 bytes, the one that seals first, older ones behind it.
   *
   * @throws IllegalArgumentException saying what is wrong, without the key
   */
  public static Seal read(String text) {
    var keys = new LinkedHashMap<String, SecretKeySpec>();
    for (var part : text.split(",", -1)) {
      var sides = part.strip().split(":", 2);
      if (sides.length != 2 || !sides[0].matches("[A-Za-z0-9_-]{1,40}")) {
        throw new IllegalArgumentException("a key is name:base64, with a name of letters and digits");
      }
      var bytes = Base64.getDecoder().decode(sides[1]);
      if (bytes.length != KEY_BYTES) {
        throw new IllegalArgumentException("key " + sides[0] + " has " + bytes.length + " bytes, not " + KEY_BYTES);
      }
      if (keys.put(sides[0], new SecretKeySpec(bytes, "AES")) != null) {
        throw new IllegalArgumentException("key " + sides[0] + " is there twice");
      }
    }
    return new Seal(keys);
  }

  /** Cannot be opened: the key is not there, or it was sealed for another place, or changed. */
  public static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Closed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Seals a text for one place.
   *
   * @param place where it is kept: sealed text moved to another place cannot be opened
   */
  public String seal(String text, String place) {
    if (keys.isEmpty()) {
      return text;
    }
    var name = keys.sequencedKeySet().getFirst();
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    var sealed = cipher(Cipher.ENCRYPT_MODE, Objects.requireNonNull(keys.get(name)), nonce, place,
        text.getBytes(StandardCharsets.UTF_8));
    var all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    return MARK + name + ":" + Base64.getEncoder().encodeToString(all);
  }

  /**
   * Opens what was sealed for this place; what never was is given as it is.
   *
   * @throws Closed when the key is not there, or it was sealed for another place or changed
   */
  public String open(String kept, String place) {
    if (!kept.startsWith(MARK)) {
      return kept;
    }
    var sides = kept.substring(MARK.length()).split(":", 2);
    var key = keys.get(sides[0]);
    if (key == null || sides.length != 2) {
      throw new Closed("What is kept at " + place + " is sealed with key " + sides[0]
          + ", which is not among CONSOLE_KEYS", null);
    }
    var all = Base64.getDecoder().decode(sides[1]);
    var opened = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(all, NONCE_BYTES), place,
        Arrays.copyOfRange(all, NONCE_BYTES, all.length));
    return new String(opened, StandardCharsets.UTF_8);
  }

  /** Whether it is sealed, or left unsealed, as it would be now. */
  public boolean isCurrent(String kept) {
    return keys.isEmpty() || kept.startsWith(MARK + keys.sequencedKeySet().getFirst() + ":");
  }

  private static byte[] cipher(int mode, SecretKeySpec key, byte[] nonce, String place, byte[] bytes) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new Closed("What is kept at " + place + " cannot be opened: it was sealed elsewhere, or changed", e);
    }
  }
}
