package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sample export in a database. */
final class Sample {
  private static final Path FOLDER = Path.of("src/test/resources/import");

  private static @Nullable String loaded;

  private Sample() {}

  /** @return the address of the database that holds it, loaded once in a JVM; nobody is connected, nobody may change it */
  static synchronized String load() throws IOException {
    var address = loaded == null ? loadNow() : loaded;
    loaded = address;
    return address;
  }

  private static String loadNow() throws IOException {
    var address = TestDatabase.fresh(List.of(Migrations.CORE, Billing.TABLES));
    var report = new BillingImport(Connections.to(address), Business.defaults(), new Hand("2026-11-22T06:00:00Z"))
        .load(FOLDER, false, ImportProgress.QUIET);
    if (!report.loaded()) {
      throw new IllegalStateException("The sample does not load: " + report.errors());
    }
    return address;
  }
}
