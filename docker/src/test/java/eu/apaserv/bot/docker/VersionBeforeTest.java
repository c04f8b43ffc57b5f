package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The tables of this version serve the version before, whose bots run beside this one's and may come back: all it asks, as
 * {@link VersionBefore} has written it down, can be planned and has the types it had. {@link RollingUpgrade} shows it with processes.
 */
class VersionBeforeTest {
  private static final Path BEFORE = Path.of("src/test/resources/before");

  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase(Store.TABLES.toArray(String[]::new));

  @Test
  void allThatTheVersionBeforeAsksCanStillBeAsked() throws Exception {
    var wrong = new ArrayList<String>();
    var asked = AskedBefore.read(Files.readString(BEFORE.resolve(VersionBefore.STATEMENTS)));
    assertThat(asked).hasSizeGreaterThan(300);
    try (var planner = new Planner(fresh.address())) {
      for (var one : asked) {
        try {
          var now = planner.asked(one.text());
          if (!now.equals(one)) {
            wrong.add("took " + one.takes() + ", gave " + one.gives() + "; now " + now.written());
          }
        } catch (SQLException e) {
          wrong.add(e.getMessage() + "\n" + one.text());
        }
      }
    }
    assertThat(wrong).as("keep what they ask for: docs/upgrade.md").isEmpty();
  }

  @Test
  void noScriptOfTheVersionBeforeHasChanged() throws IOException {
    for (var line : Files.readAllLines(BEFORE.resolve(VersionBefore.SCRIPTS))) {
      var script = line.split(" {2}", 2);
      try (var now = getClass().getClassLoader().getResourceAsStream(script[1])) {
        assertThat(now).as("%s is gone", script[1]).isNotNull();
        assertThat(VersionBefore.hash(now.readAllBytes()))
            .as("%s was changed after it ran somewhere: Flyway would refuse to start; write a new script", script[1])
            .isEqualTo(script[0]);
      }
    }
  }
}
