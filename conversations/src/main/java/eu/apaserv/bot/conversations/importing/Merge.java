package eu.apaserv.bot.conversations.importing;

import eu.apaserv.bot.conversations.importing.ExportFile.Absent;
import eu.apaserv.bot.conversations.importing.ImportReport.FileResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.stream.Collectors;

/** Brings staged rows into their tables, one statement a table; rows that are as they were are not touched. */
record Merge(Connection connection, Instant asAt) {
  private static final int WORTH_ANALYSING = 1000;

  FileResult merge(ExportFile file, long rows) throws SQLException {
    if (file.table().equals("customer")) {
      endLinksOfFormerHolders();
    }
    long removed = removeAbsent(file);
    var columns = String.join(", ", file.columnNames());
    var others = file.columnNames().stream().filter(column -> !file.key().contains(column)).toList();
    var sql = """
        with merged as (insert into %1$s as t (%2$s) select %2$s from %3$s
            on conflict (%4$s) do update set %5$s where row(%6$s) is distinct from row(%7$s)
            returning xmax = 0 as added)
        select count(*) filter (where added), count(*) filter (where not added) from merged""".formatted(file.table(),
        columns, file.stage(), String.join(", ", file.key()),
        others.stream().map(column -> column + " = excluded." + column).collect(Collectors.joining(", ")),
        others.stream().map(column -> "t." + column).collect(Collectors.joining(", ")),
        others.stream().map(column -> "excluded." + column).collect(Collectors.joining(", ")));
    try (var statement = connection.createStatement(); var counts = statement.executeQuery(sql)) {
      counts.next();
      var result = new FileResult(file.name(), rows, counts.getLong(1), counts.getLong(2), removed);
      if (result.added() + result.changed() > WORTH_ANALYSING) {
        run("analyze " + file.table());
      }
      return result;
    }
  }

  private long removeAbsent(ExportFile file) throws SQLException {
    if (file.absent() == Absent.STAYS) {
      return 0;
    }
    var same = file.key().stream().map(column -> "s." + column + " = t." + column).collect(Collectors.joining(" and "));
    var parent = file.absent() == Absent.GOES
        ? ""
        : "t.%1$s in (select %1$s from %2$s) and "
            .formatted(file.key().getFirst(), file.stage());
    return run("delete from %s t where %snot exists (select from %s s where %s)".formatted(file.table(), parent,
        file.stage(), same));
  }

  /**
   * A link ends when the holder changes: another tax id, or a name that shares no word with the one before. A corrected
   * spelling or a married name keeps it.
   */
  private void endLinksOfFormerHolders() throws SQLException {
    try (var statement = connection.prepareStatement("""
        update account_link l set ended_at = ?, ended_why = 'holder changed'
        from stage_customer s join customer c using (client_code)
        where l.client_code = s.client_code and l.ended_at is null and case
          when c.tax_id is not null and s.tax_id is not null then c.tax_id <> s.tax_id
          else not name_words(c.name) && name_words(s.name) end""")) {
      statement.setTimestamp(1, Timestamp.from(asAt));
      statement.executeUpdate();
    }
  }

  /** A utility reader's value overrides what the customer sent in the same window (domain rule 2). */
  void overrideSelfReadings() throws SQLException {
    run("""
        update submitted_reading r set status = 'corrected', note = 'read_by_reader'
        from stage_billing_reading s
        where r.status = 'accepted' and s.source = 'read' and s.meter_serial = r.meter_serial
          and s.read_on between r.window_opens_on and r.window_closes_on""");
  }

  private long run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
