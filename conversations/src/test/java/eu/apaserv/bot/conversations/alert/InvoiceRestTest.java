package eu.apaserv.bot.conversations.alert;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a reminder asks for is what the dialogue asks for, whatever is being paid. */
class InvoiceRestTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Random random = new Random(7);

  @Test
  void theDatabaseAndTheDialogueAgreeOnWhatIsLeft() {
    var database = fresh.database();
    var invoices = new Invoices(database);
    for (int client = 0; client < 200; client++) {
      var code = "500" + (100 + client);
      fill(database, code);
      var asked = new TreeMap<String, BigDecimal>();
      Debts.of(invoices.balance(code, DAY)).all().stream().filter(debt -> !debt.invoiceNumber().isEmpty())
          .forEach(debt -> asked.put(debt.invoiceNumber(), debt.rest()));
      assertThat(left(database, code)).as(code).isEqualTo(asked);
    }
  }

  private static Map<String, BigDecimal> left(Database database, String code) {
    var left = new TreeMap<String, BigDecimal>();
    database.run("select invoice_number, rest from invoice_rest($1) where rest > 0", code)
        .forEach(row -> left.put(row.getString(0), row.getBigDecimal(1).setScale(2)));
    return left;
  }

  private void fill(Database database, String code) {
    for (int i = 0; i < random.nextInt(5); i++) {
      database.run("insert into invoice values ($1, $2, null, $3, $4, $4, null, null, 0, 0, 50, $5)", code + "-" + i,
          code,
          DAY, DAY.plusDays(random.nextInt(4)), lei(-20, 80));
    }
    for (int i = 0; i < random.nextInt(3); i++) {
      database.run("insert into penalty values ($1, '', $2, $3)", code, lei(-5, 20), DAY.plusDays(i));
    }
    for (int i = 0; i < random.nextInt(4); i++) {
      database.run("insert into payment values ($1, $2, $3, $4, null, $5, 'card', $6)", code + "P" + i, code,
          random.nextBoolean() ? code + "-" + i : null, DAY, lei(-30, 60),
          random.nextInt(3) > 0 ? "pending" : "booked");
    }
  }

  private BigDecimal lei(int from, int to) {
    return new BigDecimal(random.nextInt(from, to)).setScale(2);
  }
}
