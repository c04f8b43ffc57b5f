package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Row;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that was ever said, by its words. The words are kept beside the walk of messages and filled in seconds later, in small
 * letters and without diacritics; people are found by name, number and address.
 */
public final class MessageSearch {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int BATCH = 2000;
  private static final int MOST_WORDS = 8;
  private static final int LONG_ENOUGH_TO_GO_ON = 5;

  private final Database database;

  public MessageSearch(Database database) {
    this.database = database;
  }

  /** A message that was found. */
  public record Found(UUID conversation, String channel, String address, boolean outbound, Instant at, String text) {}

  /** A person who was found. */
  public record Person(UUID conversation, String channel, String address, String name) {}

  /*
   * Only what comes before everything that is younger than some seconds: by then what has a smaller number has been
   * committed too. Times are those at which transactions began, so a smaller number may be the younger. A secret is not
   * kept.
   */
  private static final String FILL = """
    with mark as (
      select inbox_id, outbox_id from message_text_mark for update
    ), came as (
      select * from (
        select i.*, min(id) filter (where at >= now() - interval '4 seconds') over () as young from (
          select i.id, i.conversation_id, i.received_at as at, i.content from inbox i
          where i.id > (select inbox_id from mark) order by i.id limit $1) i) i
      where young is null or id < young
    ), went as (
      select * from (
        select o.*, min(id) filter (where at >= now() - interval '4 seconds') over () as young from (
          select o.id, o.conversation_id, o.created_at as at, o.content, o.secret from outbox o
          where o.id > (select outbox_id from mark) order by o.id limit $1) o) o
      where young is null or id < young
    ), said as (
      select id, false as outbound, conversation_id, at, content from came
      union all select id, true, conversation_id, at, content from went where not secret
    ), kept as (
      insert into message_text (message_id, outbound, conversation_id, at, words)
      select id, outbound, conversation_id, at, to_tsvector('simple', bot_fold(left(concat_ws(' ', content->>'body',
        content->>'caption', content->>'title', content->>'fileName', content#>>'{body,body}'), 4000)))
      from said where content->>'kind' <> 'unsupported' on conflict do nothing
    ), moved as (
      update message_text_mark m set inbox_id = coalesce((select max(id) from came), m.inbox_id),
        outbox_id = coalesce((select max(id) from went), m.outbox_id)
      where exists (select from said) or exists (select from went)
    )
    select (select count(*) from came)::int, (select count(*) from went)::int""";

  /** Fills in what was said since. @return whether there may be more at once */
  public boolean fill() {
    return database.first(row -> row.getInteger(0) >= BATCH || row.getInteger(1) >= BATCH, FILL, BATCH).orElse(false);
  }

  /*
   * Newest first. For a rare word PostgreSQL reads its list, for a common one it walks back through time and stops early:
   * its statistics of the words decide.
   */
  private static final String FIND = """
    with hit as (
      select message_id, outbound, conversation_id, at from message_text where words @@ to_tsquery('simple', $1)
      order by at desc limit $2
    )
    select h.conversation_id, h.outbound, h.at, p.channel, p.address,
      case when h.outbound then (select coalesce(o.content->>'body', o.content->>'caption', '') from outbox o
        where o.id = h.message_id and not o.secret)
      else (select coalesce(i.content->>'body', i.content->>'caption', i.content->>'title', '') from inbox i
        where i.id = h.message_id) end as text
    from hit h join contact p on p.id = h.conversation_id order by h.at desc""";

  /** Messages with all of these words, newest first. */
  public List<Found> find(String asked, int limit) {
    var query = query(asked);
    return query.isEmpty() ? List.of() : database.list(MessageSearch::found, FIND, query, limit);
  }

  private static Found found(Row row) {
    var text = row.getString("text");
    return new Found(row.getUUID("conversation_id"), row.getString("channel"), row.getString("address"),
        row.getBoolean("outbound"), row.getOffsetDateTime("at").toInstant(), text == null ? "" : text);
  }

  /** People by part of a name, number or address; at least three characters. */
  public List<Person> people(String asked, int limit) {
    var part = asked.strip();
    var digits = part.replaceAll("[\\s.()-]", "");
    var number = digits.matches("\\+?\\d{3,}") ? digits.replaceFirst("^0(?=7)", "") : part;
    if (part.length() < 3) {
      return List.of();
    }
    return database.list(row -> new Person(row.getUUID(0), row.getString(1), row.getString(2),
        row.getString(3) == null ? "" : row.getString(3)), """
          with hit as (
            (select id from contact where bot_fold(name) like '%' || bot_fold($1) || '%' and name is not null limit $3)
            union (select contact_id from address where id ilike '%' || $2 || '%' limit $3)
          )
          select p.id, p.channel, p.address, p.name from hit join contact p using (id) limit $3""", like(part),
        like(number), limit);
  }

  private static String like(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /** Words joined by "and"; a long one may go on. Nothing of what is asked is taken as a sign of the query's language. */
  static String query(String asked) {
    return BETWEEN_WORDS.splitAsStream(fold(asked)).filter(word -> !word.isEmpty()).limit(MOST_WORDS)
        .map(word -> "'" + word + "'" + (word.length() >= LONG_ENOUGH_TO_GO_ON && !word.matches("\\d+") ? ":*" : ""))
        .collect(Collectors.joining(" & "));
  }

  /** As the database's bot_fold. */
  private static String fold(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }
}
