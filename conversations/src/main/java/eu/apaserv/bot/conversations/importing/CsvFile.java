package eu.apaserv.bot.conversations.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file, record by record, in constant memory. Bytes that are not UTF-8 become U+FFFD while decoding, which tells
 * the line and column of each of them, where a strict decoder would tell the first only.
 */
final class CsvFile {
  private static final CSVFormat RFC_4180 = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
  private static final char REPLACEMENT = '\uFFFD';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final ExportFile file;
  private final Path path;
  private final Problems errors;
  private final Problems warnings;

  CsvFile(ExportFile file, Path path, Problems errors, Problems warnings) {
    this.file = file;
    this.path = path;
    this.errors = errors;
    this.warnings = warnings;
  }

  /** Takes the records of the file; a record whose key could be read is given even if other values are wrong. */
  @FunctionalInterface
  interface Sink {
    /** @param bytes about how far the file is read */
    void take(CsvRow row, long bytes) throws IOException;
  }

  /** @return how many records the file has */
  long read(Sink sink) throws IOException {
    var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (var bytes = Files.newInputStream(path);
        var text = new BufferedReader(new InputStreamReader(bytes, decoder));
        var bounded = new BoundedReader(skipMark(text));
        var parser = CSVParser.builder().setReader(bounded).setFormat(RFC_4180).get()) {
      return records(parser, bounded, sink);
    }
  }

  private static BufferedReader skipMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private long records(CSVParser parser, BoundedReader bounded, Sink sink) throws IOException {
    long rows = 0;
    long line = 1;
    try {
      var records = parser.iterator();
      var header = header(records.hasNext() ? records.next().toList() : List.of());
      if (header == null) {
        return 0;
      }
      line = parser.getCurrentLineNumber() + 1;
      bounded.begin();
      while (records.hasNext()) {
        var record = records.next();
        if (!blank(record)) {
          rows++;
          row(record, header, line, bounded.position(), sink);
        }
        line = parser.getCurrentLineNumber() + 1;
        bounded.begin();
      }
    } catch (UncheckedIOException broken) {
      brokenRecord(line, Objects.requireNonNull(broken.getCause()));
    }
    return rows;
  }

  private void brokenRecord(long line, IOException broken) throws IOException {
    boolean endless = broken instanceof BoundedReader.TooLong;
    if (!endless && !(broken instanceof CSVException)) {
      throw broken;
    }
    errors.add(new Problem(file.name(), line, "record", endless
        ? "is endless: a quote is not closed"
        : "its quotes are not in order (RFC 4180): one is not closed, or something follows a closing one"));
  }

  private static boolean blank(CSVRecord record) {
    return record.size() == 1 && record.get(0).isBlank();
  }

  /**
   * @param width how many columns the file has
   * @param places where each of ours is, -1 where it has none
   */
  private record Header(int width, List<Integer> places) {}

  /** Null if the file cannot be read at all. */
  private @Nullable Header header(List<String> record) {
    var names = record.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    var known = file.columnNames();
    var strange = strange(record);
    if (strange != null && !names.containsAll(file.columns().stream().filter(ExportFile.Column::required)
        .map(ExportFile.Column::name).toList())) {
      errors.add(new Problem(file.name(), 1, "header", strange));
      return null;
    }
    long before = errors.count();
    var seen = new HashSet<String>();
    for (var name : names) {
      if (!seen.add(name)) {
        errors.add(new Problem(file.name(), 1, "header", "has the column " + shown(name) + " twice"));
      } else if (!known.contains(name)) {
        warnings.add(new Problem(file.name(), 1, shown(name), "is not a column we know; ignored"));
      }
    }
    for (var column : file.columns()) {
      if (column.required() && !names.contains(column.name())) {
        errors.add(new Problem(file.name(), 1, column.name(), "this required column is missing"));
      }
    }
    return errors.count() > before ? null : new Header(names.size(), known.stream().map(names::indexOf).toList());
  }

  /** What a header that lacks columns shows of the way its file was written; null: nothing. Spreadsheets here write semicolons. */
  private static @Nullable String strange(List<String> record) {
    var whole = String.join("", record);
    if (whole.indexOf(REPLACEMENT) >= 0 || whole.indexOf('\0') >= 0) {
      return "is not UTF-8";
    }
    return record.size() != 1
        ? null
        : Stream.of(";", "\t", "|").filter(whole::contains).findFirst().map(sign -> "has "
            + (sign.equals("\t") ? "tabs" : sign) + " between its columns, and needs commas").orElse(null);
  }

  private static String shown(String name) {
    var printable = name.replaceAll("\\p{Cntrl}|" + REPLACEMENT, "?");
    return printable.length() > 40 ? printable.substring(0, 40) + "…" : printable;
  }

  private void row(CSVRecord record, Header header, long line, long bytes, Sink sink) throws IOException {
    if (record.size() != header.width()) {
      errors.add(new Problem(file.name(), line, "record",
          "has " + record.size() + " values, the header has " + header.width()));
      return;
    }
    var values = new @Nullable String[header.places().size()];
    for (int i = 0; i < values.length; i++) {
      int place = header.places().get(i);
      values[i] = value(file.columns().get(i), place < 0 ? "" : record.get(place).strip(), line);
    }
    var row = new CsvRow(file, line, values, errors, warnings);
    file.rule().accept(row);
    if (file.key().stream().allMatch(column -> row.text(column) != null)) {
      sink.take(row, bytes);
    }
  }

  private @Nullable String value(ExportFile.Column column, String typed, long line) {
    if (typed.isEmpty()) {
      if (column.required()) {
        errors.add(new Problem(file.name(), line, column.name(), "has no value and needs one"));
      }
      return column.otherwise();
    }
    var cell = unreadable(typed) instanceof Cell.Bad bad ? bad : column.kind().read(typed);
    return switch (cell) {
      case Cell.Good(String text) -> text;
      case Cell.Bad(String what) -> {
        errors.add(new Problem(file.name(), line, column.name(), what));
        yield null;
      }
    };
  }

  private static @Nullable Cell unreadable(String typed) {
    for (int i = 0; i < typed.length(); i++) {
      char sign = typed.charAt(i);
      if (sign == REPLACEMENT) {
        return new Cell.Bad("is not UTF-8");
      }
      if (Character.isISOControl(sign) && sign != '\n' && sign != '\r' && sign != '\t') {
        return new Cell.Bad("holds a control character");
      }
    }
    return null;
  }
}
