package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which answers somebody still waits for, and whether they may get another now: they have not had as many messages of late as a
 * channel allows. Looked up apart from the commit (see docs/decisions.md, months).
 */
final class OpenAnswers {
  private final Database database;
  private final Gathered<Asked, List<Long>> open = new Gathered<>(this::read);

  private record Asked(UUID person, Pace pace) {}

  OpenAnswers(Database database) {
    this.database = database;
  }

  /** What was said to them and is not out yet; empty: they have had their share for now. */
  Future<Optional<List<Long>>> of(UUID person, Pace pace) {
    return open.ask(new Asked(person, pace));
  }

  private Future<Map<Asked, List<Long>>> read(List<Asked> asked) {
    var people = asked.stream().map(Asked::person).toArray(UUID[]::new);
    var most = asked.stream().map(one -> one.pace().limitedToOne() ? one.pace().burst() : 0).toArray(Integer[]::new);
    var within = asked.stream().map(one -> one.pace().limitedToOne() ? one.pace().window().toMillis() : 0)
        .toArray(Long[]::new);
    return database.send("""
        select a.id, array(select o.id from outbox o where o.conversation_id = a.id and o.id >= bot_known_from()
          and o.priority = 0 and o.state in ('due', 'sending')) as open
        from unnest($1::uuid[], $2::int[], $3::bigint[]) as a(id, most, within)
        where a.most = 0 or a.most > bot_tried_lately(a.id, 0, a.most, a.within * interval '1 ms')""",
        Tuple.tuple().addArrayOfUUID(people).addArrayOfInteger(most).addArrayOfLong(within)).map(rows -> {
          var found = new HashMap<UUID, List<Long>>();
          rows.forEach(row -> found.put(row.getUUID("id"), List.of(row.getArrayOfLongs("open"))));
          return asked.stream().filter(one -> found.containsKey(one.person()))
              .collect(Collectors.toMap(Function.identity(), one -> Objects.requireNonNull(found.get(one.person()))));
        });
  }
}
