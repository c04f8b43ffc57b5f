package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.store.Batches;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Marks, once a day, that the person of a link that holds has written, and takes in a first number or account name beside
 * the known one. What the chat is sent while it is silent does not count. Many marks share one commit.
 */
final class LinkMarks {
  private static final int MOST_AT_ONCE = 200;
  /** Under load, what is due within it is marked by one statement. */
  private static final Duration APART = Duration.ofMillis(5);
  /** Whose links were read together are marked together. */
  private static final Duration LINGER = Duration.ofMillis(1);

  private final Database database;
  private final Batches<Mark> marks;

  private record Mark(UUID conversation, String clientCode, OffsetDateTime at, LocalDate today,
      OffsetDateTime heardSince) {}

  LinkMarks(Database database) {
    this.database = database;
    this.marks = new Batches<>(MOST_AT_ONCE, APART, LINGER, this::write);
  }

  /**
   * Waits until they are written, though not to the disk: a mark that is lost is made again by the next message. A link of somebody
   * who has the number since is not marked, as it is looked at once more.
   *
   * @param rows the links that held, with {@code client_code}, {@code heard_at} and {@code unmarked}
   * @param heardSince a link of whom nothing was heard since then sleeps
   */
  void mark(UUID conversation, List<Row> rows, LocalDate today, OffsetDateTime heardSince) {
    var due = new ArrayList<Mark>();
    for (var row : rows) {
      if (row.getBoolean("unmarked")) {
        due.add(new Mark(conversation, row.getString("client_code"), row.getOffsetDateTime("heard_at"), today,
            heardSince));
      }
    }
    Database.await(marks.add(due.stream().distinct().toList()));
  }

  private Future<?> write(List<Mark> due) {
    return database.send("select mark_links($1, $2, $3, $4, $5)",
        Tuple.tuple().addArrayOfUUID(due.stream().map(Mark::conversation).toArray(UUID[]::new))
            .addArrayOfString(due.stream().map(Mark::clientCode).toArray(String[]::new))
            .addArrayOfOffsetDateTime(due.stream().map(Mark::at).toArray(OffsetDateTime[]::new))
            .addArrayOfLocalDate(due.stream().map(Mark::today).toArray(LocalDate[]::new))
            .addArrayOfOffsetDateTime(due.stream().map(Mark::heardSince).toArray(OffsetDateTime[]::new)));
  }
}
