package eu.apaserv.bot.conversations.billing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Payments;
import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.core.dialogue.Person;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.work.Bell;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestBillingTest {
  private static final String ACCOUNT = """
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

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");
  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile String account = ACCOUNT;
  private volatile int status = 200;
  private volatile String outcome = "taken";
  private BillingApi api;
  private RestBilling billing;

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

  private String owed() {
    return new Invoices(fresh.database(), new Payments(fresh.database()))
        .balance("1010021", Business.defaults().day(clock.instant())).total().toString();
  }

  @Test
  void aCustomerIsFetchedWhenAskedAboutAndKeptForAMoment() {
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
    assertThat(owed()).isEqualTo("108.84");
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
    assertThat(asked).containsExactly("GET /api/customers/1010021 Bearer secret");

    account = ACCOUNT.replace("\"outstanding\": 107.69", "\"outstanding\": 7.69").replace("1.15", "2.00");
    clock.forward(Duration.ofMinutes(2));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
    assertThat(owed()).as("what was paid and charged since").isEqualTo("9.69");
  }

  @Test
  void whileBillingIsSilentItsLastWordIsShownWithItsTimeUntilItIsTooOld() {
    billing.look("1010021");
    var then = clock.instant();
    status = 500;
    clock.forward(Duration.ofHours(1));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Stale(then));
    clock.forward(Duration.ofHours(24));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Unseen());
    assertThat(billing.look("1010028")).as("never seen").isEqualTo(new Seen.Unseen());
    status = 200;
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
  }

  @Test
  void afterSomeFailuresBillingIsLeftAlone() {
    status = 503;
    for (int i = 0; i < 20; i++) {
      billing.look("1010021");
    }
    assertThat(asked).hasSize(5);
  }

  @Test
  void aCustomerBillingDoesNotHaveIsNoFailure() {
    status = 404;
    assertThat(billing.look("1010099")).isEqualTo(new Seen.Current());
    assertThat(fresh.database().list(row -> row.getString(0), "select client_code from customer")).isEmpty();
  }

  @Test
  void aCustomerBillingNoLongerHasIsNotShown() {
    billing.look("1010021");
    status = 404;
    clock.forward(Duration.ofMinutes(2));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Unseen());
    assertThat(billing.look("1010099")).isEqualTo(new Seen.Current());
    billing.look("1010099");
    billing.look("1010021");
    assertThat(asked).as("what is not there is not asked about again either").hasSize(3);
    status = 200;
    clock.forward(Duration.ofMinutes(2));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
  }

  @Test
  void whoWasLinkedToAFormerHoldersAccountIsSoNoLonger() {
    billing.look("1010021");
    var chat = UUID.randomUUID();
    new Billing(fresh.database()).link(chat, "1010021");
    account = ACCOUNT.replace("\"outstanding\": 107.69", "\"outstanding\": 7.69");
    clock.forward(Duration.ofMinutes(2));
    billing.look("1010021");
    assertThat(open(chat)).isEqualTo(1);
    account = ACCOUNT.replaceFirst("\"name\": \"[^\"]*\"", "\"name\": \"Cu Totul Altcineva\"");
    clock.forward(Duration.ofMinutes(2));
    billing.look("1010021");
    assertThat(open(chat)).isZero();
  }

  private long open(UUID chat) {
    return fresh.database().first(row -> row.getLong(0),
        "select count(*) from account_link where conversation = $1 and ended_at is null", chat).orElseThrow();
  }

  @Test
  void anAnswerWithAnothersRowsOrWrongValuesIsNotBelieved() {
    for (var wrong : List.of(
        ACCOUNT.replace("\"NTD1\", \"client_code\": \"1010021\"", "\"NTD1\", \"client_code\": \"1010028\""),
        ACCOUNT.replace("\"total\": 107.69", "\"total\": 207.69"), ACCOUNT.replace("2026-11-09", "soon"),
        ACCOUNT.replace("\"point_id\": \"NT1\", \"digits\"", "\"point_id\": \"NT9\", \"digits\""), "[]", "{}",
        "nothing",
        ACCOUNT.replace("\"meters\": [", "\"meters\": [7, "))) {
      account = wrong;
      assertThat(billing.look("1010021")).as(wrong).isEqualTo(new Seen.Unseen());
      api.close();
      open();
    }
    assertThat(fresh.database().list(row -> row.getString(0), "select client_code from customer")).isEmpty();
  }

  private BillingErrands errands() {
    return new BillingErrands(fresh.database(), api, billing, Texts.load(Flows.withEngine()), clock, new Bell());
  }

  private void reading(String reference) {
    fresh.database().run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          index, status, submitted_at)
        values ($1, $1, gen_random_uuid(), 'sms', '1010021', '22A936710', 1905, 'accepted', '2026-11-22T09:59:00Z')""",
        reference);
  }

  private List<String> deliveries() {
    return fresh.database().list(row -> row.getString(0), """
        select concat_ws(' ', r.reference, r.status, r.note, d.outcome) from submitted_reading r
        join billing_delivery d on d.reading_id = r.id order by r.id""");
  }

  @Test
  void aReadingIsHandedOverUntilBillingHasAnsweredAndThenNoMore() {
    reading("A7K2");
    status = 500;
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 accepted");
    status = 200;
    errands().round();
    assertThat(asked).as("it waits a little").hasSize(1);
    clock.forward(Duration.ofSeconds(3));
    errands().round();
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 accepted taken");
    assertThat(asked).hasSize(2).allMatch(call -> call.equals("PUT /api/readings/A7K2 Bearer secret"));
  }

  @Test
  void whoSentAnIndexWhileBillingWasSilentHearsThatItHasArrived() {
    var chat = UUID.randomUUID();
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', '+40727519501')", chat);
    reading("A7K2");
    fresh.database().run("update submitted_reading set conversation = $1", chat);
    status = 500;
    errands().round();
    assertThat(said()).isEmpty();
    status = 200;
    clock.forward(Duration.ofSeconds(3));
    errands().round();
    assertThat(said()).containsExactly("Indexul 1905 a ajuns la facturare. Ref A7K2");
    reading("B3M4");
    errands().round();
    assertThat(said()).as("answered at once").hasSize(1);
  }

  @Test
  void whatWasCorrectedBeforeItLeftIsNotHandedOver() {
    reading("A7K2");
    fresh.database().run("insert into billing_delivery (reading_id, due_at) select id, now() from submitted_reading");
    fresh.database().run("update submitted_reading set status = 'corrected'");
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 corrected superseded");
    assertThat(asked).isEmpty();
  }

  /** First 1905, then 2905 that staff reject: billing took both. */
  @Test
  void whatStaffRejectIsTakenBackAndWhatItHadReplacedIsHandedOverAgain() {
    sent("A7K2", null);
    errands().round();
    fresh.database().run("update submitted_reading set status = 'corrected'");
    sent("B3M4", "confirmed_high");
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 corrected taken", "B3M4 accepted confirmed_high taken");
    asked.clear();
    var reviews = new ReadingReviews(fresh.database(), (_, _, _, _, _) -> Future.succeededFuture(),
        Business.defaults(), clock);
    reviews.reject(reviews.waiting(0, 1).getFirst().id(), "maria", "sunt 1905");
    errands().round();
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 accepted taken", "B3M4 rejected confirmed_high taken");
    assertThat(asked).containsExactlyInAnyOrder("PUT /api/readings/A7K2 Bearer secret",
        "PUT /api/readings/B3M4 Bearer secret");
    assertThat(said()).isEmpty();
  }

  /** With its meter and window. */
  private void sent(String reference, @Nullable String note) {
    billing.look("1010021");
    asked.clear();
    reading(reference);
    fresh.database()
        .run("update submitted_reading set window_opens_on = '2026-11-20', window_closes_on = '2026-11-25', "
            + "note = $2 where reference = $1", reference, note);
  }

  @Test
  void whatBillingRefusesAPersonLooksAt() {
    reading("A7K2");
    outcome = "refused";
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 to_check refused_by_billing refused");
  }

  @Test
  void whoWasPromisedWordGetsItOnceWhenBillingAnswers() {
    status = 500;
    billing.look("1010021");
    var person = new Person(UUID.randomUUID(), new Address("sms", "+40727519501"), Language.RO,
        new Capabilities(9, false, false, true), clock.instant());
    billing.promise("k1", person, "1010021");
    billing.promise("k1", person, "1010021");
    billing.promise("k2", person, "1010021");
    errands().round();
    assertThat(said()).isEmpty();
    status = 200;
    errands().round();
    errands().round();
    assertThat(said()).containsExactly("Datele contului se vad din nou. Scrieti ce doriti, de exemplu: sold.");
  }

  @Test
  void whoWasPromisedWordAndWroteStopGetsNone() {
    status = 500;
    billing.look("1010021");
    for (var number : List.of("+40727519501", "+40727519502")) {
      var id = UUID.randomUUID();
      fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', $2)", id, number);
      billing.promise(number, new Person(id, new Address("sms", number), Language.RO,
          new Capabilities(9, false, false, true), clock.instant()), "1010021");
    }
    fresh.database().run("update contact set opted_out_at = now() where address = '+40727519501'");
    status = 200;
    errands().round();
    assertThat(fresh.database().list(row -> row.getString(0), "select address from outbox"))
        .containsExactly("+40727519502");
  }

  private List<String> said() {
    return fresh.database().list(row -> row.getString(0), "select content->>'body' from outbox");
  }
}
