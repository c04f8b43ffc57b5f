package eu.apaserv.bot.conversations.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ExportFolder;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.invoice.Invoices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer as billing has them, fetched when they are asked about. */
class RestBillingTest extends BesideBilling {
  private String owed() {
    return new Invoices(fresh.database())
        .balance("1010021", Business.defaults().day(clock.instant())).total().toString();
  }

  @Test
  void aCustomerIsFetchedWhenAskedAboutAndKeptForAMoment() {
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
    assertThat(owed()).isEqualTo("108.84");
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
    assertThat(asked).containsExactly("GET /api/customers/1010021 Bearer secret");

    account = ACCOUNT.replace("\"outstanding\": 107.69", "\"outstanding\": 7.69").replace("1.15", "2.00");
    clock.forward(Duration.ofMinutes(2));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
    assertThat(owed()).as("what was paid and charged since").isEqualTo("9.69");
  }

  /** For a day everybody would be shown what was owed the day before. */
  @Test
  void whatACallerWhoseClockHadJumpedAheadHasAskedIsAskedAnew() {
    clock.forward(Duration.ofDays(1));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
    clock.set("2026-11-22T10:05:00Z");
    account = ACCOUNT.replace("\"outstanding\": 107.69", "\"outstanding\": 7.69");
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
    assertThat(owed()).isEqualTo("8.84");
    billing.look("1010021");
    assertThat(asked).hasSize(2);
  }

  /** The rows of both would wait for each other, and somebody for an answer. */
  @Test
  void whileAnExportIsPutIntoTheTablesWhatTheyHoldIsShownWithItsTime(@TempDir Path folder) throws IOException {
    var export = ExportFolder.copyTo(folder);
    var imports = new BillingImport(Connections.to(fresh.address()), Business.defaults(), clock);
    imports.load(folder, false, ImportProgress.QUIET);
    var then = clock.instant();
    clock.forward(Duration.ofMinutes(2));
    export.replace("customers.csv", "1010021,Rusu Ioana", "1010021,RUSU  Ioana");
    var seen = new ArrayList<Seen>();
    var report = imports.load(folder, false, (doing, _, _, _) -> {
      if (doing.equals("storing meters.csv")) {
        seen.add(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> billing.look("1010021")));
        seen.add(billing.look("1019999"));
      }
    });
    assertThat(seen).containsExactly(new Seen.Stale(then), new Seen.Unseen());
    assertThat(report.loaded()).isTrue();
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
  }

  @Test
  void whileBillingIsSilentItsLastWordIsShownWithItsTimeUntilItIsTooOld() {
    billing.look("1010021");
    var then = clock.instant();
    status = 500;
    clock.forward(Duration.ofHours(1));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Stale(then));
    clock.forward(Duration.ofHours(24));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Unseen());
    assertThat(billing.look("1010028")).as("never seen").isEqualTo(new Seen.Unseen());
    status = 200;
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
  }

  @Test
  void afterSomeFailuresBillingIsLeftAlone() {
    status = 503;
    for (int i = 0; i < 20; i++) {
      billing.look("1010021");
    }
    assertThat(asked).hasSize(5);
  }

  @Test
  void aCustomerBillingDoesNotHaveIsNoFailure() {
    status = 404;
    assertThat(billing.look("1010099")).isEqualTo(new Seen.Current());
    assertThat(fresh.database().list(row -> row.getString(0), "select client_code from customer")).isEmpty();
  }

  @Test
  void aCustomerBillingNoLongerHasIsNotShown() {
    billing.look("1010021");
    status = 404;
    clock.forward(Duration.ofMinutes(2));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Unseen());
    assertThat(billing.look("1010099")).isEqualTo(new Seen.Current());
    billing.look("1010099");
    billing.look("1010021");
    assertThat(asked).as("what is not there is not asked about again either").hasSize(3);
    status = 200;
    clock.forward(Duration.ofMinutes(2));
    assertThat(billing.look("1010021")).isEqualTo(new Seen.Current());
  }

  @Test
  void whoWasLinkedToAFormerHoldersAccountIsSoNoLonger() {
    billing.look("1010021");
    var chat = UUID.randomUUID();
    new Billing(fresh.database()).link(chat, "1010021");
    account = ACCOUNT.replace("\"outstanding\": 107.69", "\"outstanding\": 7.69");
    clock.forward(Duration.ofMinutes(2));
    billing.look("1010021");
    assertThat(open(chat)).isEqualTo(1);
    account = ACCOUNT.replaceFirst("\"name\": \"[^\"]*\"", "\"name\": \"Cu Totul Altcineva\"");
    clock.forward(Duration.ofMinutes(2));
    billing.look("1010021");
    assertThat(open(chat)).isZero();
  }

  private long open(UUID chat) {
    return fresh.database().first(row -> row.getLong(0),
        "select count(*) from account_link where conversation = $1 and ended_at is null", chat).orElseThrow();
  }

  @Test
  void anAnswerWithAnothersRowsOrWrongValuesIsNotBelieved() {
    for (var wrong : List.of(
        ACCOUNT.replace("\"NTD1\", \"client_code\": \"1010021\"", "\"NTD1\", \"client_code\": \"1010028\""),
        ACCOUNT.replace("\"total\": 107.69", "\"total\": 207.69"), ACCOUNT.replace("2026-11-09", "soon"),
        ACCOUNT.replace("\"point_id\": \"NT1\", \"digits\"", "\"point_id\": \"NT9\", \"digits\""), "[]", "{}",
        "nothing",
        ACCOUNT.replace("\"meters\": [", "\"meters\": [7, "))) {
      account = wrong;
      assertThat(billing.look("1010021")).as(wrong).isEqualTo(new Seen.Unseen());
      api.close();
      open();
    }
    assertThat(fresh.database().list(row -> row.getString(0), "select client_code from customer")).isEmpty();
  }
}
