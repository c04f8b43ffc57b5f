package eu.apaserv.bot.core.console;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffSignIn.UnderWay;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An OpenID Connect provider: authorization code with PKCE. What it says counts only as an ID token it signed for us, for
 * this very sign-in.
 */
final class OidcProvider {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final Set<JWSAlgorithm> SIGNED = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
  private static final Duration TO_ANSWER = Duration.ofSeconds(10);
  /** A provider's configuration hardly ever changes, and anybody can have us ask for it. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(5);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
  /** By the specification. */
  private static final int LONGEST_SUBJECT = 255;

  private final OidcSettings settings;
  private final OidcCalls calls;
  private final String back;
  private final Ticker ticker;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Known known;
  private volatile @Nullable Long failed;

  /** @param at when it was read, in nanoseconds */
  private record Known(JsonObject configuration, long at) {}

  /**
   * @param back the address the provider sends browsers back to
   */
  OidcProvider(Vertx vertx, OidcSettings settings, String back) {
    this(new OidcCalls(vertx, TO_ANSWER), settings, back, Ticker.systemTicker());
  }

  OidcProvider(OidcCalls calls, OidcSettings settings, String back, Ticker ticker) {
    this.settings = settings;
    this.calls = calls;
    this.back = back;
    this.ticker = ticker;
  }

  /** Somebody the provider vouches for. */
  record Vouched(String subject, String name, Role role) {}

  /** Why nobody comes in: a word for the log. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  String issuer() {
    return settings.issuer().toString();
  }

  /** Fails where its configuration is not to be had. */
  void ask() throws Refused {
    configuration();
  }

