package eu.apaserv.bot.conversations.importing;

import eu.apaserv.bot.conversations.importing.ExportFile.Reference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * What only shows when the rows are seen together: repeated keys, references to nothing, sums that differ. One query a
 * question, over the staged rows and what the database has.
 */
record Consistency(Connection connection, List<ExportFile> files, LocalDate today, Problems errors, Problems warnings) {
  private static final int MANY_ROWS = 100;

  void check(List<ExportFile> given) throws SQLException {
    for (var file : given) {
      repeated(file);
      for (var reference : file.references()) {
        dangling(file, reference);
      }
    }
    lineSums();
    digits();
    age(given);
    for (var file : given) {
      shrunk(file);
    }
  }

  private void repeated(ExportFile file) throws SQLException {
    var key = String.join(", ", file.key());
    report(errors, file, String.join(", ", file.key()), """
        select line, 'repeats line ' || first from (
          select line, min(line) over (partition by %s) as first from %s) rows
        where line > first order by line""".formatted(key, file.stage()));
  }

  private void dangling(ExportFile file, Reference reference) throws SQLException {
    if (!file.columnNames().contains(reference.column())) {
      return;
    }
    var target = files.stream().filter(one -> one.table().equals(reference.table())).findFirst().orElseThrow();
    report(errors, file, reference.column(), """
        select s.line, '"' || s.%1$s || '" is neither in %2$s nor known from before' from %3$s s
        where s.%1$s <> '' and not exists (select from %4$s t where t.%5$s = s.%1$s)
          and not exists (select from %6$s t where t.%5$s = s.%1$s) order by s.line"""
        .formatted(reference.column(), target.name(), file.stage(), reference.table(), reference.key(),
            target.stage()));
  }

  /** Billing may round otherwise than we add, so a difference is told and let pass. */
  private void lineSums() throws SQLException {
    report(warnings, file("invoice"), "net", """
        select i.line, i.net || ' differs from its lines'' ' || l.net from stage_invoice i
        join (select invoice_number, sum(net) as net from stage_invoice_line group by invoice_number) l
          using (invoice_number)
        where abs(i.net - l.net) > 0.02 order by i.line""");
  }

  private void digits() throws SQLException {
    report(warnings, file("billing_reading"), "index", """
        select r.line, r.index || ' does not fit the ' || m.digits || ' digits of the meter' from stage_billing_reading r
        join (select serial, digits from stage_meter
          union all select serial, digits from meter where serial not in (select serial from stage_meter)) m
          on m.serial = r.meter_serial
        where r.index >= 10 ^ m.digits order by r.line""");
  }

  /** A day that has not come yet is somebody's slip and tells nothing. */
  private void age(List<ExportFile> given) throws SQLException {
    var newest = file("payment");
    if (given.contains(newest)) {
      report(warnings, newest, "paid_on", """
          select 1, 'the newest is ' || s.day || ', but ' || t.day || ' is known already: if this is an older export, load '
            'the newest once more'
          from (select max(paid_on) as day from stage_payment where paid_on <= '%1$s') s,
            (select max(paid_on) as day from payment where paid_on <= '%1$s') t
          where s.day < t.day""".formatted(today));
    }
  }

  /** Most files may hold only what is new, so one that was cut off is told from them by nobody: it is said, and let pass. */
  private void shrunk(ExportFile file) throws SQLException {
    report(warnings, file, "file", """
        select 1, 'has ' || s.n || ' rows, the one before had ' || t.n || ': if it was cut off, load the whole once more'
        from (select count(*) as n from %1$s) s,
          (select (f->>'rows')::bigint as n from import_run r cross join lateral jsonb_array_elements(
              case jsonb_typeof(r.files) when 'array' then r.files else '[]' end) f
            where f->>'file' = '%2$s' order by r.id desc limit 1) t
        where t.n >= %3$d and s.n * 2 < t.n""".formatted(file.stage(), file.name(), MANY_ROWS));
  }

  private ExportFile file(String table) {
    return files.stream().filter(one -> one.table().equals(table)).findFirst().orElseThrow();
  }

  private void report(Problems problems, ExportFile file, String column, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(1000);
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          problems.add(new Problem(file.name(), rows.getLong(1), column, rows.getString(2)));
        }
      }
    }
  }
}
