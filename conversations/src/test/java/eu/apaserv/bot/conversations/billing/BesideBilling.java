package eu.apaserv.bot.conversations.billing;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Us, and a billing system with one customer that answers over a socket as a test wants it to. */
abstract class BesideBilling {
  static final String ACCOUNT = """
      {"customers": [{"client_code": "1010021", "name": "Rusu Ioana", "type": "household", "phone": "+40727519501"}],
       "consumption_points": [{"point_id": "NT1", "client_code": "1010021", "locality": "Roman", "zone": "est"}],
       "meters": [{"serial": "22A936710", "point_id": "NT1", "digits": 5}],
       "readings": [{"meter_serial": "22A936710", "read_on": "2026-10-31", "index": 1900, "source": "read"}],
       "invoices": [{"invoice_number": "NTD1", "client_code": "1010021", "point_id": "NT1", "issued_on": "2026-11-09",
         "net": 97.02, "vat": 10.67, "total": 107.69, "outstanding": 107.69}],
       "invoice_lines": [{"invoice_number": "NTD1", "position": 1, "tariff_line": "drinking_water",
         "description": "Apă potabilă", "quantity": 11, "unit": "MTQ", "unit_price": 8.82, "net": 97.02,
         "vat_rate": 0.11}],
       "penalties": [{"client_code": "1010021", "amount": 1.15, "computed_on": "2026-11-20"}]}""";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  final Hand clock = new Hand("2026-11-22T10:00:00Z");
  private final Vertx vertx = Vertx.vertx();
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  volatile String account = ACCOUNT;
  volatile int status = 200;
  volatile String outcome = "taken";
  BillingApi api;
  RestBilling billing;

  @BeforeEach
  void open() {
    HttpServer server = Database.await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    api = new BillingApi(vertx, new BillingApi.Access(URI.create("http://127.0.0.1:" + server.actualPort() + "/api"),
        "secret", Duration.ofSeconds(5)));
    billing = new RestBilling(fresh.database(), api, new KeptBilling(fresh.database(), clock, Duration.ofHours(24)),
        Business.defaults(), clock, Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    api.close();
    Database.await(vertx.close());
  }

  private void answer(HttpServerRequest request) {
    asked.add(request.method() + " " + request.path() + " " + request.getHeader("Authorization"));
    request.body().onSuccess(_ -> request.response().setStatusCode(status).end(status != 200
        ? ""
        : request.method().name().equals("GET")
            ? account
            : new JsonObject().put("outcome", outcome).encode()));
  }
}
