package eu.apaserv.bot.conversations.importing;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of the export: what it holds and where that goes. The table has a column of the name of each column here.
 *
 * @param key the columns that tell its rows apart
 * @param references what must exist, in the export or in the database
 * @param absent what a row that the file no longer has means
 * @param rule compares the columns of a row and fills in what the file may leave open
 */
record ExportFile(String name, String table, List<Column> columns, List<String> key, List<Reference> references,
    Absent absent, Consumer<CsvRow> rule) {

  /**
   * @param required must be a column of the file, with a value in every row
   * @param otherwise the value where the file has none
   */
  record Column(String name, Cell.Kind kind, boolean required, @Nullable String otherwise) {
    static Column must(String name, Cell.Kind kind) {
      return new Column(name, kind, true, null);
    }

    static Column may(String name, Cell.Kind kind) {
      return new Column(name, kind, false, null);
    }

    static Column otherwise(String name, Cell.Kind kind, String value) {
      return new Column(name, kind, false, value);
    }
  }

  /** {@code column} names a row of {@code table}. */
  record Reference(String column, String table, String key) {}

  /** What happens to rows of the database that are not in the file. */
  enum Absent {
    /** They stay: the file may hold only what is new. */
    STAYS,
    /** They go, where the file has rows with the same first key column: it holds all of them or none. */
    GOES_WITH_PARENT,
    /** They go: the file is the whole truth. */
    GOES
  }

  ExportFile {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    references = List.copyOf(references);
  }

  int index(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name + " has no column " + column);
  }

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** The temporary table it is read into. */
  String stage() {
    return "stage_" + table;
  }
}
