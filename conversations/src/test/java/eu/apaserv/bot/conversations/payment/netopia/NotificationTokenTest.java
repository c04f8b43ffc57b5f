package eu.apaserv.bot.conversations.payment.netopia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import eu.apaserv.bot.conversations.Hand;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a verification token must hold: each thing alone is changed and must be found. */
class NotificationTokenTest {
  private static final String POS = "AAAA-BBBB-CCCC-DDDD-EEEE";
  private static final Buffer BODY = Buffer.buffer("{\"payment\":{\"status\":3}}");
  private static final KeyPair KEYS = keys();

  private final Hand clock = new Hand("2026-11-22T08:00:00Z");
  private final NotificationToken token = new NotificationToken((RSAPublicKey) KEYS.getPublic(), POS, clock);

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWTClaimsSet.Builder claims() {
    try {
      var now = Instant.parse("2026-11-22T08:00:00Z");
      return new JWTClaimsSet.Builder().issuer("NETOPIA Payments").audience(List.of(POS))
          .subject(Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-512").digest(BODY.getBytes())))
          .notBeforeTime(Date.from(now)).expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(JWSAlgorithm.RS512, new RSASSASigner(KEYS.getPrivate()), change);
  }

  private String signed(JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change) {
    try {
      var jwt = new SignedJWT(new JWSHeader(algorithm), change.apply(claims()).build());
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theRightOneProvesTheBody() {
    assertThat(token.objection(signed(c -> c), BODY)).isEmpty();
    assertThat(token.objection(signed(JWSAlgorithm.RS256, new RSASSASigner(KEYS.getPrivate()), c -> c), BODY))
        .isEmpty();
  }

  @Test
  void eachClaimIsLookedAt() {
    var now = clock.instant();
    assertThat(token.objection(signed(c -> c.issuer("Netopia")), BODY)).hasValueSatisfying(
        why -> assertThat(why).contains("issuer"));
    assertThat(token.objection(signed(c -> c.audience("ZZZZ")), BODY)).hasValueSatisfying(
        why -> assertThat(why).contains("point of sale"));
    assertThat(token.objection(signed(c -> c.audience(List.of("ZZZZ", POS))), BODY)).isPresent();
    assertThat(token.objection(signed(c -> c.expirationTime(null)), BODY)).isPresent();
    assertThat(token.objection(signed(c -> c.expirationTime(Date.from(now.minusSeconds(90)))), BODY)).isPresent();
    assertThat(token.objection(signed(c -> c.notBeforeTime(Date.from(now.plusSeconds(90)))), BODY)).isPresent();
    assertThat(token.objection(signed(c -> c.subject("x")), BODY)).isPresent();
    assertThat(token.objection(signed(c -> c.subject(null)), BODY)).isPresent();
    assertThat(token.objection(signed(c -> c), Buffer.buffer(BODY + " "))).hasValueSatisfying(
        why -> assertThat(why).contains("another body"));
  }

  @Test
  void anOldOneIsRefused() {
    var old = signed(c -> c);
    clock.forward(Duration.ofMinutes(12));
    assertThat(token.objection(old, BODY)).isPresent();
  }

  @Test
  void anotherSignatureOrNoneIsRefused() throws JOSEException {
    assertThat(token.objection(null, BODY)).isPresent();
    assertThat(token.objection("", BODY)).isPresent();
    assertThat(token.objection("a.b.c", BODY)).isPresent();
    assertThat(token.objection("x".repeat(9000), BODY)).isPresent();
    assertThat(token.objection(new PlainJWT(claims().build()).serialize(), BODY)).isPresent();
    assertThat(token.objection(signed(JWSAlgorithm.RS512, new RSASSASigner(keys().getPrivate()), c -> c), BODY))
        .hasValueSatisfying(why -> assertThat(why).contains("signature"));
    var shared = new MACSigner(KEYS.getPublic().getEncoded());
    assertThat(token.objection(signed(JWSAlgorithm.HS256, shared, c -> c), BODY))
        .as("the public key is no shared secret").hasValueSatisfying(why -> assertThat(why).contains("RSA"));
  }

  @Test
  void aPublicKeyIsReadFromPem() {
    var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(KEYS.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
    assertThat(PemKey.read(pem)).isEqualTo(KEYS.getPublic());
    assertThat(PemKey.read(pem.replace("\r\n", "\n").replace("\n", "\\n"))).isEqualTo(KEYS.getPublic());
    assertThatIllegalArgumentException().isThrownBy(() -> PemKey.read("hello"));
  }

  @Test
  void theStatusesMeanWhatTheDocumentationSays() {
    assertThat(List.of(3, 5)).allSatisfy(s -> assertThat(Wire.outcome(s).code()).isEqualTo("paid"));
    assertThat(List.of(1, 2, 6, 13, 14, 15, 99))
        .allSatisfy(s -> assertThat(Wire.outcome(s).code()).isEqualTo("pending"));
    assertThat(List.of(4, 12)).allSatisfy(s -> assertThat(Wire.outcome(s).code()).isEqualTo("declined"));
    assertThat(List.of(8, 17)).allSatisfy(s -> assertThat(Wire.outcome(s).code()).isEqualTo("refunded"));
    assertThat(Wire.outcome(23).code()).isEqualTo("expired");
  }
}
