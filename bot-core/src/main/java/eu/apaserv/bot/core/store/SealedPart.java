package eu.apaserv.bot.core.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column that holds what people say, and how its rows are found in the order of their keys.
 *
 * @param table whose
 * @param key its primary key
 * @param keyType of the key, as PostgreSQL calls it
 * @param column that is sealed
 * @param kind how it is sealed
 * @param place as SQL that gives the row's {@link Place}; null where its message has gone, and nobody reads it any more
 * @param batch rows at a time: few where they are large
 * @param outbound whose words are kept for search: null: nobody's
 */
public record SealedPart(String table, String key, String keyType, String column, Kind kind, String place, int batch,
    @Nullable Boolean outbound) {

  /** The shape of a sealed column. */
  public enum Kind {
    /** A message: its kind stays to be read. */
    CONTENT,
    /** JSON of which nothing stays to be read. */
    STATE,
    /** Words. */
    TEXT,
    /** Why a person is wanted: what happened stays to be read. */
    REASON,
    /** A file. */
    BYTES
  }

  private static final int ROWS = 500;
  private static final int FILES = 1;
  private static final String EXCHANGE = """
    case when t.outbox_id is not null then 'exchange/out/' || t.outbox_id
      else (select 'exchange/in/' || i.channel || '/' || i.provider_id from inbox i where i.id = t.inbox_id) end""";

  /** Those of the core: all of them but {@code piece}, whose rows live for an hour. */
  static final List<SealedPart> CORE = List.of(
      new SealedPart("inbox", "id", "bigint", "content", Kind.CONTENT, Place.INBOX, ROWS, false),
      new SealedPart("outbox", "id", "bigint", "content", Kind.CONTENT, Place.OUTBOX, ROWS, true),
      new SealedPart("scheduled_reply", "id", "bigint", "content", Kind.CONTENT, Place.OUTBOX, ROWS, null),
      new SealedPart("conversation", "id", "uuid", "state", Kind.STATE, Place.STATE, ROWS, null),
      new SealedPart("conversation", "id", "uuid", "waiting_reason", Kind.REASON, Place.STATE, ROWS, null),
      new SealedPart("hand_over", "id", "bigint", "reason", Kind.REASON, Place.HAND_OVER, ROWS, null),
      text("conversation_note", "body", Place.NOTE),
      text("person_merge", "reason", Place.MERGE),
      new SealedPart("exchange", "id", "bigint", "request", Kind.TEXT, EXCHANGE, ROWS, null),
      new SealedPart("exchange", "id", "bigint", "response", Kind.TEXT, EXCHANGE, ROWS, null),
      new SealedPart("attachment_file", "sha256", "bytea", "bytes", Kind.BYTES,
          "'attachment_file/' || encode(t.sha256, 'hex')", FILES, null),
      new SealedPart("staff_file", "id", "uuid", "bytes", Kind.BYTES,
          "'staff_file/' || t.conversation_id || '/' || t.id", FILES, null));

  /**
   * A column of words in a table with a number for its key.
   *
   * @param place as SQL, of a row {@code t}
   */
  public static SealedPart text(String table, String column, String place) {
    return new SealedPart(table, "id", "bigint", column, Kind.TEXT, place, ROWS, null);
  }

  String name() {
    return table + "." + column;
  }

  private String type() {
    return switch (kind) {
      case CONTENT, STATE -> "jsonb";
      case TEXT, REASON -> "text";
      case BYTES -> "bytea";
    };
  }

  private String asText() {
    return kind == Kind.BYTES ? "t." + column : "t." + column + "::text";
  }

  /** The beginning of what is sealed, or something that never is one. */
  private String head() {
    return switch (kind) {
      case CONTENT, STATE -> "coalesce(t." + column + "->>'sealed', '')";
      case TEXT -> "t." + column;
      case REASON -> "substr(t." + column + ", strpos(t." + column + ", ': ') + 2)";
      case BYTES -> "encode(substring(t." + column + " from 1 for 64), 'escape')";
    };
  }

  /** What is never sealed: nothing, a blank, what we cannot carry. */
  private String worth() {
    return switch (kind) {
      case CONTENT -> "t.content->>'kind' <> 'unsupported' and coalesce(t.content->>'body', 'x') <> ''";
      case STATE -> "t.state is not null";
      case TEXT -> "t." + column + " <> ''";
      case REASON -> "strpos(t." + column + ", ': ') > 0";
      case BYTES -> "true";
    };
  }

  /** Rows after {@code $1}, {@code $2} at most: the last key and how many in each, those that are not sealed so beside them. */
  String page(boolean seals) {
    var stale = seals ? "not starts_with(" + head() + ", $3)" : "starts_with(" + head() + ", $3)";
    return """
      with page as (
        select t.%1$s as k from %2$s t where $1::text is null or t.%1$s > $1::text::%3$s order by t.%1$s limit $2
      ), stale as (
        select t.%1$s::text as k, %4$s as kept, %5$s as place from page p join %2$s t on t.%1$s = p.k where %6$s and %7$s
      )
      select (select k::text from page order by k desc limit 1) as last, (select count(*) from page) as seen, stale.*
      from (select) one left join stale on true""".formatted(key, table, keyType, asText(), place, stale, worth());
  }

  /** Puts {@code $3} in place of {@code $2} where it is still there and nobody holds the row; files never change. */
  String change() {
    return """
      with fresh as (
        select k::%2$s as k, was, now from unnest($1::text[], $2::%5$s[], $3::%5$s[]) as n(k, was, now)
      ), held as (
        select t.%1$s as k, f.now from fresh f join %3$s t on t.%1$s = f.k where %7$s
        order by t.%1$s for update of t skip locked
      )
      update %3$s t set %4$s = h.now::%6$s from held h where t.%1$s = h.k""".formatted(key, keyType, table, column,
        kind == Kind.BYTES ? "bytea" : "text", type(),
        kind == Kind.BYTES ? "true" : "t." + column + " = f.was::" + type());
  }
}
