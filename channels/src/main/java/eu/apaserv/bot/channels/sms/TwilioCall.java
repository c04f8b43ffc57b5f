package eu.apaserv.bot.channels.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.message.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A call of the provider: a form, whose fields are signed; or JSON, of which the address holds a digest, and the address
 * is signed.
 *
 * @param signed the fields that the signature is over
 * @param fields what is said
 * @param genuine a digest in the address is that of the body; it says nothing without the signature
 */
record TwilioCall(Form signed, Form fields, boolean genuine) {
  private static final String DIGEST = "bodySHA256";
  private static final Form NOTHING = new Form(List.of());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_FIELDS = 256;

  /** Empty when it is more than any provider sends. */
  static Optional<TwilioCall> read(Request request) {
    var digest = request.query().get(DIGEST);
    if (digest == null) {
      return Form.read(request.body()).map(form -> new TwilioCall(form, form, true));
    }
    boolean genuine = MessageDigest.isEqual(sha256(request.body().getBytes()),
        digest.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    return Optional.of(new TwilioCall(NOTHING, genuine ? fields(request.body().getBytes()) : NOTHING, genuine));
  }

  /** Only what stands at the top, as a form would have it. */
  private static Form fields(byte[] body) {
    var fields = new ArrayList<Form.Field>();
    try {
      var json = JSON.readTree(body);
      for (var entry : json.properties()) {
        if (entry.getValue().isValueNode() && !entry.getValue().isNull() && fields.size() < MOST_FIELDS) {
          fields.add(new Form.Field(entry.getKey(), entry.getValue().asText()));
        }
      }
    } catch (JsonProcessingException e) {
      return NOTHING;
    } catch (IOException e) {
      throw new UncheckedIOException("Octets in memory cannot be read", e);
    }
    return new Form(fields);
  }

  private static byte[] sha256(byte[] body) {
    return HexFormat.of().formatHex(Digests.sha256(body)).getBytes(StandardCharsets.US_ASCII);
  }
}
