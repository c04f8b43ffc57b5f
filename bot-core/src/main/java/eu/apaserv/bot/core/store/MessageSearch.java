package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Content;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All that was ever said, by its words. The words are kept beside the walk of messages and filled in seconds later, in small
 * letters and without diacritics; people are found by name, number and address.
 */
public final class MessageSearch {
  /** Of each side; what is too young yet is read and left, so not many more than come between two looks. */
  private static final int BATCH = 1000;

  private final Database database;
  private final Tops tops;

  public MessageSearch(Database database) {
    this(database, new Tops(System::nanoTime));
  }

  MessageSearch(Database database, Tops tops) {
    this.database = database;
    this.tops = tops;
  }

  /** A message that was found. */
  public record Found(UUID conversation, String channel, String address, boolean outbound, Instant at, String text) {}

  /** A person who was found. */
  public record Person(UUID conversation, String channel, String address, String name) {}

  /*
   * Only what comes before everything that is younger than some seconds, or that was written after a transaction which is
   * still open: by then what has a smaller number has been committed too. The seconds cover who has taken a number and has
   * not written yet. Times are those at which transactions began, so a smaller number may be the younger; after a day the
   * transaction is not asked, for its number comes again one day. A secret is not kept. The mark is locked, so one node at a
   * time fills in. Up to which numbers there can be something old enough (Tops) only saves reading what is too young.
   */
  private static final String NEW = """
    with mark as (
      select inbox_id, outbox_id from message_text_mark for update
    ), open as (
      select age(pg_snapshot_xmin(pg_current_snapshot())::xid) as age
    ), came as (
      select * from (
        select n.*, min(id) filter (where at >= now() - interval '4 seconds'
            or at >= now() - interval '1 day' and age(by) <= (select age from open)) over () as young from (
          select i.xmin as by, i.id, i.conversation_id, i.received_at as at, i.content, i.channel, i.provider_id from inbox i
          where i.id > (select inbox_id from mark) and i.id <= $2 order by i.id limit $1) n) n
      where young is null or id < young
    ), went as (
      select * from (
        select n.*, min(id) filter (where at >= now() - interval '4 seconds'
            or at >= now() - interval '1 day' and age(by) <= (select age from open)) over () as young from (
          select o.xmin as by, o.id, o.conversation_id, o.created_at as at, o.content, o.secret from outbox o
          where o.id > (select outbox_id from mark) and o.id <= $3 order by o.id limit $1) n) n
      where young is null or id < young
    )""";

  /** Up to which numbers messages have been given. */
  private static final String GIVEN = """
    select (select last_value from inbox_id_seq) as inbox, (select last_value from outbox_id_seq) as outbox""";

  private static final String FILL = NEW + """
    , said as (
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
    select (select count(*) from came)::int as came, (select count(*) from went)::int as went, given.*
    from (""" + GIVEN + ") given";

  private static final String SAID = NEW + """
    select id, false as outbound, conversation_id, at, content::text, channel as via, provider_id, false as secret from came
    union all select id, true, conversation_id, at, content::text, null, null, secret from went""";

  private static final String KEEP = """
    with said as (
      select * from unnest($1::bigint[], $2::boolean[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[])
        as s(id, outbound, conversation_id, at, words, proofs)
    ), kept as (
      insert into message_text (message_id, outbound, conversation_id, at, words)
      select id, outbound, conversation_id, at, case when proofs is null then to_tsvector('simple', bot_fold(left(words, 4000)))
        else array_to_tsvector(string_to_array(proofs, ' ')) end
      from said on conflict do nothing
    )
    update message_text_mark set inbox_id = greatest(inbox_id, $7), outbox_id = greatest(outbox_id, $8)""";

  /** Fills in what was said since. @return whether there was anything or will be in a moment; to be asked again soon then */
  public boolean fill() {
    return database.seal().keys().names().isEmpty() ? fillOpen() : fillSealed();
  }

  private boolean fillOpen() {
    var top = tops.old();
    return database.first(row -> {
      var young = tops.saw(row.getLong("inbox"), row.getLong("outbox"));
      return young || row.getInteger("came") + row.getInteger("went") > 0;
    }, FILL, BATCH, top.inbox(), top.outbox()).orElse(false);
  }

  /** What is sealed is opened here: the database knows no key. */
  private boolean fillSealed() {
    var top = tops.old();
    boolean young = database.first(row -> tops.saw(row.getLong("inbox"), row.getLong("outbox")), GIVEN).orElse(false);
    return database.together(open -> {
      var rows = open.run(SAID, BATCH, top.inbox(), top.outbox());
      if (rows.size() == 0) {
        return young;
      }
      var batch = new WordBatch(database.seal());
      rows.forEach(batch::add);
      open.run(KEEP, batch.tuple());
      return true;
    });
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
    select h.conversation_id, h.outbound, h.at, p.channel, p.address, coalesce(o.content, i.content)::text as content,
      i.channel as via, i.provider_id
    from hit h join contact p on p.id = h.conversation_id
    left join inbox i on not h.outbound and i.id = h.message_id
    left join outbox o on h.outbound and o.id = h.message_id and not o.secret
    order by h.at desc""";

  /** Messages with all of these words, newest first. */
  public List<Found> find(String asked, int limit) {
    var query = new SearchWords(database.seal()).query(asked);
    return query.isEmpty() ? List.of() : database.list(this::found, FIND, query, limit);
  }

  private Found found(Row row) {
    return new Found(row.getUUID("conversation_id"), row.getString("channel"), row.getString("address"),
        row.getBoolean("outbound"), row.getOffsetDateTime("at").toInstant(), text(row));
  }

  /** What it says, cut to what is shown first: its body, or what stands under a file or on a button. */
  private String text(Row row) {
    if (row.getString("content") == null) {
      return "";
    }
    var content = StoredContent.of(row, row.getBoolean("outbound"), database.seal());
    return switch (content) {
      case Content.Text text -> text.body();
      case Content.Choices choices -> choices.body();
      case Content.Link link -> link.body();
      case Content.Request request -> request.body();
      case Content.Document document -> document.caption();
      case Content.Media media -> media.caption();
      case Content.Picked picked -> picked.title();
      case Content.Notice _,Content.Location _,Content.ContactCard _,Content.Unsupported _ -> "";
    };
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
}
