package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.StaffAccounts;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the list of runs says of each. */
class RunListTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void ofARunThatTellsOneOfSeveralThingsItSaysWhich() {
    var book = new RunBook(fresh.database(), Clock.systemUTC());
    book.draft(new Draft("a/1", "news", "#7 Oituz", "{\"about\":7,\"telling\":\"OVER\"}", false, "ana"));
    book.draft(new Draft("b/1", "letter", "#8 Cuza", "{}", false, "ana"));
    var section = new RunSection(book, new AuditLog(fresh.database()), Clock.systemUTC());
    var visitor = new Visitor(fresh.vertx(),
        Consoles.serve(fresh, new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of(section)))));
    visitor.signIn(new StaffAccounts(fresh.database(), Clock.systemUTC()).add("Ioana", Role.OPERATOR).orElseThrow());
    assertThat(visitor.get("/console/runs").bodyAsString()).contains("<small>news: over · ", "<small>letter · ");
    var id = book.find("a/1").orElseThrow().id();
    assertThat(visitor.get("/console/runs/" + id).bodyAsString()).contains("<dd>news: over</dd>");
  }
}
