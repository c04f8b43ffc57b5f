package eu.apaserv.bot.conversations.payment;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.payment.netopia.NetopiaProvider;
import eu.apaserv.bot.conversations.payment.netopia.NetopiaSettings;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.work.Bell;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many open links while the provider takes its time to begin their orders. */
class CrowdedDoorTest {
  private static final int PLACES = 16;
  private final PayRoom room = new PayRoom(true, "whatsapp");
  private final BlockingQueue<HttpServerRequest> begun = new LinkedBlockingQueue<>();
  private final WebClient many = WebClient.create(room.vertx, new WebClientOptions().setFollowRedirects(false),
      new PoolOptions().setHttp1MaxSize(2 * PLACES));
  private String url = "";

  @BeforeEach
  void beforeAProviderThatTakesItsTime() {
    var slow = Database.await(room.vertx.createHttpServer().requestHandler(begun::add).listen(0, "127.0.0.1"));
    var known = room.simulator.netopia();
    var provider = new NetopiaProvider(room.vertx, new NetopiaSettings(URI.create("http://127.0.0.1:"
        + slow.actualPort()), known.apiKey(), known.posSignature(), known.publicKey(), known.contact()), room.clock);
    var owed = new Debts(List.of(new Debt("NTD1", LocalDate.of(2026, 9, 24), new BigDecimal("82.58"))));
    var cashier = new Cashier(room.links, room.attempts, provider, _ -> owed, URI.create("http://127.0.0.1"),
        room.clock);
    var router = Router.router(room.vertx);
    new PaymentPages(cashier, room.bookings, new Bell()).mount(router);
    url = "http://127.0.0.1:" + Database.await(room.vertx.createHttpServer().requestHandler(router).listen(0,
        "127.0.0.1")).actualPort();
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Attempt link(String clientCode) {
    var wish = new Attempts.Wish(UUID.randomUUID(), room.address, Language.RO, clientCode, "netopia",
        List.of(new Allocation("NTD1", new BigDecimal("82.58"))));
    return room.links.create(UUID.randomUUID().toString(), wish, room.clock.instant());
  }

  private Future<HttpResponse<Buffer>> open(Attempt attempt) {
    return many.getAbs(room.links.address(attempt).replaceFirst("^http://[^/]+", url)).send();
  }

  private HttpServerRequest begun() throws InterruptedException {
    return Objects.requireNonNull(begun.poll(30, TimeUnit.SECONDS), "no order was begun");
  }

  @Test
  void whoOpensLinksKeepsNoNewsOfMoneyWaiting() throws InterruptedException {
    var paid = room.opened(room.link()).with(3);
    var doors = IntStream.rangeClosed(0, PLACES).mapToObj(i -> open(link("2000" + i))).toList();
    assertThat(Database.await(Future.any(doors)).succeeded()).isTrue();
    assertThat(codes(doors)).as("one link too many").containsExactly(503);
    var news = room.simulator.notification(paid);
    assertThat(Database.await(room.browser.postAbs(news.url().replaceFirst("^http://[^/]+", url))
        .putHeaders(news.headers()).sendBuffer(news.body())).statusCode()).isEqualTo(200);
    assertThat(codes(doors)).as("the others wait").containsExactly(503);
  }

  private static List<Integer> codes(List<Future<HttpResponse<Buffer>>> doors) {
    return doors.stream().filter(Future::isComplete).map(door -> door.result().statusCode()).toList();
  }

  /** Two people, one account, one invoice: the second is told to try again, and then that it is being paid. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoWhoPayTheSameAtOnceAreOneOrder(boolean provided) throws InterruptedException {
    var first = link(PayRoom.CODE);
    var second = link(PayRoom.CODE);
    room.clock.forward(Duration.ofSeconds(1));
    var opening = open(first);
    var order = begun();
    assertThat(Database.await(open(second).timeout(10, TimeUnit.SECONDS)).statusCode()).isEqualTo(503);
    order.response().setStatusCode(provided ? 200 : 500).end(provided ? """
        {"payment":{"ntpID":"1","status":1,"paymentURL":"https://secure.example/1"},"error":{"code":"101"}}""" : "");
    assertThat(Database.await(opening).statusCode()).isEqualTo(provided ? 303 : 503);
    if (provided) {
      assertThat(Database.await(open(second)).statusCode()).isEqualTo(410);
    } else {
      open(second);
      begun();
    }
    assertThat(begun).isEmpty();
  }
}
