package eu.apaserv.bot.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed webhooks through the shipped proxy file, TLS and all, into the program as an operator runs it. */
class TlsPathTest {
  private static final Path CADDY = Path.of("/usr/bin/caddy");
  private static final String TWILIO_TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String APP_SECRET = "fedcba9876543210fedcba9876543210";

  @TempDir
  Path folder;

  private Vertx vertx;
  private String address;
  private App app;
  private Process proxy;
  private int botPort;
  private int tlsPort;
  private int plainPort;
  private WebClient client;

  @BeforeEach
  void open() throws IOException {
    Needed.that(Files.isExecutable(CADDY), "NOT CHECKED: the way through TLS; install caddy");
    vertx = Vertx.vertx();
    address = TestDatabase.fresh(Store.TABLES);
    botPort = RunningAssistant.freePort();
    tlsPort = RunningAssistant.freePort();
    plainPort = RunningAssistant.freePort();
    app = App.start(Settings.read(Map.ofEntries(Map.entry("DATABASE_URL", address), Map.entry("HTTP_HOST", "127.0.0.1"),
        Map.entry("HTTP_PORT", "" + botPort), Map.entry("HTTP_FORWARDED", "yes"),
        Map.entry("PUBLIC_URL", "https://localhost:" + tlsPort), Map.entry("TWILIO_ACCOUNT_SID", "AC0123456789"),
        Map.entry("TWILIO_AUTH_TOKEN", TWILIO_TOKEN), Map.entry("TWILIO_FROM", "+40310001111"),
        Map.entry("TWILIO_API_URL", "http://127.0.0.1:9"), Map.entry("WHATSAPP_PHONE_NUMBER_ID", "1234"),
        Map.entry("WHATSAPP_ACCESS_TOKEN", "token"), Map.entry("WHATSAPP_APP_SECRET", APP_SECRET),
        Map.entry("WHATSAPP_VERIFY_TOKEN", "word"), Map.entry("WHATSAPP_API_URL", "http://127.0.0.1:9"))));
    proxy = startProxy();
    var root = folder.resolve("caddy/pki/authorities/local/root.crt");
    await(() -> Files.exists(root) && ready());
    client = WebClient.create(vertx, new WebClientOptions().setSsl(true).setVerifyHost(true).setForceSni(true)
        .setTrustOptions(new PemTrustOptions().addCertPath(root.toString())).setFollowRedirects(false));
  }

  @AfterEach
  void close() throws InterruptedException {
    if (proxy != null) {
      proxy.destroy();
      assertThat(proxy.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    if (app != null) {
      app.close();
      Database.await(vertx.close());
      TestDatabase.drop(address);
    }
  }

  @Test
  void signaturesOverThePublicAddressAreGoodAndOverAnyOtherAreNot() throws GeneralSecurityException, IOException {
    var form = "MessageSid=SM1&From=%2B40733000111&To=%2B40310001111&Body=sold";
    var signed = "FromPATHBodysoldFrom+40733000111MessageSidSM1To+40310001111";
    var right = signed.replace("FromPATH", "https://localhost:" + tlsPort + "/webhooks/twilio");
    var inside = signed.replace("FromPATH", "http://127.0.0.1:" + botPort + "/webhooks/twilio");
    assertThat(sms(form, hmac("HmacSHA1", TWILIO_TOKEN, inside))).isBetween(401, 403);
    assertThat(sms(form, hmac("HmacSHA1", TWILIO_TOKEN, right))).isEqualTo(200);
    assertThat(kept("twilio", "sms")).isEqualTo(1);

    var body = """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":
        {"messaging_product":"whatsapp","metadata":{"display_phone_number":"1","phone_number_id":"1234"},
        "contacts":[{"wa_id":"40733000112","profile":{"name":"Ana"}}],
        "messages":[{"from":"40733000112","id":"wamid.1","timestamp":"%d","type":"text","text":{"body":"sold ș"}}]}}]}]}"""
        .formatted(Instant.now().getEpochSecond());
    assertThat(whatsapp(body, hex(APP_SECRET, body + " "))).isBetween(401, 403);
    assertThat(whatsapp(body, hex(APP_SECRET, body))).isEqualTo(200);
    assertThat(kept("whatsapp", "whatsapp")).isEqualTo(1);
  }

  @Test
  void whatIsForTheInsideStaysInsideAndLargeBodiesStayOut() throws IOException {
    for (var written : List.of("/metrics", "/metrics/", "/metrics//", "//metrics", "/%6detrics", "/./metrics",
        "/console/../metrics", "/console/%2e%2E/metrics", "/METRICS")) {
      assertThat(status(HttpMethod.GET, written, Buffer.buffer())).as(written).isIn(400, 404);
    }
    assertThat(status(HttpMethod.GET, "/health/ready", Buffer.buffer())).isEqualTo(404);
    assertThat(status(HttpMethod.GET, "/console/sign-in", Buffer.buffer())).isEqualTo(200);
    assertThat(status(HttpMethod.POST, "/webhooks/whatsapp", Buffer.buffer(new byte[5 << 20]))).isIn(413, 502);
    assertThat(Certificates.end(URI.create("https://localhost:" + tlsPort)).orElseThrow()).isAfter(Instant.now());
  }

  @Test
  void whoComesWithoutTlsIsSentToItAndToldToKeepToIt() {
    var plain = Database.await(WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false))
        .get(plainPort, "localhost", "/outages").send());
    assertThat(plain.statusCode()).isEqualTo(308);
    assertThat(plain.getHeader("Location")).startsWith("https://localhost");
    var answer = Database.await(request(HttpMethod.GET, "/outages").send());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(answer.getHeader("Server")).isNull();
  }

