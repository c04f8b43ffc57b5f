package eu.apaserv.bot.channels.simulator;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How Meta signs and writes its webhooks; written apart from the channel, so that both cannot be wrong alike. */
final class HubSignature {
  private HubSignature() {}

  static String of(String secret, Buffer body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HmacSHA256", e);
    }
  }

  /** Meta escapes everything beyond ASCII, so a body written anew has another signature. */
  static String escaped(String json) {
    return json.chars().mapToObj(c -> c < 127 ? Character.toString(c) : "\\u%04x".formatted(c))
        .collect(Collectors.joining());
  }
}
