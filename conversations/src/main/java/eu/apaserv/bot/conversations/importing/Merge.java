package eu.apaserv.bot.conversations.importing;

import eu.apaserv.bot.conversations.importing.ExportFile.Absent;
import eu.apaserv.bot.conversations.importing.ImportReport.FileResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings staged rows into their tables, two statements a table: what differs is updated, what is new inserted. Rows that
 * are as they were are only read, not even locked. Only one import runs at a time, so nothing changes in between.
 */
record Merge(Connection connection, Instant asAt) {
  private static final int WORTH_ANALYSING = 1000;

  private static final int FEW_HANDS = 20;
  private static final int PERCENT_OF_HANDS = 5;
  private static final int FEW_ROWS = 20;

  /** PostgreSQL has room for some thousands. */
  private static final int MOST_LOCKS = 1000;

  FileResult merge(ExportFile file, long rows) throws SQLException {
    long removed = removeAbsent(file);
    long changed = change(file);
    long added = add(file);
    if (added + changed > WORTH_ANALYSING) {
      run("analyze " + file.table());
    }
    return new FileResult(file.name(), rows, added, changed, removed);
  }

  private long change(ExportFile file) throws SQLException {
    var others = file.columnNames().stream().filter(column -> !file.key().contains(column)).toList();
    if (others.isEmpty()) {
      return 0;
    }
    return run("update %s t set %s from %s s where %s and (%s) is distinct from (%s)".formatted(file.table(),
        others.stream().map(column -> column + " = s." + column).collect(Collectors.joining(", ")), file.stage(),
        same(file), row("t", others), row("s", others)));
  }

  private static String row(String table, List<String> columns) {
    return columns.stream().map(column -> table + "." + column).collect(Collectors.joining(", ", "row(", ")"));
  }

  private long add(ExportFile file) throws SQLException {
    var columns = String.join(", ", file.columnNames());
    return run("insert into %s (%s) select %s from %s s where not exists (select from %s t where %s)".formatted(
        file.table(), columns, columns, file.stage(), file.table(), same(file)));
  }

  private static String same(ExportFile file) {
    return file.key().stream().map(column -> "s." + column + " = t." + column).collect(Collectors.joining(" and "));
  }

  private long removeAbsent(ExportFile file) throws SQLException {
    if (file.absent() == Absent.STAYS) {
      return 0;
    }
    var parent = file.absent() == Absent.GOES
        ? ""
        : "t.%1$s in (select %1$s from %2$s) and "
            .formatted(file.key().getFirst(), file.stage());
    return run("delete from %s t where %snot exists (select from %s s where %s)".formatted(file.table(), parent,
        file.stage(), same(file)));
  }

  /** Notes whose accounts change hands, before the new names are in. */
  void noteFormerHolders() throws SQLException {
    run("""
        create temporary table former_holder on commit drop as
        select s.client_code from stage_customer s join customer c using (client_code)
        where holder_changed(c.tax_id, c.name, s.tax_id, s.name)""");
  }

  /**
   * A column that slipped by a row makes another holder of everybody, and everybody's links would end, which nobody can undo.
   *
   * @return what is so, where it is more than a day of people who move explains
   */
  Optional<String> changedHands() throws SQLException {
    try (var statement = connection.createStatement(); var row = statement.executeQuery("""
        select count(distinct l.client_code) filter (where f.client_code is not null), count(distinct l.client_code)
        from account_link l left join former_holder f using (client_code) where l.ended_at is null""")) {
      row.next();
      long changed = row.getLong(1);
      long linked = row.getLong(2);
      return changed > FEW_HANDS && changed * 100 > linked * PERCENT_OF_HANDS
          ? Optional.of(
              changed + " of " + linked + " accounts that are linked to a chat have another holder, and their links "
                  + "would end: is a column shifted? If they really changed hands, import with --holders-change")
          : Optional.empty();
    }
  }

  /**
   * A file that was cut off between two of its rows looks like a whole one; what is the whole truth would take the rest away.
   *
   * @return what is so, where less than half of what is known is there
   */
  Optional<String> missing(ExportFile file) throws SQLException {
    if (file.absent() != Absent.GOES) {
      return Optional.empty();
    }
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(
            "select (select count(*) from %s), (select count(*) from %s)".formatted(file.stage(), file.table()))) {
      row.next();
      long given = row.getLong(1);
      long known = row.getLong(2);
      return known > FEW_ROWS && given * 2 < known
          ? Optional
              .of("has " + given + " rows where " + known + " are known, and the others would go: was it cut off? "
                  + "If they are really gone, import with --fewer-rows")
          : Optional.empty();
    }
  }

  /**
   * What touches rows that conversations write too; last of all, so that nobody who unlinks or sends an index waits longer
   * than the commit takes.
   */
  void touchConversations() throws SQLException {
    holdLinks();
    endFormerHolders("update account_link set ended_at = ?, ended_why = 'holder changed'");
    endFormerHolders("update delegation set ended_at = ?");
    overrideSelfReadings();
  }

  /** Who links at this moment is waited for; a code that the former holder was sent opens nothing any more. */
  private void holdLinks() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("""
          select pg_advisory_xact_lock(hashtextextended('link:' || client_code, 0))
          from (select client_code from former_holder order by client_code limit %d) f""".formatted(MOST_LOCKS));
    }
    try (var statement = connection.prepareStatement("""
        update link_code set expires_at = ? where used_at is null and expires_at > ?
          and client_code in (select client_code from former_holder)""")) {
      statement.setTimestamp(1, Timestamp.from(asAt));
      statement.setTimestamp(2, Timestamp.from(asAt));
      statement.executeUpdate();
    }
  }

  /** The links of a former holder, and whom they let in: none of it is the new holder's wish. */
  private void endFormerHolders(String update) throws SQLException {
    try (var statement = connection.prepareStatement(
        update + " where ended_at is null and client_code in (select client_code from former_holder)")) {
      statement.setTimestamp(1, Timestamp.from(asAt));
      statement.executeUpdate();
    }
  }

  /**
   * A utility reader's value overrides what the customer sent in the same window (domain rule 2), also what is being kept at this
   * moment; who sends an index now waits for the commit and is judged by it.
   */
  private void overrideSelfReadings() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(hashtextextended('submitted_reading', 0))");
    }
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
