package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.core.http.HttpMethod;
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
