package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.payment.simulator.PaymentSimulator;
import eu.apaserv.bot.core.console.SimulatedOidc;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's doctor asks for real: payment providers, billing's API, the folder of exports. */
class CheckProvidersTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final PaymentSimulator PAYMENTS = new PaymentSimulator(Clock.systemUTC());
  private static final String DATABASE = TestDatabase.fresh(Store.TABLES);

  @BeforeAll
  static void open() {
    Database.await(PAYMENTS.start(VERTX));
  }

  @AfterAll
  static void close() {
    Database.await(PAYMENTS.close());
    Database.await(VERTX.close());
    TestDatabase.drop(DATABASE);
  }

  private static Called check(Map<String, String> more) throws IOException {
    var environment = new HashMap<>(Map.of("DATABASE_URL", DATABASE, "PUBLIC_URL", "http://127.0.0.1:9", "HTTP_PORT",
        "" + RunningAssistant.freePort()));
    environment.putAll(more);
    return Called.bot(environment, "check");
  }

  private static Map<String, String> euplatesc(String key) {
    var account = PAYMENTS.euplatesc();
    return Map.of("PAYMENTS_PROVIDER", "euplatesc", "EUPLATESC_MERCHANT_ID", account.merchantId(), "EUPLATESC_KEY",
        key, "EUPLATESC_URL", account.pageUrl().toString(), "EUPLATESC_STATUS_URL", account.statusUrl().toString());
  }

  @Test
  void anAccountAtEuplatescIsAskedFor() throws IOException {
    var right = check(euplatesc(PAYMENTS.euplatesc().key()));
    assertThat(right.out())
        .contains("euplatesc is set up; notifications come to http://127.0.0.1:9/webhooks/payments/");
    assertThat(right.exit()).isZero();
    var wrong = check(euplatesc("0123456789abcdef"));
    assertThat(wrong.out()).contains("WRONG  euplatesc: EuPlătesc refuses the account (5): copy EUPLATESC_MERCHANT_ID")
        .doesNotContain("0123456789abcdef");
    assertThat(wrong.exit()).isEqualTo(1);
  }

  @Test
  void whereStaffSignInIsAskedForToo() throws IOException {
    try (var provider = SimulatedOidc.start("console", "s3cret")) {
      var right = check(oidc(provider.issuer()));
      assertThat(right.out()).contains("Staff sign in at " + provider.issuer()
          + "; it has to know http://127.0.0.1:9/console/sign-in/oidc/back");
      assertThat(right.exit()).isZero();
      var wrong = check(oidc(provider.issuer() + "/realms/staff"));
      assertThat(wrong.out()).contains("WRONG  OIDC_ISSUER: the provider answered HTTP 404", "nobody can sign in")
          .doesNotContain("s3cret");
      assertThat(wrong.exit()).isEqualTo(1);
    }
  }

  private static Map<String, String> oidc(String issuer) {
    return Map.of("OIDC_ISSUER", issuer, "OIDC_CLIENT_ID", "console", "OIDC_CLIENT_SECRET", "s3cret");
  }

  @Test
  void whatDoesNotAnswerOrIsNotThereIsWrong(@TempDir Path folder) throws IOException {
    var called = check(Map.of("PAYMENTS_PROVIDER", "euplatesc", "EUPLATESC_MERCHANT_ID", "1", "EUPLATESC_KEY", "00",
        "EUPLATESC_STATUS_URL", "http://127.0.0.1:9/ws", "IMPORT_FOLDER", folder.resolve("none").toString(),
        "BILLING_URL", "http://127.0.0.1:9/billing", "BILLING_TOKEN", "token-of-billing"));
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out()).contains("WRONG  euplatesc: EuPlătesc does not answer at EUPLATESC_STATUS_URL",
        "WRONG  IMPORT_FOLDER: ", "WRONG  BILLING_URL: ", "3 to put right").doesNotContain("token-of-billing");
  }
}
