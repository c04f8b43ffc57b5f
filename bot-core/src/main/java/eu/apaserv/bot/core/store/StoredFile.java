package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.OwnFile;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file in the database, of which the server gives out a piece at a time.
 *
 * @param from where its {@code bytes} stand, from {@code from} on: tables and conditions on {@code $1} to {@code $n}
 * @param keys which row it is
 */
public record StoredFile(Database database, String from, List<Object> keys, long length) implements OwnFile {
  public StoredFile {
    keys = List.copyOf(keys);
  }

  /** Empty where there is no such row. */
  public static Optional<OwnFile> find(Database database, String from, Object... keys) {
    return database.first(row -> row.getLong(0), "select octet_length(bytes)::bigint " + from, keys)
        .map(length -> new StoredFile(database, from, List.of(keys), length));
  }

  @Override
  public Buffer piece(long at) {
    var sql = "select substring(bytes from $%d::int for %d) ".formatted(keys.size() + 1, PIECE) + from;
    return database.first(row -> row.getBuffer(0), sql, Stream.concat(keys.stream(), Stream.of((int) at + 1)).toArray())
        .filter(piece -> piece.length() > 0)
        .orElseThrow(
            () -> new StoreException("The file was deleted while it was read", new NoSuchElementException(from)));
  }
}
