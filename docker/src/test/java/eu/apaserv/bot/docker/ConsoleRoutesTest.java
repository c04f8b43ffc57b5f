package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.console.Route;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every address of the whole product's console, those of the utility's own pages among them, asked by who may not. */
class ConsoleRoutesTest {
  private static final Pattern WORD = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant();

  private WebClient web;
  private final Map<Role, String> sessions = new EnumMap<>(Role.class);

  @BeforeEach
  void signIn() {
    web = WebClient.create(running.vertx(), new WebClientOptions().setFollowRedirects(false));
    var accounts = new StaffAccounts(running.assistant().database(), Clock.systemUTC());
    for (var role : Role.values()) {
      sessions.put(role, accounts.redeem(accounts.add("a " + role, role).orElseThrow()).orElseThrow());
    }
  }

  @Test
  void aFormOfAnotherSiteIsRefusedWhereverItGoes() {
    var others = word(Role.VIEWER);
    each((route, address) -> {
      if (route.method().equals(HttpMethod.POST)) {
        for (var csrf : List.of("", "made-up", others)) {
          assertThat(call(route, address, session(Role.ADMIN), csrf).statusCode()).as(address).isEqualTo(403);
        }
      }
    });
  }

  @Test
  void whoIsNotSignedInGetsToNoPage() {
    each((route, address) -> {
      var answer = call(route, address, "made-up", "made-up");
      assertThat(answer.statusCode()).as(address).isEqualTo(303);
      assertThat(answer.getHeader("Location")).isEqualTo("/console/sign-in");
    });
  }

  @Test
  void aRankBelowIsRefusedByEveryRouteWithItsOwnForm() {
    for (var role : Role.values()) {
      var word = word(role);
      each((route, address) -> {
        if (!role.covers(route.least())) {
          assertThat(call(route, address, session(role), word).statusCode()).as("%s by %s", address, role)
              .isEqualTo(403);
        }
      });
    }
  }

  @Test
  void everyPageForbidsFramesScriptsOfOthersAndKeepingIt() {
    each((route, address) -> {
      if (route.method().equals(HttpMethod.GET) && !address.endsWith("/live")) {
        var answer = call(route, address, session(Role.ADMIN), "");
        assertThat(answer.getHeader("Cache-Control")).as(address).isEqualTo("no-store");
        assertThat(answer.getHeader("Content-Security-Policy")).as(address).contains("default-src 'none'",
            "script-src 'self';", "frame-ancestors 'none'", "form-action 'self'");
        assertThat(answer.getHeader("X-Content-Type-Options")).as(address).isEqualTo("nosniff");
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).as(address).isNull();
        assertThat(answer.statusCode()).as(address).isNotEqualTo(500);
      }
    });
  }

  private void each(BiConsumer<Route, String> asks) {
    for (var section : running.assistant().console().sections()) {
      for (var route : section.routes()) {
        asks.accept(route,
            section.path(route.path()).replaceAll(":\\w+", "00000000-0000-0000-0000-000000000000"));
      }
    }
  }

  private String session(Role role) {
    return Objects.requireNonNull(sessions.get(role));
  }

  private String word(Role role) {
    var page = Database.await(web.get(running.assistant().port(), "127.0.0.1", "/console/me")
        .putHeader("Cookie", "bot_console=" + session(role)).send()).bodyAsString();
    var found = WORD.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private HttpResponse<Buffer> call(Route route, String address, String session, String csrf) {
    var request = web.request(route.method(), running.assistant().port(), "127.0.0.1", address)
        .putHeader("Cookie", "bot_console=" + session);
    return Database.await(route.method().equals(HttpMethod.GET)
        ? request.send()
        : request.sendForm(MultiMap.caseInsensitiveMultiMap().add("csrf", csrf)));
  }
}
