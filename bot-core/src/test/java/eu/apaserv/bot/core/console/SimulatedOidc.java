package eu.apaserv.bot.core.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Objects;

/** An OpenID Connect provider on this machine that holds to the protocol: whoever comes is let in as the set person. */
public final class SimulatedOidc implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private volatile RSAKey key;
  private final String client;
  private final String secret;
  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private volatile String subject = "s";
  private volatile String name = "Somebody";
  private volatile String role = "viewer";
  private volatile boolean signedOut;
  private volatile Map<String, Object> mistakes = Map.of();
  private volatile JsonArray beside = new JsonArray();

  private SimulatedOidc(String client, String secret) throws JOSEException {
    this.key = made("k1");
    this.client = client;
    this.secret = secret;
    var router = Router.router(vertx);
    router.get("/.well-known/openid-configuration").handler(context -> context.json(configuration()));
    router.get("/jwks").handler(context -> context.json(new JsonObject()
        .put("keys", beside.copy().add(new JsonObject(key.toPublicJWK().toJSONString())))));
    router.get("/authorize").handler(this::authorize);
    router.post("/token").handler(BodyHandler.create(false)).handler(this::token);
    router.get("/end").handler(context -> {
      signedOut = true;
      context.response().setStatusCode(302)
          .putHeader("Location", context.queryParams().get("post_logout_redirect_uri")).end();
    });
    server = Database.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  public static SimulatedOidc start(String client, String secret) {
    try {
      return new SimulatedOidc(client, secret);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Who signs in from now on. */
  public void person(String newSubject, String newName, String newRole) {
    subject = newSubject;
    name = newName;
    role = newRole;
  }

  /** Its tokens say this from now on, and are right besides. */
  void mistake(Map<String, Object> claims) {
    mistakes = claims;
  }

  /** Signs with a new key, the one before is gone; beside it stands this. */
  void renewKey(JsonArray others) throws JOSEException {
    key = made("k2");
    beside = others;
  }

  private static RSAKey made(String name) throws JOSEException {
    return new RSAKeyGenerator(2048).keyID(name).generate();
  }

  public boolean signedOut() {
    return signedOut;
  }

  private JsonObject configuration() {
    return new JsonObject().put("issuer", issuer()).put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + "/token").put("jwks_uri", issuer() + "/jwks")
        .put("end_session_endpoint", issuer() + "/end");
  }

  private void authorize(RoutingContext context) {
    var asked = context.queryParams();
    var code = Token.random();
    codes.put(code, Map.of("challenge", asked.get("code_challenge"), "nonce", asked.get("nonce"), "back",
        asked.get("redirect_uri"), "client", asked.get("client_id"), "method", asked.get("code_challenge_method")));
    context.response().setStatusCode(302)
        .putHeader("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state")).end();
  }

  private void token(RoutingContext context) {
    var form = context.request().formAttributes();
    var begun = codes.remove(String.valueOf(form.get("code")));
    var verifier = String.valueOf(form.get("code_verifier"));
    var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Token.hash(verifier));
    var login = "Basic " + Base64.getEncoder().encodeToString(
        (Words.encoded(client) + ":" + Words.encoded(secret)).getBytes(StandardCharsets.UTF_8));
    boolean right = begun != null && challenge.equals(begun.get("challenge")) && client.equals(begun.get("client"))
        && "S256".equals(begun.get("method")) && Objects.equals(form.get("redirect_uri"), begun.get("back"))
        && login.equals(context.request().getHeader("Authorization"));
    if (begun == null || !right) {
      context.response().setStatusCode(400).end("{\"error\":\"invalid_grant\"}");
      return;
    }
    context.json(new JsonObject().put("token_type", "Bearer").put("id_token",
        signed(Objects.requireNonNullElse(begun.get("nonce"), ""))));
  }

  private String signed(String nonce) {
    var now = Instant.now();
    var claims = new JWTClaimsSet.Builder().issuer(issuer()).subject(subject).audience(client).claim("nonce", nonce)
        .claim("name", name).claim("role", role).issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
    mistakes.forEach(claims::claim);
    try {
      var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
          claims.build());
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    Database.await(vertx.close());
  }
}
