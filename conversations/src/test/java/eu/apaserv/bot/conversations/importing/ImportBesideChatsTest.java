package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What people do in chats in the moment in which an export of billing is loaded, or readings are handed to it. */
class ImportBesideChatsTest {
  private static final String CODE = "1010021";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @TempDir
  Path folder;

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");

  private ImportReport load() {
    try {
      return new BillingImport(Connections.to(fresh.address()), Business.defaults(), clock).load(folder, false,
          ImportProgress.QUIET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The second begins, and waits or is done, before the first is committed. */
  private <T> T atOnce(Consumer<Database> first, Supplier<T> second) {
    Future<T> other = fresh.database().asOne(open -> {
      first.accept(open);
      var begun = CompletableFuture.supplyAsync(second);
      Beside.doneOrWaiting(fresh.database(), begun::isDone);
      return Future.fromCompletionStage(begun);
    });
    return Database.await(other);
  }

  private static void submit(Database open, String reference) {
    open.run(
        """
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          window_opens_on, window_closes_on, index, status, submitted_at)
        values ($1, $1, gen_random_uuid(), 'sms', $2, $1, '2026-11-20', '2026-11-26', 1900, 'accepted', '2026-11-20')""",
        reference, CODE);
  }

  @Test
  void whatIsSentWhileAReadersValueIsLoadedDoesNotCount() throws IOException {
    var export = ExportFolder.copyTo(folder);
    load();
    export.add("readings.csv", "22A936710,2026-11-24,1905,read");
    assertThat(atOnce(open -> submit(open, "22A936710"), this::load).loaded()).isTrue();
    assertThat(fresh.database().list(row -> row.getString(0), "select status from submitted_reading"))
        .containsExactly("corrected");
  }

  @Test
  void whoLinksWhileTheAccountChangesHandsIsNotLinked() throws IOException {
    var export = ExportFolder.copyTo(folder);
    load();
    export.replace("customers.csv", "Rusu Ioana", "Popa Dan");
    atOnce(open -> {
      open.run("select pg_advisory_xact_lock(hashtextextended('link:' || $1, 0))", CODE);
      new Billing(open).link(UUID.randomUUID(), CODE);
    }, this::load);
    assertThat(fresh.database().list(row -> row.getString(0), "select ended_why from account_link"))
        .containsExactly("holder changed");
  }

  @Test
  void whoLinksWhileBillingsApiNamesAnotherHolderIsNotLinked() throws IOException, AccountSnapshot.Wrong {
    ExportFolder.copyTo(folder);
    load();
    var holder = AccountSnapshot.read(new JsonObject().put("customers", new JsonArray().add(new JsonObject()
        .put("client_code", CODE).put("name", "Popa Dan").put("type", "household"))), CODE, Business.defaults());
    atOnce(open -> {
      open.run("select pg_advisory_xact_lock(hashtextextended('link:' || $1, 0))", CODE);
      new Billing(open).link(UUID.randomUUID(), CODE);
    }, () -> fresh.database().transaction(open -> holder.store(open, clock.instant()).map(true)));
    assertThat(fresh.database().list(row -> row.getString(0), "select ended_why from account_link"))
        .containsExactly("holder changed");
  }

  @Test
  void aCodeThatTheFormerHolderWasSentOpensNothing() throws IOException {
    var export = ExportFolder.copyTo(folder);
    load();
    fresh.database().run("""
        insert into link_code (id, idempotency_key, conversation, client_code, role, destination, code_hash, issued_at, expires_at)
        select gen_random_uuid(), code, gen_random_uuid(), code, 'holder', '', '', now(), '2026-11-22T10:05:00Z'
        from unnest(array['1010021', '1010035']) code""");
    export.replace("customers.csv", "Rusu Ioana", "Popa Dan");
    load();
    assertThat(fresh.database().list(row -> row.getString(0),
        "select client_code from link_code where expires_at > $1", clock.instant().atOffset(java.time.ZoneOffset.UTC)))
        .containsExactly("1010035");
  }

  @Test
  void noReadingIsLeftOutThatIsKeptWhilePagesAreHandedOut() {
    var export = new ReadingsExport(fresh.database());
    var first = atOnce(open -> {
      submit(open, "A");
      submit(fresh.database(), "B");
    }, () -> export.page(0, null, 10));
    var all = new ArrayList<>(first.rows());
    all.addAll(export.page(first.last(), null, 10).rows());
    assertThat(all).extracting(row -> row.getString("reference")).containsExactlyElementsOf(List.of("A", "B"));
  }

  @Test
  void noReadingIsLeftOutThatIsKeptWhileTheyAreWrittenOut() {
    var export = new ReadingsExport(fresh.database());
    var out = new StringBuilder();
    long last = atOnce(open -> {
      submit(open, "A");
      submit(fresh.database(), "B");
    }, () -> write(export, 0, out));
    write(export, last, out);
    assertThat(out.toString().lines().filter(line -> !line.startsWith("reference"))
        .map(line -> line.substring(0, line.indexOf(',')))).containsExactly("A", "B");
  }

  private static long write(ReadingsExport export, long after, StringBuilder out) {
    try {
      return export.write(after, null, ReadingsExport.Format.CSV, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
