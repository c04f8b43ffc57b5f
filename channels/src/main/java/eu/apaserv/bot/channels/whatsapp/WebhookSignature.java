package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.message.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code X-Hub-Signature-256}: HMAC-SHA256 over the raw octets with the app secret, in hex after {@code sha256=}. */
final class WebhookSignature {
  static final String HEADER = "X-Hub-Signature-256";
  private static final String PREFIX = "sha256=";
  private static final int LENGTH = PREFIX.length() + 64;
  private final List<byte[]> keys;

  WebhookSignature(List<String> secrets) {
    keys = secrets.stream().map(secret -> secret.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Whether one of the secrets made this signature; takes the same time wherever it differs. */
  boolean matches(@Nullable String header, byte[] body) {
    if (header == null || header.length() != LENGTH || !header.startsWith(PREFIX)) {
      return false;
    }
    byte[] given;
    try {
      given = HexFormat.of().parseHex(header, PREFIX.length(), LENGTH);
    } catch (IllegalArgumentException notHex) {
      return false;
    }
    var matches = false;
    for (var key : keys) {
      matches |= MessageDigest.isEqual(Digests.signature(key, body), given);
    }
    return matches;
  }
}
