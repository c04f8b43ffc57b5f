package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
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
  public static final Seal NONE = none("CONSOLE_KEYS");
  static final String MARK = "sealed:";
  /** Before a text that is not sealed and only looks so, for anybody may write to us what they like. */
  private static final String UNSEALED = MARK + ":";
  /** Stands first in place of a key: nothing more is sealed, and the others still open. */
  private static final String NO_MORE = "none";
  private static final int LONGEST_NAME = 40;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String setting;
  private final SequencedMap<String, SecretKeySpec> keys;
  /** The name of the key that seals; null: nothing is sealed. */
  private final @Nullable String first;

  private Seal(String setting, SequencedMap<String, SecretKeySpec> keys, boolean seals) {
    this.setting = setting;
    this.keys = keys;
    this.first = seals ? keys.sequencedKeySet().getFirst() : null;
  }

  /** @param setting where an operator would write keys */
  static Seal none(String setting) {
    return new Seal(setting, new LinkedHashMap<>(), false);
  }

  /** Keys as {@link #read(String, String)} takes them, of {@code CONSOLE_KEYS}. */
  public static Seal read(String text) {
    return read("CONSOLE_KEYS", text);
  }

  /**
   * Keys as an operator writes them: {@code name:base64} of 32 bytes, the one that seals first, older ones behind it. With
   * {@code none} in front nothing more is sealed.
   *
   * @param setting where they are written, to be named in errors
   * @throws IllegalArgumentException saying what is wrong, without the key
   */
  public static Seal read(String setting, String text) {
    var keys = new LinkedHashMap<String, SecretKeySpec>();
    var parts = List.of(text.split(",", -1));
    boolean seals = !parts.getFirst().strip().equals(NO_MORE);
    for (var part : seals ? parts : parts.subList(1, parts.size())) {
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
    return new Seal(setting, keys, seals);
  }

  /** Cannot be opened: the key is not there, or it was sealed for another place, or changed. */
  public static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Pattern BEHIND = Pattern.compile("^([^/]*/[^/]*)/.*$", Pattern.DOTALL);

    /** @param place of which the table and no more than one name are told: names after that may be numbers of people */
    Closed(String place, String why, @Nullable Throwable cause) {
      super("What is kept at " + BEHIND.matcher(place).replaceFirst("$1/…") + " " + why, cause);
    }
  }

  /**
   * Seals a text for one place.
   *
   * @param place where it is kept: sealed text moved to another place cannot be opened
   */
  public String seal(String text, String place) {
    if (first == null) {
      return text.startsWith(MARK) ? UNSEALED + text : text;
    }
    var sealed = sealed(first, text.getBytes(StandardCharsets.UTF_8), place);
    return MARK + first + ":" + Base64.getEncoder().encodeToString(sealed);
  }

  /** Seals bytes for one place; the mark and the key's name stand before them as they do before a text. */
  byte[] seal(byte[] bytes, String place) {
    if (first == null) {
      return bytes;
    }
    var head = (MARK + first + ":").getBytes(StandardCharsets.UTF_8);
    var sealed = sealed(first, bytes, place);
    return ByteBuffer.allocate(head.length + sealed.length).put(head).put(sealed).array();
  }

  private byte[] sealed(String name, byte[] bytes, String place) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    var sealed = cipher(Cipher.ENCRYPT_MODE, key(name, place), nonce, place, bytes);
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * Opens what was sealed for this place; what never was is given as it is.
   *
   * @throws Closed when the key is not there, or it was sealed for another place or changed
   */
  public String open(String kept, String place) {
    var name = keyOf(kept);
    if (name == null) {
      return kept.startsWith(UNSEALED) ? kept.substring(UNSEALED.length()) : kept;
    }
    var key = key(name, place);
    try {
      var all = Base64.getDecoder().decode(kept.substring(MARK.length() + name.length() + 1));
      return new String(opened(key, all, place), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Closed(place, "cannot be opened: it was changed", e);
    }
  }

  /** Opens bytes that were sealed for this place; those that never were are given as they are. */
  byte[] open(byte[] kept, String place) {
    var head = new String(kept, 0, Math.min(kept.length, MARK.length() + LONGEST_NAME + 1),
        StandardCharsets.ISO_8859_1);
    var name = keyOf(head);
    return name == null
        ? kept
        : opened(key(name, place), Arrays.copyOfRange(kept, MARK.length() + name.length() + 1, kept.length), place);
  }

  /** The name of the key that something is sealed with; null when it is not sealed. */
  static @Nullable String keyOf(String kept) {
    int end = kept.startsWith(MARK) ? kept.indexOf(':', MARK.length()) : -1;
    return end <= MARK.length() ? null : kept.substring(MARK.length(), end);
  }

  private SecretKeySpec key(String name, String place) {
    var key = keys.get(name);
    if (key == null) {
      throw new Closed(place, "is sealed with key " + name + ", which is not among " + setting, null);
    }
    return key;
  }

  private static byte[] opened(SecretKeySpec key, byte[] all, String place) {
    if (all.length < NONCE_BYTES) {
      throw new Closed(place, "cannot be opened: it was cut", null);
    }
    return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(all, NONCE_BYTES), place,
        Arrays.copyOfRange(all, NONCE_BYTES, all.length));
  }

  /** Whether it is sealed, or left unsealed, as it would be now. */
  public boolean isCurrent(String kept) {
    return keys.isEmpty() || Objects.equals(keyOf(kept), first);
  }

  /** The name of the key that seals; null: nothing is sealed. */
  @Nullable
  String first() {
    return first;
  }

  /** The names of all keys, the one that seals first. */
  Set<String> names() {
    return Collections.unmodifiableSet(keys.keySet());
  }

  /**
   * A short proof that nobody can make without the key, and that tells nothing of it.
   *
   * @param purpose proofs for one purpose say nothing about those for another
   */
  byte[] proof(String name, String purpose, String of) {
    return mac(mac(key(name, purpose).getEncoded(), purpose), of);
  }

  private static byte[] mac(byte[] key, String of) {
    return Digests.signature(key, of.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] cipher(int mode, SecretKeySpec key, byte[] nonce, String place, byte[] bytes) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new Closed(place, "cannot be opened: it was sealed elsewhere, or changed", e);
    }
  }
}
