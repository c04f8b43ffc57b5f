package eu.apaserv.bot.conversations.payment.netopia;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The token that comes with a notification: Netopia's signature over who sent it, for which point of sale, until when, and
 * over the exact bytes of the body.
 */
final class NotificationToken {
  private static final String ISSUER = "NETOPIA Payments";
  /** RSA only: with anything else the public key could be taken for a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384,
      JWSAlgorithm.RS512);
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);
  private static final int LONGEST = 8192;

  private final RSAPublicKey key;
  private final String posSignature;
  private final Clock clock;

  NotificationToken(RSAPublicKey key, String posSignature, Clock clock) {
    this.key = key;
    this.posSignature = posSignature;
    this.clock = clock;
  }

  /** Why it proves nothing; empty when it proves the body. */
  Optional<String> objection(@Nullable String token, Buffer body) {
    if (token == null || token.isBlank() || token.length() > LONGEST) {
      return Optional.of("there is no verification token");
    }
    try {
      var jwt = SignedJWT.parse(token.strip());
      if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
        return Optional.of("the token is not signed by RSA");
      }
      return jwt.verify(new RSASSAVerifier(key))
          ? objection(jwt.getJWTClaimsSet(), body)
          : Optional.of("the token's signature is wrong");
    } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
      return Optional.of("the token cannot be read");
    }
  }

  private Optional<String> objection(JWTClaimsSet claims, Buffer body) {
    var now = clock.instant();
    if (!ISSUER.equals(claims.getIssuer())) {
      return Optional.of("the token has another issuer");
    }
    if (claims.getAudience().isEmpty() || !same(claims.getAudience().getFirst(), posSignature)) {
      return Optional.of("the token is for another point of sale");
    }
    if (claims.getExpirationTime() == null || passed(claims.getExpirationTime(), now)) {
      return Optional.of("the token has expired, or says nothing of it");
    }
    if (claims.getNotBeforeTime() != null && claims.getNotBeforeTime().toInstant().isAfter(now.plus(CLOCKS_DIFFER))) {
      return Optional.of("the token is not valid yet");
    }
    return same(String.valueOf(claims.getSubject()), hash(body))
        ? Optional.empty()
        : Optional.of("the token is for another body");
  }

  private static boolean passed(Date until, Instant now) {
    return until.toInstant().isBefore(now.minus(CLOCKS_DIFFER));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(Buffer body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-512").digest(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no SHA-512", e);
    }
  }
}
