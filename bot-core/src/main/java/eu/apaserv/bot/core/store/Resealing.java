package eu.apaserv.bot.core.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what is kept with the key that seals now: what was there before there were keys, and what older keys sealed. It goes
 * through each column by its rows' keys, some rows in a transaction, one node at a time; where it was is in the database, so
 * whoever goes on goes on there. Nobody begins while nodes seal with different keys, and a key is free when a whole walk
 * came past nothing of it that somebody else held, and nobody used it meanwhile.
 */
public final class Resealing {
  private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

  private final Database database;
  private final TranscriptSeal seal;
  private final TranscriptKeys keys;
  private final List<SealedPart> parts;

  /** Of the core's columns alone. */
  Resealing(Database database) {
    this(database, List.of());
  }

  /** @param more columns beside the core's: all that the program has, or a key would be called free that is needed there */
  public Resealing(Database database, List<SealedPart> more) {
    this.database = database;
    this.seal = database.seal();
    this.keys = new TranscriptKeys(database);
    this.parts = Stream.concat(SealedPart.CORE.stream(), more.stream()).toList();
  }

  /**
   * How far one column is.
   *
   * @param seen rows looked at
   * @param sealed of them sealed anew
   * @param passed of them held by somebody else, for the next walk
   */
  public record Progress(String column, String key, long seen, long sealed, long passed, boolean ended) {}

  /** Of each column, in the order they are gone through. */
  public List<Progress> progress() {
    return database.list(row -> new Progress(row.getString("part"), row.getString("target"), row.getLong("seen"),
        row.getLong("sealed"), row.getLong("passed"), row.getOffsetDateTime("ended_at") != null),
        """
          select w.part, w.target, w.seen, w.sealed, w.passed, w.ended_at
          from seal_walk w join unnest($1::text[]) with ordinality as p(part, n) using (part) order by p.n""",
        (Object) names());
  }

  /** Tells others which key this node seals with, and seals some rows. @return whether there is more to do at once */
  public boolean step() {
    return keys.use() && database.asOne(open -> isMine(open) && walk(open));
  }

  /** A bot that seals with another key has been seen within half a minute: first all must have the same. */
  public Optional<String> disagreeing() {
    return disagreeing(database);
  }

  private Optional<String> disagreeing(Database open) {
    return open.first(row -> row.getString(0), """
      select name from transcript_key where name <> $1 and used_at > now() - interval '30 seconds' limit 1""",
        keys.sealing());
  }

  private boolean isMine(Database open) {
    return open.first(row -> row.getBoolean(0), "select pg_try_advisory_xact_lock(hashtextextended('seal_walk', 0))")
        .orElse(false) && disagreeing(open).isEmpty();
  }

  private boolean walk(Database open) {
    open.run("""
      insert into seal_walk (part, target) select p, $2 from unnest($1::text[]) as p
      on conflict (part) do update set target = excluded.target, position = null, seen = 0, sealed = 0, passed = 0,
        begun_at = now(), ended_at = null where seal_walk.target <> excluded.target""", names(), keys.sealing());
    var openParts = open.list(row -> new At(row.getString(0), row.getString(1)),
        "select part, position from seal_walk where ended_at is null");
    for (var part : parts) {
      for (var at : openParts) {
        if (at.part().equals(part.name())) {
          batch(open, part, at.position());
          return true;
        }
      }
    }
    return end(open);
  }

  private record At(String part, @Nullable String position) {}

  private void batch(Database open, SealedPart part, @Nullable String after) {
    var rows = open.run(part.page(!seal.isOff()), after, part.batch(), seal.isOff()
        ? Seal.MARK
        : Seal.MARK + keys.sealing() + ":");
    var first = rows.iterator().next();
    if (first.getString("last") == null) {
      open.run("update seal_walk set ended_at = now() where part = $1", part.name());
      return;
    }
    var fresh = new Fresh(part, seal);
    rows.forEach(fresh::add);
    int changed = fresh.isEmpty() ? 0 : open.run(part.change(), fresh.tuple()).rowCount();
    if (part.outbound() != null && !fresh.isEmpty()) {
      open.run(WORDS, fresh.words(part.outbound()));
    }
    open.run(
        """
      update seal_walk set position = $2, seen = seen + $3, sealed = sealed + $4, passed = passed + $5 where part = $1""",
        part.name(), first.getString("last"), first.getLong("seen"), (long) changed, (long) fresh.size() - changed);
  }

