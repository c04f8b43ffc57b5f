package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.http.Callers;
import eu.apaserv.bot.core.http.Misses;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every address of every section, asked by everybody. */
class RolesTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Console console;
  private int port;

  @BeforeEach
  void open() {
    console = new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of(new Sweets())));
    port = Consoles.serve(fresh, console);
  }

  @Test
  void everyRouteAnswersOnlyThoseOfEnoughRank() {
    for (var role : Role.values()) {
      var visitor = new Visitor(fresh.vertx(), port);
      visitor.signIn(new StaffAccounts(fresh.database(), Clock.systemUTC()).add("a " + role, role).orElseThrow());
      for (var section : console.sections()) {
        for (var route : section.routes()) {
          if (!route.path().equals("/sign-out") && !route.path().endsWith("/live")) {
            boolean denied = refused(visitor, route, section.path(route.path()));
            assertThat(denied).as("%s by %s: %s %s", section.name(), role, route.method(), route.path())
                .isEqualTo(!role.covers(route.least()));
          }
        }
      }
    }
  }

  @Test
  void nobodyUnknownGetsAnyPage() {
    var visitor = new Visitor(fresh.vertx(), port);
    for (var section : console.sections()) {
      for (var route : section.routes()) {
        var address = filled(section.path(route.path()));
        var answer = route.method().equals(HttpMethod.GET) ? visitor.get(address) : visitor.post(address, "made-up");
        assertThat(answer.statusCode()).as(address).isEqualTo(303);
        assertThat(answer.getHeader("Location")).isEqualTo("/console/sign-in");
      }
    }
  }

  /** They would be in our memory before anybody asked who sends them. */
  @Test
  void filesOfWhomWeDoNotKnowAreNotRead() throws IOException {
    for (var section : console.sections()) {
      for (var route : section.routes()) {
        if (route.method().equals(HttpMethod.POST) && route.largest() > 64 << 10) {
          assertThat(unfinished(filled(section.path(route.path())))).as(route.path()).startsWith("HTTP/1.1 303");
        }
      }
    }
  }

  /** @return the answer to the beginning of a form with a file */
  private String unfinished(String address) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(("POST " + address + " HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n"
          + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; "
          + "filename=\"a.pdf\"\r\n\r\naaa").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void whoMakesSessionsUpIsNotListenedToForLong() {
    var router = Router.router(fresh.vertx());
    new Misses(new Callers(0), 5).mount(router);
    console.mount(router);
    var guard = Database.await(fresh.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    var visitor = new Visitor(fresh.vertx(), guard.actualPort());
    for (int i = 0; i < 10; i++) {
      assertThat(visitor.get("/console/inbox").statusCode()).as("who is only not signed in").isEqualTo(303);
    }
    for (int i = 0; i < 5; i++) {
      visitor.cookies().put(Gate.SESSION, "made-up-" + i);
      assertThat(visitor.get("/console/inbox").statusCode()).isEqualTo(303);
    }
    assertThat(visitor.get("/console/inbox").statusCode()).isEqualTo(429);
  }

  @Test
  void whatIsChangedComesAsAForm() {
    for (var section : console.sections()) {
      assertThat(section.routes()).allMatch(route -> List.of(HttpMethod.GET, HttpMethod.POST).contains(route.method()));
      assertThat(section.routes()).allMatch(route -> route.least().covers(section.signpost().least()));
      assertThat(section.name()).matches("[a-z-]+");
    }
  }

  @Test
  void theNavigationShowsWhatOneMayOpen() {
    var viewer = new Visitor(fresh.vertx(), port);
    viewer.signIn(new StaffAccounts(fresh.database(), Clock.systemUTC()).add("V", Role.VIEWER).orElseThrow());
    assertThat(viewer.page("/console/inbox")).contains("href=\"/console/inbox\"").doesNotContain("/console/audit",
        "/console/sweets");
    var admin = new Visitor(fresh.vertx(), port);
    admin.signIn(new StaffAccounts(fresh.database(), Clock.systemUTC()).add("A", Role.ADMIN).orElseThrow());
    assertThat(admin.page("/console/inbox")).contains("/console/audit", "/console/sweets");
  }

  /** A form made for this very session, so that nothing but the role can refuse it. */
  private static boolean refused(Visitor visitor, Route route, String address) {
    var answer = route.method().equals(HttpMethod.GET)
        ? visitor.get(filled(address))
        : visitor.post(filled(address), Visitor.formWord(visitor.get("/console/inbox")));
    return answer.statusCode() == 403;
  }

  private static String filled(String address) {
    return address.replaceAll(":\\w+", "00000000-0000-0000-0000-000000000000");
  }

  /** A module's section. */
  private static final class Sweets implements Section {
    @Override
    public Signpost signpost() {
      return Signpost.of("sweets", Group.WORK, Role.OPERATOR).saying(List.of("sweets"));
    }

    @Override
    public List<Route> routes() {
      return List.of(Route.get("", Role.OPERATOR, visit -> Answer.page(200, visit.words().say("nav.sweets"))),
          Route.post("/:id/eat", Role.DISPATCHER, _ -> said("", "eaten")));
    }
  }
}
