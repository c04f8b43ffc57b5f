package eu.apaserv.bot.core.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffSignIn.UnderWay;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider: authorization code with PKCE. What it says counts only as an ID token it signed for us, for
 * this very sign-in.
 */
final class OidcProvider {
  private static final Set<JWSAlgorithm> SIGNED = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
  private static final int SECONDS_TO_ANSWER = 10_000;

  private final OidcSettings settings;
  private final WebClient web;
  private final String back;

  /**
   * @param back the address the provider sends browsers back to
   */
  OidcProvider(Vertx vertx, OidcSettings settings, String back) {
    this.settings = settings;
    this.web = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout(5000));
    this.back = back;
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

  /** Where the browser goes to sign in. */
  String begin(String state, UnderWay begun) {
    var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Token.hash(begun.verifier()));
    return configuration().getString("authorization_endpoint") + "?response_type=code&scope=openid+profile+email"
        + "&client_id=" + Words.encoded(settings.clientId()) + "&redirect_uri=" + Words.encoded(back) + "&state="
        + state
        + "&nonce=" + begun.nonce() + "&code_challenge_method=S256&code_challenge=" + challenge;
  }

  /** Where the browser goes to sign out there too; empty when the provider has no such place. */
  Optional<String> end(String home) {
    return Optional.ofNullable(configuration().getString("end_session_endpoint")).map(place -> place + "?client_id="
        + Words.encoded(settings.clientId()) + "&post_logout_redirect_uri=" + Words.encoded(home));
  }

  /** Exchanges the code and reads who it is. */
  Vouched vouch(String code, UnderWay begun) throws Refused {
    var configuration = configuration();
    var form = MultiMap.caseInsensitiveMultiMap().add("grant_type", "authorization_code").add("code", code)
        .add("redirect_uri", back).add("client_id", settings.clientId()).add("code_verifier", begun.verifier());
    var answer = Database.await(web.postAbs(configuration.getString("token_endpoint")).timeout(SECONDS_TO_ANSWER)
        .basicAuthentication(Words.encoded(settings.clientId()), Words.encoded(settings.clientSecret()))
        .sendForm(form));
    if (answer.statusCode() != 200) {
      throw new Refused("the provider did not take the code, HTTP " + answer.statusCode());
    }
    var token = read(answer.bodyAsJsonObject()).getString("id_token");
    if (token == null) {
      throw new Refused("the provider gave no ID token");
    }
    return vouched(token, configuration, begun.nonce());
  }

  private Vouched vouched(String token, JsonObject configuration, String nonce) throws Refused {
    try {
      var keys = JWKSet.parse(get(configuration.getString("jwks_uri")).encode());
      var processor = new DefaultJWTProcessor<SecurityContext>();
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNED, new ImmutableJWKSet<>(keys)));
      processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(settings.clientId(),
          new JWTClaimsSet.Builder().issuer(issuer()).claim("nonce", nonce).build(), Set.of("sub", "exp", "iat")));
      var claims = processor.process(token, null);
      return new Vouched(claims.getSubject(), name(claims), role(claims));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new Refused("the ID token does not hold: " + e.getMessage());
    }
  }

  private static String name(JWTClaimsSet claims) {
    for (var claim : List.of("name", "preferred_username", "email")) {
      if (claims.getClaim(claim) instanceof String name && !name.isBlank()) {
        var clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.substring(0, Math.min(60, clean.length()));
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

  private JsonObject configuration() {
    var found = get(issuer().replaceAll("/+$", "") + "/.well-known/openid-configuration");
    if (!issuer().equals(found.getString("issuer"))) {
      throw new IllegalStateException("The provider calls itself something else than OIDC_ISSUER");
    }
    return found;
  }

  private JsonObject get(String address) {
    var answer = Database.await(web.getAbs(address).timeout(SECONDS_TO_ANSWER).send());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("The sign-in provider answered HTTP " + answer.statusCode() + " to " + address);
    }
    return read(answer.bodyAsJsonObject());
  }

  private static JsonObject read(@Nullable JsonObject body) {
    if (body == null) {
      throw new IllegalStateException("The sign-in provider answered nothing");
    }
    return body;
  }
}
