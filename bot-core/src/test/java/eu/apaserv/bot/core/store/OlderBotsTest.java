package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What bots of older versions get of these tables when they are started on them. */
class OlderBotsTest {
  @Test
  void aConnectionThatIsToldNothingChoosesNoMonthsWhileItRuns() throws SQLException {
    var address = TestDatabase.fresh(List.of());
    Migrations.apply(address, List.of(Migrations.CORE));
    try (var connection = TestDatabase.connect(address);
        var shown = connection.createStatement().executeQuery("show enable_partition_pruning")) {
      assertThat(shown.next()).isTrue();
      assertThat(shown.getString(1)).isEqualTo("off");
    }
    TestDatabase.drop(address);
  }
}
