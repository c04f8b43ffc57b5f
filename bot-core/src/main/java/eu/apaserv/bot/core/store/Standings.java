package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Standing;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** How things of ours stand with providers, as they last told us. */
public final class Standings {
  private final Database database;

  public Standings(Database database) {
    this.database = database;
  }

  private static final String STANDING = """
    select channel, subject, aspect, value, good, reason, at from standing
    """;

  /** All of one channel, by subject and aspect. */
  public List<Standing> of(String channel) {
    return database.list(Standings::standing, STANDING + "where channel = $1 order by subject, aspect", channel);
  }

  /** What somebody should look at, the newest first. */
  public List<Standing> bad() {
    return database.list(Standings::standing, STANDING + "where not good order by at desc");
  }

  private static Standing standing(Row row) {
    return new Standing(row.getString("channel"), row.getString("subject"), row.getString("aspect"),
        row.getString("value"), row.getBoolean("good"), row.getString("reason"),
        row.getOffsetDateTime("at").toInstant());
  }

  /* What is told late of an earlier time changes nothing. */
  private static final String WRITE = """
    insert into standing as s (channel, subject, aspect, value, good, reason, at)
    select distinct on (channel, subject, aspect) channel, subject, aspect, value, good, reason, at
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::timestamptz[])
      as n(channel, subject, aspect, value, good, reason, at)
    order by channel, subject, aspect, at desc
    on conflict (channel, subject, aspect) do update
      set value = excluded.value, good = excluded.good, reason = excluded.reason,
        at = case when s.value = excluded.value then s.at else excluded.at end
      where s.at <= excluded.at""";

  /** Keeps the latest of each, without waiting. */
  public Future<?> write(List<Standing> standings) {
    var times = standings.stream().map(s -> s.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    return database.send(WRITE,
        Tuple.tuple().addArrayOfString(standings.stream().map(Standing::channel).toArray(String[]::new))
            .addArrayOfString(standings.stream().map(Standing::subject).toArray(String[]::new))
            .addArrayOfString(standings.stream().map(Standing::aspect).toArray(String[]::new))
            .addArrayOfString(standings.stream().map(Standing::value).toArray(String[]::new))
            .addArrayOfBoolean(standings.stream().map(Standing::good).toArray(Boolean[]::new))
            .addArrayOfString(standings.stream().map(Standing::reason).toArray(String[]::new))
            .addArrayOfOffsetDateTime(times));
  }
}
