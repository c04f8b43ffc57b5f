package eu.apaserv.bot.conversations.importing;

import eu.apaserv.bot.conversations.importing.ImportReport.FileResult;
import eu.apaserv.bot.core.message.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Billing's own documents, {@code pdf/<invoice_number>.pdf}, kept as they are. In the database, because any node may have
 * to send one; a file at a time is in memory.
 */
record InvoicePdfs(Connection connection, Problems errors, Problems warnings) {
  private static final String FOLDER = "pdf";
  private static final String ENDING = ".pdf";
  private static final int LARGEST = 10 << 20;
  private static final byte[] BEGINNING = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  /** Whether an export has such documents. */
  static boolean in(Path directory) {
    return Files.isDirectory(directory.resolve(FOLDER));
  }

  FileResult load(Path directory) throws IOException, SQLException {
    long files = 0;
    long added = 0;
    long changed = 0;
    try (var paths = Files.newDirectoryStream(directory.resolve(FOLDER), "*" + ENDING)) {
      for (var path : paths) {
        files++;
        var outcome = store(path);
        added += outcome > 0 ? 1 : 0;
        changed += outcome < 0 ? 1 : 0;
      }
    }
    return new FileResult(FOLDER + "/", files, added, changed, 0);
  }

  /** @return 1 added, -1 changed, 0 as it was or refused */
  private int store(Path path) throws IOException, SQLException {
    var name = path.getFileName().toString();
    var number = name.substring(0, name.length() - ENDING.length());
    var bytes = PlainFiles.read(path, LARGEST + 1);
    if (bytes.length > LARGEST) {
      errors.add(new Problem(FOLDER + "/" + name, 1, "file", "is larger than 10 MB"));
      return 0;
    }
    if (bytes.length < BEGINNING.length || !Arrays.equals(bytes, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length)) {
      errors.add(new Problem(FOLDER + "/" + name, 1, "file", "is not a PDF"));
      return 0;
    }
    var known = known(number);
    if (known.isEmpty()) {
      warnings.add(new Problem(FOLDER + "/" + name, 1, "file", "no invoice has this number; ignored"));
      return 0;
    }
    return insert(known.get(), bytes);
  }

  /** The invoice's number as we keep it ({@link Spellings}). */
  private Optional<String> known(String number) throws SQLException {
    try (var statement = connection.prepareStatement("""
        select invoice_number from invoice where invoice_number = ?
        union all select kept from other_spelling where given = ?""")) {
      statement.setString(1, number);
      statement.setString(2, number);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  private int insert(String number, byte[] bytes) throws SQLException {
    try (var statement = connection.prepareStatement("""
        insert into invoice_document as d (invoice_number, sha256, bytes) values (?, ?, ?)
        on conflict (invoice_number) do update set sha256 = excluded.sha256, bytes = excluded.bytes
          where d.sha256 <> excluded.sha256
        returning xmax = 0""")) {
      statement.setString(1, number);
      statement.setBytes(2, Digests.sha256(bytes));
      statement.setBytes(3, bytes);
      try (var rows = statement.executeQuery()) {
        return !rows.next() ? 0 : rows.getBoolean(1) ? 1 : -1;
      }
    }
  }
}
