package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Transaction;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
  /* The word of a colleague who was let go, or may not publish any more, does not stand for what is still to be published. */
  private static final String FIND = """
    select id, status, version, notice::text, draft::text, draft_no, drafted_by,
      case when approved_no = draft_no and (draft is null or not exists (select from staff s where s.name = approved_by
        and (s.disabled_at is not null or s.role not in ('dispatcher', 'admin')))) then approved_by end as approved_by,
      published_at, changed_at from outage\n""";

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
  static Outage lock(Transaction open, long id) {
    return open.first(OutageStore::outage, FIND + "where id = $1 for update", id)
        .orElseThrow(() -> new IllegalArgumentException("There is no outage " + id + ": list them first"));
  }

  /** A new draft; empty when one was made with this key before. */
  static Optional<Outage> insert(Transaction open, String key, String who, OutageNotice notice, Instant now) {
    return open.first(row -> row.getLong(0), """
        insert into outage (idempotency_key, draft, draft_no, drafted_by, changed_at, created_at)
        values ($1, $2::text::jsonb, 1, $3, $4, $4) on conflict (idempotency_key) do nothing returning id""",
        key, Json.write(notice), who, utc(now)).map(id -> lock(open, id));
  }

  Optional<Outage> find(String key) {
    return database.first(OutageStore::outage, FIND + "where idempotency_key = $1", key);
  }

  /** Keeps the outage as it is now. */
  static void update(Transaction open, Outage outage) {
    var notice = outage.notice();
    open.run("""
        update outage set status = $2, version = $3, notice = $4::text::jsonb, draft = $5::text::jsonb, draft_no = $6::int,
          drafted_by = $7, approved_no = case when $8::text is null then null else $6::int end, approved_by = $8::text,
          published_at = $9, changed_at = $10, starts_at = $11, ends_at = $12 where id = $1""",
        outage.id(), outage.status().code(), outage.version(), json(notice), json(outage.draft()), outage.draftNo(),
        outage.draftedBy(), outage.approvedBy(), orNull(outage.publishedAt()), utc(outage.changedAt()),
        orNull(notice == null ? null : notice.startsAt()), orNull(notice == null ? null : notice.endsAt()));
  }

  /** Adds a step to its history. */
  static void append(Transaction open, Outage outage, OutageStep.Change change, String who, Instant at,
      Set<OutageNotice.Fact> differs, boolean told) {
    var notice = outage.notice();
    var seen = notice == null || change == OutageStep.Change.DRAFTED || change == OutageStep.Change.APPROVED
        ? outage.latest()
        : notice;
    var facts = differs.stream().map(fact -> fact.name().toLowerCase(Locale.ROOT)).sorted().toArray(String[]::new);
    open.run("""
        insert into outage_version (outage_id, step, version, change, who, at, differs, told, status, notice)
        select $1, coalesce(max(step), 0) + 1, $2, $3, $4, $5, $6::text[], $7, $8, $9::text::jsonb from outage_version
        where outage_id = $1""",
        Tuple.of(outage.id(), outage.version(), change.name().toLowerCase(Locale.ROOT), who, utc(at), facts)
            .addBoolean(told).addString(outage.status().code())
            .addString(Json.write(seen)));
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