  private static final String WORDS = """
    update message_text t set words = case when f.proofs is null then to_tsvector('simple', bot_fold(left(f.words, 4000)))
      else array_to_tsvector(string_to_array(f.proofs, ' ')) end
    from unnest($1::bigint[], $2::text[], $3::text[]) as f(id, words, proofs)
    where t.message_id = f.id and t.outbound = $4""";

  /** Keys nobody needs are told so; where something may have been missed, the next walk begins a minute later. */
  private boolean end(Database open) {
    boolean missed = open.first(row -> row.getBoolean(0), """
      select exists (select from seal_walk where passed > 0) or exists (
        select from transcript_key where name <> $1 and used_at > (select min(begun_at) from seal_walk))""",
        keys.sealing()).orElse(true);
    if (missed) {
      open.run("""
        update seal_walk set position = null, seen = 0, sealed = 0, passed = 0, begun_at = now(), ended_at = null
        where (select max(ended_at) from seal_walk) < now() - interval '1 minute'""");
      return false;
    }
    open.run("""
      update transcript_key k set emptied_at = now() where k.name <> $1 and k.emptied_at is null
        and not exists (select from piece where starts_with(body, 'sealed:' || k.name || ':'))""", keys.sealing());
    return false;
  }

  private String[] names() {
    return parts.stream().map(SealedPart::name).toArray(String[]::new);
  }

  /** Rows of one column, sealed anew. */
  private static final class Fresh {
    private final SealedPart part;
    private final TranscriptSeal seal;
    private final SearchWords searched;
    private final List<String> key = new ArrayList<>();
    private final List<Object> was = new ArrayList<>();
    private final List<Object> now = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<@Nullable String> proofs = new ArrayList<>();

    Fresh(SealedPart part, TranscriptSeal seal) {
      this.part = part;
      this.seal = seal;
      this.searched = new SearchWords(seal);
    }

    void add(Row row) {
      var name = row.getString("k");
      var place = row.getString("place");
      if (name == null || place == null) {
        return;
      }
      try {
        add(name, row, new Place(place));
      } catch (Seal.Closed e) {
        LOG.error("{}", e.getMessage()); // moved or changed by somebody: no key would help
      }
    }

    private void add(String name, Row row, Place place) {
      if (part.kind() == SealedPart.Kind.BYTES) {
        now.add(seal.bytes(seal.opened(row.getBuffer("kept"), place), place));
        was.add(Buffer.buffer());
      } else {
        var kept = row.getString("kept");
        var open = switch (part.kind()) {
          case TEXT -> seal.opened(kept, place);
          case REASON -> seal.openedReason(kept, place);
          case CONTENT, STATE, BYTES -> seal.json(kept, place);
        };
        now.add(switch (part.kind()) {
          case CONTENT -> seal.content(open, place);
          case STATE -> seal.state(open, place);
          case REASON -> seal.reason(open, place);
          case TEXT, BYTES -> seal.text(open, place);
        });
        was.add(kept);
        if (part.outbound() != null) {
          var text = SearchWords.text(open);
          words.add(text);
          proofs.add(searched.proofs(text, seal.keys().first()));
        }
      }
      key.add(name);
    }

    boolean isEmpty() {
      return key.isEmpty();
    }

    int size() {
      return key.size();
    }

    Tuple tuple() {
      var tuple = Tuple.tuple().addArrayOfString(key.toArray(String[]::new));
      return part.kind() == SealedPart.Kind.BYTES
          ? tuple.addArrayOfBuffer(was.toArray(Buffer[]::new)).addArrayOfBuffer(now.toArray(Buffer[]::new))
          : tuple.addArrayOfString(was.toArray(String[]::new)).addArrayOfString(now.toArray(String[]::new));
    }

    Tuple words(boolean outbound) {
      return Tuple.tuple().addArrayOfLong(key.stream().map(Long::valueOf).toArray(Long[]::new))
          .addArrayOfString(words.toArray(String[]::new)).addArrayOfString(proofs.toArray(new String[0]))
          .addBoolean(outbound);
    }
  }
}
