package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is shown as having waited too long, in the inbox and on their own page. */
class LateTest {
  private static final String LATE = "entry waits late";
  /** Whoever wrote nine hours ago did so as the doors were shut; they opened this moment. */
  private static final ConsoleRules JUST_OPEN = ConsoleRules.USUAL
      .during((since, worked) -> since.plus(Duration.ofHours(9)).plus(worked));

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void whoWaitedOverNightIsNotLateAsTheDayBeginsUnlessTheyMayBeInDanger() {
    waits("asked for a person");
    assertThat(inbox(ConsoleRules.USUAL)).contains(LATE);
    assertThat(inbox(JUST_OPEN)).contains("entry waits", "data-until").doesNotContain(LATE);
    waits("in danger: gaz");
    assertThat(inbox(JUST_OPEN)).contains(LATE);
  }

  @Test
  void overANightAndAHolidayNoClockRunsDown() {
    waits("asked for a person");
    assertThat(inbox(ConsoleRules.USUAL.during((since, worked) -> since.plus(Duration.ofHours(60)).plus(worked))))
        .contains("entry waits").doesNotContain("data-until", LATE);
  }

  private void waits(String reason) {
    Database.await(new Inbox(fresh.database()).take(List.of(new Inbound(new Address("chat", "+40722000123"), reason,
        new Content.Text("un om"), Instant.now()))));
    fresh.database().run("update conversation set waiting_since = now() - interval '9 hours', waiting_reason = $1",
        reason);
  }

  private String inbox(ConsoleRules rules) {
    var console = new Console(Consoles.by(rules, Consoles.parts(fresh, "http://127.0.0.1:8080", List.of())));
    var visitor = new Visitor(fresh.vertx(), Consoles.serve(fresh, console));
    visitor.signIn(new StaffAccounts(fresh.database(), Clock.systemUTC()).add("Ana", Role.VIEWER).orElseThrow());
    return visitor.page("/console/inbox");
  }
}
