package eu.apaserv.bot.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import eu.apaserv.bot.core.store.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Other systems, in a real browser: an admin lets one in and out, and lets one be told. */
class SystemsBrowserTest extends InConsole {
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void anAdminSignsIn() {
    browser.enter(accounts, "Ada Admin", Role.ADMIN);
  }

  private int call(String path, String token) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(home() + "/api/v1" + path)).header("Authorization", "Bearer "
        + token).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void aSystemIsLetInAsWhoLetItInAndOutAgain() throws IOException, InterruptedException {
    browser.go("/console/tokens");
    browser.awaits("Niciun token nu este în uz.");
    browser.fill("name", "dispecerat");
    browser.press("Creează tokenul");
    browser.awaits("cel puțin un drept");
    browser.fill("name", "dispecerat");
    browser.click(By.cssSelector("input[value='outages:read']"));
    browser.click(By.cssSelector("input[value='outages:write']"));
    browser.press("Creează tokenul");
    browser.awaits("nu se mai arată încă o dată");
    var token = browser.read(By.cssSelector(".done code"));
    assertThat(call("/outages", token)).isEqualTo(200);
    assertThat(call("/tickets", token)).isEqualTo(403);
    browser.inspect("tokens");
    browser.press("Oprește");
    browser.awaits("Tokenul este oprit.");
    assertThat(call("/outages", token)).isEqualTo(401);
    assertThat(database().list(row -> row.getString(0), "select action from audit_log where staff_name = 'Ada Admin' "
        + "and action like 'token.%' order by id")).containsExactly("token.made", "token.revoked");
  }

  @Test
  void aSystemIsToldAndWhatItDidNotTakeIsToldAgain() throws IOException, InterruptedException {
    var status = new AtomicInteger(500);
    var calls = new LinkedBlockingQueue<String>();
    var system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    system.createContext("/", exchange -> {
      calls.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      exchange.sendResponseHeaders(status.get(), -1);
      exchange.close();
    });
    system.start();
    try {
      browser.go("/console/webhooks");
      browser.fill("name", "gis");
      browser.fill("url", "https://user:secret@127.0.0.1/");
      browser.click(By.cssSelector("input[value='ticket.opened']"));
      browser.press("Adaugă");
      browser.awaits("Adresa nu poate fi apelată");
      browser.fill("name", "gis");
      browser.fill("url", "http://127.0.0.1:" + system.getAddress().getPort() + "/hooks");
      browser.click(By.cssSelector("input[value='ticket.opened']"));
      browser.press("Adaugă");
      browser.awaits("whsec_");
      ticket();
      assertThat(calls.poll(20, TimeUnit.SECONDS)).contains("ticket.opened", "R-2026-900002");
      givenUp();
      browser.go("/console/webhooks");
      browser.awaits("A răspuns 500");
      browser.inspect("webhooks");
      status.set(204);
      browser.press("Reîncearcă");
      browser.awaits("Se reîncearcă");
      assertThat(calls.poll(20, TimeUnit.SECONDS)).contains("R-2026-900002");
      browser.press("Oprește");
      browser.awaits("Niciun alt sistem nu este anunțat.");
    } finally {
      system.stop(0);
    }
  }

  private static void ticket() {
    database().run("""
        insert into ticket (idempotency_key, number, kind, topic, state, channel, language, body, place, filed_at, due_on)
        values ('systems', 'R-2026-900002', 'fault', 'leak', 'new', 'sms', 'ro', 'curge', 'Traian 14', now(),
          current_date + 30)""");
  }

  /** A day later. */
  private static void givenUp() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (database().run("""
        update webhook_delivery set state = 'failed', settled_at = now() where status = 500 and held_until is null""")
        .rowCount() == 0) {
      assertThat(System.nanoTime()).as("the answer was never noted").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
