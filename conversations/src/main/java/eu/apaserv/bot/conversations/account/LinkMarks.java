package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.store.Batches;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
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

  private final Database database;
  private final Batches<Mark> marks;

  private record Mark(UUID conversation, String clientCode, OffsetDateTime at, LocalDate today,
      OffsetDateTime heardSince) {}

  LinkMarks(Database database) {
    this.database = database;
    this.marks = new Batches<>(MOST_AT_ONCE, this::write);
  }

  /**
   * Waits until they are kept.
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

  /*
   * Links are locked in one order, for others mark theirs at the same time. One that held when it was read may not any more: the
   * name of somebody else, who has the chat since, is never taken in.
   */
  private Future<?> write(List<Mark> due) {
    return database.send("""
      with mark as (
        select conversation, client_code, max(at) as at, max(on_day) as on_day, max(heard_since) as heard_since
        from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::date[], $5::timestamptz[])
          as m(conversation, client_code, at, on_day, heard_since) group by 1, 2
      ), mine as (
        select l.conversation, l.client_code, m.at from account_link l join mark m using (conversation, client_code)
        where l.ended_at is null and link_holds(l, m.on_day, m.heard_since)
        order by l.conversation, l.client_code for update of l
      )
      update account_link l set seen_at = greatest(l.seen_at, m.at),
        names = (select coalesce(array_agg(id), '{}') from address where contact_id = l.conversation)
      from mine m where l.conversation = m.conversation and l.client_code = m.client_code and l.ended_at is null""",
        Tuple.tuple().addArrayOfUUID(due.stream().map(Mark::conversation).toArray(UUID[]::new))
            .addArrayOfString(due.stream().map(Mark::clientCode).toArray(String[]::new))
            .addArrayOfOffsetDateTime(due.stream().map(Mark::at).toArray(OffsetDateTime[]::new))
            .addArrayOfLocalDate(due.stream().map(Mark::today).toArray(LocalDate[]::new))
            .addArrayOfOffsetDateTime(due.stream().map(Mark::heardSince).toArray(OffsetDateTime[]::new)));
  }
}