  /** Where the browser goes to sign in. */
  String begin(String state, UnderWay begun) throws Refused {
    var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Token.hash(begun.verifier()));
    return with(configuration().getString("authorization_endpoint"), "response_type=code&scope=openid+profile+email"
        + "&client_id=" + Words.encoded(settings.clientId()) + "&redirect_uri=" + Words.encoded(back) + "&state="
        + state + "&nonce=" + begun.nonce() + "&code_challenge_method=S256&code_challenge=" + challenge);
  }

  /** Where the browser goes to sign out there too; empty when the provider has no such place. */
  Optional<String> end(String home) throws Refused {
    return Optional.ofNullable(configuration().getString("end_session_endpoint")).map(place -> with(place, "client_id="
        + Words.encoded(settings.clientId()) + "&post_logout_redirect_uri=" + Words.encoded(home)));
  }

  /** An address may bring parameters of its own, such as the policy to sign in by, and keeps them. */
  private static String with(String place, String parameters) {
    return place + (place.contains("?") ? "&" : "?") + parameters;
  }

  /** Exchanges the code and reads who it is. */
  Vouched vouch(String code, UnderWay begun) throws Refused {
    var configuration = configuration();
    var form = "grant_type=authorization_code&code=" + Words.encoded(code) + "&redirect_uri=" + Words.encoded(back)
        + "&client_id=" + Words.encoded(settings.clientId()) + "&code_verifier=" + begun.verifier();
    var token = calls.post(configuration.getString("token_endpoint"), login(), form).getValue("id_token");
    if (!(token instanceof String text)) {
      throw new Refused("the provider gave no ID token");
    }
    return vouched(text, configuration, begun.nonce());
  }

  private String login() {
    var both = Words.encoded(settings.clientId()) + ":" + Words.encoded(settings.clientSecret());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private Vouched vouched(String token, JsonObject configuration, String nonce) throws Refused {
    try {
      var keys = keys(calls.get(configuration.getString("jwks_uri")));
      var processor = new DefaultJWTProcessor<SecurityContext>();
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNED, new ImmutableJWKSet<>(keys)));
      processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(settings.clientId(),
          new JWTClaimsSet.Builder().issuer(issuer()).build(), Set.of("sub", "exp", "iat", "nonce")));
      var claims = processor.process(token, null);
      check(claims, nonce);
      return new Vouched(claims.getSubject(), name(claims), role(claims));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new Refused("the ID token does not hold: " + e.getMessage());
    }
  }

  /** One of a kind of tomorrow, or that is broken, keeps nobody from those beside it (RFC 7517, 5). */
  private static JWKSet keys(JsonObject found) {
    var keys = new ArrayList<JWK>();
    if (found.getValue("keys") instanceof JsonArray all) {
      for (var one : all) {
        try {
          if (one instanceof JsonObject key) {
            keys.add(JWK.parse(key.encode()));
          }
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
          LOG.debug("A key of the sign-in provider cannot be read: {}", e.getMessage());
        }
      }
    }
    return new JWKSet(keys);
  }

  /** That it was made for this sign-in, whose number no log shows, for us, where it says for whom, and names one person. */
  private void check(JWTClaimsSet claims, String nonce) throws Refused {
    if (!nonce.equals(claims.getClaim("nonce"))) {
      throw new Refused("the ID token was made for another sign-in");
    }
    var made = claims.getClaim("azp");
    if (made == null ? claims.getAudience().size() > 1 : !settings.clientId().equals(made)) {
      throw new Refused("the ID token was made for another program");
    }
    var subject = claims.getSubject();
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT || subject.indexOf(0) >= 0) {
      throw new Refused("the ID token names nobody");
    }
  }

  private static String name(JWTClaimsSet claims) {
    for (var claim : List.of("name", "preferred_username", "email")) {
      if (claims.getClaim(claim) instanceof String name && !name.isBlank()) {
        var clean = name.replaceAll("[\\p{C}\\u2028\\u2029]", " ").strip();
        if (!clean.isEmpty()) {
          return clean.substring(0, Math.min(60, clean.length()));
        }
      }
    }
    return claims.getSubject();
  }

  private Role role(JWTClaimsSet claims) throws Refused {
    var claim = claims.getClaim(settings.roleClaim());
    var words = claim instanceof Collection<?> many ? many : Arrays.asList(claim);
    return words.stream().filter(Objects::nonNull).map(word -> word.toString().toUpperCase(Locale.ROOT))
        .flatMap(word -> Arrays.stream(Role.values()).filter(role -> role.name().equals(word)))
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> new Refused("claim " + settings.roleClaim() + " gives no role"));
  }

  /** What was read lately; where it cannot be read anew, what was read before. One asks for all. */
  private JsonObject configuration() throws Refused {
    var before = known;
    if (before != null && !isOver(before.at(), KNOWN_FOR)) {
      return before.configuration();
    }
    asking.lock();
    try {
      var mine = known;
      return (mine == null || isOver(mine.at(), KNOWN_FOR) ? anew(mine) : mine).configuration();
    } finally {
      asking.unlock();
    }
  }

  private Known anew(@Nullable Known before) throws Refused {
    var lately = failed;
    try {
      if (lately != null && !isOver(lately, AFTER_A_FAILURE)) {
        throw new Refused("the provider could not be asked a moment ago");
      }
      var read = new Known(read(), ticker.read());
      known = read;
      return read;
    } catch (Refused e) {
      failed = lately == null || isOver(lately, AFTER_A_FAILURE) ? ticker.read() : lately;
      if (before == null) {
        throw e;
      }
      return before;
    }
  }

  private boolean isOver(long since, Duration term) {
    return ticker.read() - since > term.toNanos();
  }

  private JsonObject read() throws Refused {
    var found = calls.get(issuer().replaceAll("/+$", "") + "/.well-known/openid-configuration");
    if (!issuer().equals(found.getValue("issuer"))) {
      throw new Refused("the provider calls itself something else than OIDC_ISSUER");
    }
    for (var place : List.of("authorization_endpoint", "token_endpoint", "jwks_uri")) {
      if (!(found.getValue(place) instanceof String address)
          || !address.startsWith(settings.issuer().getScheme() + "://")) {
        throw new Refused("the provider has no " + place + " like OIDC_ISSUER");
      }
    }
    return found;
  }
}
