package eu.apaserv.bot.conversations.payment.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import eu.apaserv.bot.conversations.payment.euplatesc.FieldsHash;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** Writes and signs notifications as the providers do. */
final class Signer {
  static final String POS_SIGNATURE = "AAAA-BBBB-CCCC-DDDD-EEEE";
  static final String MERCHANT = "44840000000";
  static final String HEX_KEY = "00112233445566778899AABBCCDDEEFF";
  private static final Duration TOKEN_LIVES = Duration.ofMinutes(10);

  private final KeyPair keys;
  private final Clock clock;

  Signer(Clock clock) {
    this.clock = clock;
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      this.keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no RSA", e);
    }
  }

  RSAPublicKey publicKey() {
    return (RSAPublicKey) keys.getPublic();
  }

  /** @param audience whose point of sale or merchant account it says it is about */
  Notification notification(SimulatedOrder order, String audience) {
    return order.netopia() ? netopia(order, audience) : euplatesc(order, audience);
  }

  private Notification netopia(SimulatedOrder order, String audience) {
    var payment = new JsonObject().put("ntpID", order.ref()).put("status", order.status()).put("amount", order.amount())
        .put("currency", order.currency()).put("code", order.status() == 12 ? "20" : "00")
        .put("data", new JsonObject());
    var body = new JsonObject().put("order", new JsonObject().put("orderID", order.id())).put("payment", payment)
        .toBuffer();
    var headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/json").set("Verification-token",
        token(body, audience));
    return new Notification(order.notifyUrl(), headers, body);
  }

  private String token(Buffer body, String audience) {
    var now = clock.instant();
    try {
      var sub = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-512").digest(body.getBytes()));
      var claims = new JWTClaimsSet.Builder().issuer("NETOPIA Payments").audience(List.of(audience)).subject(sub)
          .issueTime(Date.from(now)).notBeforeTime(Date.from(now)).expirationTime(Date.from(now.plus(TOKEN_LIVES)))
          .build();
      var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS512), claims);
      jwt.sign(new RSASSASigner(keys.getPrivate()));
      return jwt.serialize();
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException("The simulated provider cannot sign", e);
    }
  }

  private Notification euplatesc(SimulatedOrder order, String audience) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("amount", order.amount().toPlainString());
    fields.put("curr", order.currency());
    fields.put("invoice_id", order.id());
    fields.put("ep_id", order.ref());
    fields.put("merch_id", audience);
    fields.put("action", order.status() == 3 ? "0" : "2");
    fields.put("message", order.status() == 3 ? "Approved" : "Transaction declined");
    fields.put("approval", order.status() == 3 ? "123456" : "");
    fields.put("timestamp",
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC).format(clock.instant()));
    fields.put("nonce", UUID.randomUUID().toString().replace("-", ""));
    var form = new QueryStringEncoder("");
    fields.forEach(form::addParam);
    form.addParam("fp_hash", new FieldsHash(HEX_KEY).of(List.copyOf(fields.values())));
    return new Notification(order.notifyUrl(),
        MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-www-form-urlencoded"),
        Buffer.buffer(form.toString().substring(1)));
  }
}
