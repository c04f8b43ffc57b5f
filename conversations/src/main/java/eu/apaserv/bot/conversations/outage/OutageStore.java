package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables {@code outage} and {@code outage_version}. */
final class OutageStore {
  private static final int MOST = 500;
  private static final String FIND = """
    select id, status, version, notice::text, draft::text, draft_no, drafted_by,
      case when approved_no = draft_no then approved_by end as approved_by, published_at, changed_at from outage\n""";

  private final Database database;

  OutageStore(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  Optional<Outage> find(long id) {
    return database.first(OutageStore::outage, FIND + "where id = $1", id);
  }

  /** Those that are not over, the newest first. */
  List<Outage> open() {
    return database.list(OutageStore::outage,
        FIND + "where status in ('draft', 'planned', 'active') order by id desc limit $1", MOST);
  }

  /** Those that are published and not over, and those that were over since then. */
  List<Outage> published(Instant endedSince) {
    return database.list(OutageStore::outage, FIND + """
      where version > 0 and (status in ('planned', 'active')
        or (status in ('restored', 'cancelled') and changed_at > $1)) order by starts_at, id limit $2""",
        utc(endedSince), MOST);
  }

  List<OutageStep> steps(long id) {
    return database.list(OutageStore::step, """
        select step, version, change, who, at, differs, told, status, notice::text from outage_version
        where outage_id = $1 order by step""", id);
  }

  /** The outage, locked until the transaction ends; fails when there is none. */
  static Future<Outage> lock(SqlClient transaction, long id) {
    return transaction.preparedQuery(FIND + "where id = $1 for update").execute(Tuple.of(id)).map(rows -> {
      if (rows.size() == 0) {
        throw new IllegalArgumentException("There is no outage " + id + ": list them first");
      }
      return outage(rows.iterator().next());
    });
  }

  /** A new draft, or the one that was made with this key. */
  static Future<Outage> insert(SqlClient transaction, String key, String who, OutageNotice notice, Instant now) {
    return transaction.preparedQuery("""
        insert into outage (idempotency_key, draft, draft_no, drafted_by, changed_at, created_at)
        values ($1, $2::text::jsonb, 1, $3, $4, $4)
        on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key returning id""")
        .execute(Tuple.of(key, Json.write(notice), who, utc(now)))
        .compose(rows -> lock(transaction, rows.iterator().next().getLong(0)));
  }

  /** Keeps the outage as it is now. */
  static Future<?> update(SqlClient transaction, Outage outage) {
    var notice = outage.notice();
    var ends = notice == null ? null : notice.endsAt();
    return transaction.preparedQuery("""
        update outage set status = $2, version = $3, notice = $4::text::jsonb, draft = $5::text::jsonb, draft_no = $6,
          drafted_by = $7, approved_no = case when $8::text is null then null else $6 end, approved_by = $8,
          published_at = $9, changed_at = $10, starts_at = $11, ends_at = $12 where id = $1""")
        .execute(Tuple.wrap(Arrays.<@Nullable Object>asList(outage.id(), outage.status().code(), outage.version(),
            json(notice), json(outage.draft()), outage.draftNo(), outage.draftedBy(), outage.approvedBy(),
            orNull(outage.publishedAt()), utc(outage.changedAt()), orNull(notice == null ? null : notice.startsAt()),
            orNull(ends))));
  }

  /** Adds a step to its history. */
  static Future<?> append(SqlClient transaction, Outage outage, OutageStep.Change change, String who, Instant at,
      Set<OutageNotice.Fact> differs, boolean told) {
    var facts = differs.stream().map(fact -> fact.name().toLowerCase(Locale.ROOT)).sorted().toArray(String[]::new);
    return transaction.preparedQuery("""
        insert into outage_version (outage_id, step, version, change, who, at, differs, told, status, notice)
        select $1, coalesce(max(step), 0) + 1, $2, $3, $4, $5, $6::text[], $7, $8, $9::text::jsonb from outage_version
        where outage_id = $1""")
        .execute(Tuple.of(outage.id(), outage.version(), change.name().toLowerCase(Locale.ROOT), who, utc(at), facts)
            .addBoolean(told).addString(outage.status().code()).addString(Json.write(outage.latest())));
  }

  private static @Nullable String json(@Nullable OutageNotice notice) {
    return notice == null ? null : Json.write(notice);
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime orNull(@Nullable Instant at) {
    return at == null ? null : utc(at);
  }

  private static @Nullable OutageNotice notice(Row row, String column) {
    var json = row.getString(column);
    return json == null ? null : Json.read(json, OutageNotice.class);
  }

  private static Outage outage(Row row) {
    var published = row.getOffsetDateTime("published_at");
    return new Outage(row.getLong("id"), OutageStatus.of(row.getString("status")), row.getInteger("version"),
        notice(row, "notice"), notice(row, "draft"), row.getInteger("draft_no"), row.getString("drafted_by"),
        row.getString("approved_by"), published == null ? null : published.toInstant(),
        row.getOffsetDateTime("changed_at").toInstant());
  }

  private static OutageStep step(Row row) {
    var facts = Stream.of(row.getArrayOfStrings("differs"))
        .map(fact -> OutageNotice.Fact.valueOf(fact.toUpperCase(Locale.ROOT))).collect(Collectors.toSet());
    return new OutageStep(row.getInteger("step"), row.getInteger("version"),
        OutageStep.Change.valueOf(row.getString("change").toUpperCase(Locale.ROOT)), row.getString("who"),
        row.getOffsetDateTime("at").toInstant(), facts, row.getBoolean("told"),
        OutageStatus.of(row.getString("status")), Json.read(row.getString("notice"), OutageNotice.class));
  }
}
