package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FreshDatabaseTest {
  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase();

  @Test
  void aStatementRunsAndItsRowsComeBack() {
    assertThat(fresh.database().first(row -> row.getString("word"), "SELECT $1::text || 'ă' AS word", "ap"))
        .contains("apă");
  }

  @Test
  void clonesShareNothing() {
    fresh.database().run("CREATE TABLE mine (id int)");
    var other = Database.connect(fresh.vertx(), TestDatabase.fresh(List.of()), 1);
    assertThat(other.first(row -> row.getBoolean(0), "SELECT to_regclass('mine') IS NULL")).contains(true);
    other.close();
  }
}
