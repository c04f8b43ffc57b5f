package eu.apaserv.bot.conversations.importing;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A record of a file while its columns are compared with each other. A value that was refused reads as unknown. */
final class CsvRow {
  private final ExportFile file;
  private final long line;
  private final @Nullable String[] values;
  private final Problems errors;
  private final Problems warnings;

  CsvRow(ExportFile file, long line, @Nullable String[] values, Problems errors, Problems warnings) {
    this.file = file;
    this.line = line;
    this.values = values;
    this.errors = errors;
    this.warnings = warnings;
  }

  long line() {
    return line;
  }

  @Nullable
  String text(String column) {
    return values[file.index(column)];
  }

  @Nullable
  LocalDate date(String column) {
    var text = text(column);
    return text == null ? null : LocalDate.parse(text);
  }

  @Nullable
  BigDecimal amount(String column) {
    var text = text(column);
    return text == null ? null : new BigDecimal(text);
  }

  /** Takes a value the file left open. */
  void set(String column, @Nullable String value) {
    values[file.index(column)] = value;
  }

  void wrong(String column, String what) {
    errors.add(new Problem(file.name(), line, column, what));
  }

  void warn(String column, String what) {
    warnings.add(new Problem(file.name(), line, column, what));
  }

  /** Complains unless {@code first} is not after {@code last}, where both are known. */
  void order(String first, String last) {
    var from = date(first);
    var to = date(last);
    if (from != null && to != null && from.isAfter(to)) {
      wrong(last, to + " is before " + first + " " + from);
    }
  }

  @Nullable
  String[] values() {
    return values;
  }
}
