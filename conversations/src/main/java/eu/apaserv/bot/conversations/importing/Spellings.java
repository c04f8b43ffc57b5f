package eu.apaserv.bot.conversations.importing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * An invoice whose e-Factura document came first keeps the number as the document writes it. Exports write the same number
 * with other signs between its letters and digits: taken for another, it would be owed twice.
 */
record Spellings(Connection connection) {
  private static final List<String> STAGES = List.of("stage_invoice", "stage_invoice_line", "stage_penalty",
      "stage_payment");
  private static final String NONE = """
      create temporary table other_spelling (given text primary key, kept text not null) on commit drop""";
  /* The same but for spaces and the like, and of the same day or total: "1/11" and "11/1" are two. */
  private static final String INVOICES = """
      insert into other_spelling
      select distinct on (s.invoice_number) s.invoice_number, t.invoice_number
      from stage_invoice s
      join invoice t on t.client_code = s.client_code and plain_number(t.invoice_number) = plain_number(s.invoice_number)
        and (t.issued_on = s.issued_on or t.total = s.total)
      join invoice_source d on d.invoice_number = t.invoice_number
      where not exists (select from invoice i where i.invoice_number = s.invoice_number)
        and not exists (select from stage_invoice o where o.invoice_number = t.invoice_number)
      order by s.invoice_number, t.invoice_number""";
  /* Of invoices that the export does not hold itself; most are known, and left out before what is the same is sought. */
  private static final String NOWHERE = """
       s where s.invoice_number <> '' and not exists (select from invoice i where i.invoice_number = s.invoice_number)
        and not exists (select from stage_invoice i where i.invoice_number = s.invoice_number)
      """;
  private static final String UNKNOWN = "create temporary table unknown_number on commit drop as "
      + "select invoice_number from stage_invoice_line" + NOWHERE + "union select invoice_number from stage_penalty"
      + NOWHERE + "union select invoice_number from stage_payment" + NOWHERE;
  private static final String OTHERS = """
      insert into other_spelling
      select s.invoice_number, min(t.invoice_number) from unknown_number s
      join invoice t on plain_number(t.invoice_number) = plain_number(s.invoice_number)
      join invoice_source d on d.invoice_number = t.invoice_number
      group by s.invoice_number having count(*) = 1""";

  /** Changes what was staged; {@code other_spelling} says what to what. */
  void adopt() throws SQLException {
    run(NONE);
    if (!isAnyDocumented()) {
      return;
    }
    run(INVOICES);
    if (run(UNKNOWN) > 0) {
      run(OTHERS);
    }
    for (var stage : STAGES) {
      run("update %s s set invoice_number = o.kept from other_spelling o where s.invoice_number = o.given"
          .formatted(stage));
    }
  }

  private boolean isAnyDocumented() throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select from invoice_source limit 1")) {
      return row.next();
    }
  }

  private int run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