  @Test
  void aCallThatMeetsNoBotIsLoggedWithoutItsSecrets() throws IOException {
    app.close();
    for (var path : List.of("/invoices/geheim-link", "/console/sign-in/geheim-link?x=geheim-query")) {
      var answer = Database.await(request(HttpMethod.GET, path)
          .putHeader("X-Telegram-Bot-Api-Secret-Token", "geheim-word")
          .putHeader("Cookie", "bot_console=geheim-session").putHeader("Authorization", "Bearer geheim-token").send());
      assertThat(answer.statusCode()).isIn(502, 503);
    }
    await(() -> log().contains("\"uri\":\"/console\""));
    assertThat(log()).contains("\"uri\":\"/invoices\"").doesNotContain("geheim-query", "geheim-word", "geheim-session",
        "geheim-token", "geheim-link");
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("proxy.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int sms(String form, byte[] signature) {
    return Database.await(request(HttpMethod.POST, "/webhooks/twilio")
        .putHeader("Content-Type", "application/x-www-form-urlencoded")
        .putHeader("X-Twilio-Signature", Base64.getEncoder().encodeToString(signature)).sendBuffer(Buffer.buffer(form)))
        .statusCode();
  }

  private int whatsapp(String body, String signature) {
    return Database.await(request(HttpMethod.POST, "/webhooks/whatsapp").putHeader("Content-Type", "application/json")
        .putHeader("X-Hub-Signature-256", "sha256=" + signature).sendBuffer(Buffer.buffer(body))).statusCode();
  }

  private int status(HttpMethod method, String path, Buffer body) {
    return Database.await(request(method, path).sendBuffer(body)).statusCode();
  }

  private HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client.request(method, tlsPort, "localhost", path);
  }

  private long kept(String... channels) {
    var database = Database.connect(vertx, address, 1);
    try {
      return database.first(row -> row.getLong(0), "select count(*) from inbox where channel = any($1)",
          (Object) channels).orElseThrow();
    } finally {
      database.close();
    }
  }

  private boolean ready() {
    try {
      return Certificates.end(URI.create("https://localhost:" + tlsPort)).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private Process startProxy() throws IOException {
    var builder = new ProcessBuilder(CADDY.toString(), "run", "--adapter", "caddyfile", "--config", "proxy/Caddyfile")
        .redirectErrorStream(true).redirectOutput(folder.resolve("proxy.log").toFile());
    builder.environment().putAll(Map.of("BOT_HOST", "localhost", "BOT_TLS", "internal", "BOT_UPSTREAMS",
        "127.0.0.1:" + botPort, "PROXY_HTTPS_PORT", "" + tlsPort, "PROXY_HTTP_PORT", "" + plainPort,
        "PROXY_HEALTH_PORT", "" + RunningAssistant.freePort(), "XDG_DATA_HOME", folder.toString(), "XDG_CONFIG_HOME",
        folder.toString()));
    return builder.start();
  }

  private static void await(BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the proxy did not start").isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static byte[] hmac(String algorithm, String key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static String hex(String key, String text) throws GeneralSecurityException {
    return HexFormat.of().formatHex(hmac("HmacSHA256", key, text));
  }
}
