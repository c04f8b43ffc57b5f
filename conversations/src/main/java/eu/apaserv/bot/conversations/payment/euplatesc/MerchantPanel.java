package eu.apaserv.bot.conversations.payment.euplatesc;

import eu.apaserv.bot.core.http.BoundedBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The web service of EuPlătesc's merchant panel: signed forms in, JSON out. Calls block on a virtual thread. */
final class MerchantPanel {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int LARGEST_ANSWER = 64 << 10;

  private final WebClient client;
  private final EuplatescSettings settings;
  private final FieldsHash hash;
  private final Clock clock;

  MerchantPanel(Vertx vertx, EuplatescSettings settings, FieldsHash hash, Clock clock) {
    this.client = WebClient.create(vertx,
        new WebClientOptions().setConnectTimeout(5000).setIdleTimeout((int) PATIENCE.toSeconds() + 1)
            .setFollowRedirects(false).setUserAgentEnabled(false));
    this.settings = settings;
    this.hash = hash;
    this.clock = clock;
  }

  /** What it says about an order; empty when it does not answer or not in its shape. */
  Optional<StatusAnswer> status(String orderId) {
    return ask("check_status", "invoice_id", orderId).filter(answer -> answer.statusCode() / 100 == 2)
        .map(HttpResponse::body).flatMap(StatusAnswer::read);
  }

  /** Whether it knows the account: one line a finding. */
  List<String> check() {
    var answer = ask("check_mid", "", "");
    if (answer.isEmpty()) {
      return List.of("EuPlătesc does not answer at EUPLATESC_STATUS_URL: check it and the network");
    }
    int status = answer.get().statusCode();
    if (status / 100 != 2) {
      return List.of("EuPlătesc answers HTTP " + status + " at EUPLATESC_STATUS_URL: check it, or try again later");
    }
    var objected = StatusAnswer.read(answer.get().body()).map(StatusAnswer::objection).filter(code -> !code.isEmpty());
    return objected.map(code -> List.of("EuPlătesc refuses the account (" + code
        + "): copy EUPLATESC_MERCHANT_ID and EUPLATESC_KEY again from its merchant panel")).orElse(List.of());
  }

  /** @param name of one more field, which stands before the time in what is signed; empty: none */
  private Optional<HttpResponse<Buffer>> ask(String method, String name, String value) {
    var signed = new LinkedHashMap<String, String>();
    signed.put("method", method);
    signed.put("mid", settings.merchantId());
    if (!name.isEmpty()) {
      signed.put(name, value);
    }
    signed.put("timestamp", EuplatescProvider.time(clock.instant()));
    signed.put("nonce", EuplatescProvider.nonce());
    var form = MultiMap.caseInsensitiveMultiMap().addAll(signed);
    form.set("fp_hash", hash.of(List.copyOf(signed.values())));
    return client.postAbs(settings.statusUrl().toString()).as(BoundedBody.of(LARGEST_ANSWER, PATIENCE))
        .timeout(PATIENCE.toMillis()).sendForm(form)
        .map(Optional::of).recover(_ -> Future.succeededFuture(Optional.empty()))
        .toCompletionStage().toCompletableFuture().join();
  }
}
