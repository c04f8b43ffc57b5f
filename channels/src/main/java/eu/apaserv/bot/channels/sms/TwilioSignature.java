package eu.apaserv.bot.channels.sms;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Twilio-Signature}: Base64 of HMAC-SHA1 over the full public address with its query, followed by every form
 * field, sorted by name, as name and value (Twilio, "Validating requests").
 */
public final class TwilioSignature {
  public static final String HEADER = "X-Twilio-Signature";

  private static final Comparator<String> BY_CODE_POINT = (a, b) -> Arrays.compareUnsigned(octets(a), octets(b));

  private final SecretKeySpec key;

  public TwilioSignature(String authToken) {
    this.key = new SecretKeySpec(octets(authToken), "HmacSHA1");
  }

  /** The signature of a call. A field that comes twice counts once for each different value, in order. */
  public String of(String url, Form form) {
    var signed = new StringBuilder(url);
    form.fields().stream().distinct()
        .sorted(Comparator.comparing(Form.Field::name, BY_CODE_POINT).thenComparing(Form.Field::value, BY_CODE_POINT))
        .forEach(field -> signed.append(field.name()).append(field.value()));
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(octets(signed.toString())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HmacSHA1: use a complete one", e);
    }
  }

  /** Whether the signature was made for this call, under any of the bases the provider may have used; in constant time. */
  public boolean matches(String signature, Iterable<String> bases, String uri, Form form) {
    var given = octets(signature);
    boolean found = false;
    for (var base : bases) {
      found |= MessageDigest.isEqual(octets(of(base + uri, form)), given);
    }
    return found;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
