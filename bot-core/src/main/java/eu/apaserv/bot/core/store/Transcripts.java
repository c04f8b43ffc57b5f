package eu.apaserv.bot.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Who has written, and what was said both ways: what staff read. Changes nothing, locks nothing. */
public final class Transcripts {
  /** Most people waiting that are listed at once. */
  public static final int MOST_WAITING = 200;

  /** What stands in place of a one-time secret. */
  static final String BLANK = "'{\"kind\":\"text\",\"body\":\"••••••\"}'::jsonb";

  private final Database database;

  public Transcripts(Database database) {
    this.database = database;
  }

  /**
   * One conversation in a list.
   *
   * @param waitingSince when a person was asked for; null: nobody waits
   * @param reason why, in the program's words
   * @param owner the member of staff who answers, or null for the assistant
   * @param last what was said last, null when it has been erased
   * @param cursor its place in the list: the number of the last message that came in; 0 when there is none
   */
  public record Entry(UUID id, Address address, String language, @Nullable Instant waitingSince,
      @Nullable String reason, @Nullable String owner, @Nullable Said last, long cursor) {}

  /**
   * One message of either direction.
   *
   * @param outbound from us
   * @param content what it says; a one-time code of ours is blanked
   * @param state what became of it: an inbox outcome (null: waits for its turn), or an outbox state
   * @param mark the furthest receipt: 0 none, 1 sent, 2 failed, 3 delivered, 4 read
   * @param error the provider's word on a failure
   * @param trace why the assistant answered as it did, as JSON
   * @param staff the colleague who wrote it; null: the person, or the assistant
   */
  public record Said(long id, boolean outbound, Instant at, Content content, @Nullable String state, int mark,
      @Nullable String error, @Nullable String trace, @Nullable String staff) {
    /**
     * Why the assistant answered as it did: intent, entity keys, flow, slot, rule and time, never a word of the person.
     * Empty for our own messages, for those that wait, and where nothing was understood at all.
     */
    public Optional<Turn.Trace> why() {
      return Optional.ofNullable(trace).map(json -> Json.read(json, JsonNode.class)).filter(t -> t.hasNonNull("intent"))
          .map(t -> new Turn.Trace(t.path("intent").asText(), t.path("confidence").asDouble(),
              t.path("flow").asText(null), t.path("slot").asText(null), t.path("decided").asText(""),
              StreamSupport.stream(t.path("entities").spliterator(), false).map(JsonNode::asText).toList(),
              t.path("because").asText(""), t.path("micros").asLong()));
    }

    /** Its place in the transcript. */
    public Cursor cursor() {
      return new Cursor(at, outbound, id);
    }
  }

  /** A place in a transcript, written {@code micros.side.id}. */
  public record Cursor(Instant at, boolean outbound, long id) {
    /** Behind everything. */
    public static final Cursor END = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), true, Long.MAX_VALUE);
    private static final long MICROS = 1_000_000;
    private static final Pattern FORM = Pattern.compile("(\\d{1,17})\\.([01])\\.(\\d{1,18})");

    /** Reads what {@link #toString()} wrote; empty when it is something else. */
    public static Optional<Cursor> read(String text) {
      return Optional.of(FORM.matcher(text)).filter(found -> found.matches()).map(found -> {
        long micros = Long.parseLong(found.group(1));
        var at = Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1000);
        return new Cursor(at, found.group(2).equals("1"), Long.parseLong(found.group(3)));
      });
    }

    @Override
    public String toString() {
      return at.getEpochSecond() * MICROS + at.getNano() / 1000 + "." + (outbound ? 1 : 0) + "." + id;
    }

    private OffsetDateTime time() {
      return at.atOffset(ZoneOffset.UTC);
    }
  }

  static final String ENTRY = """
    select c.id, p.channel, p.address, p.language, c.waiting_since, c.waiting_reason, c.owner, coalesce(i.id, 0) as n,
      last.*
    """;

  /* What was said last, in either direction. */
  static final String LAST = """
    left join lateral (
      (select b.id as said, false as outbound, b.conversation_id, b.channel as via, b.provider_id, b.received_at as at, b.content::text as content, b.outcome as state,
        0::smallint as mark, null::text as error, null::text as trace, null::text as staff
        from inbox b where b.conversation_id = c.id order by b.id desc limit 1)
      union all
      (select o.id, true, o.conversation_id, null, null, o.created_at,
        (case when o.secret then %s else o.content end)::text, o.state, o.mark, o.error, null, o.staff from outbox o where o.conversation_id = c.id order by o.id desc limit 1)
      order by at desc, outbound desc limit 1
    ) last on true
    """.formatted(BLANK);

  /** Those who wait for a person: whoever may be in danger, then the longest. */
  public List<Entry> waiting() {
    return database.list(this::entry, ENTRY + """
      from conversation c join contact p on p.id = c.id
      left join lateral (select max(b.id) as id from inbox b where b.conversation_id = c.id) i on true
      """ + LAST + """
      where c.waiting_since is not null order by\s""" + WaitingReason.urgency("c") + " limit $1", MOST_WAITING);
  }

  /**
   * Everybody else, who wrote last first: walks the inbox backwards and stops at each conversation's last message.
   *
   * @param before a {@link Entry#cursor()}: only those further down
   */
  public List<Entry> recent(long before, int limit) {
    return database.list(this::entry, ENTRY + """
      from (
        select i.id, i.conversation_id from inbox i join conversation c on c.id = i.conversation_id
        where i.id < $1 and c.waiting_since is null and not exists (
          select 1 from inbox later where later.conversation_id = i.conversation_id and later.id > i.id)
        order by i.id desc limit $2
      ) i join conversation c on c.id = i.conversation_id join contact p on p.id = c.id
      """ + LAST + "order by i.id desc", before, limit);
  }

  /** One conversation; empty when there is none of that id. */
  public Optional<Entry> find(UUID conversation) {
    return database.first(this::entry, ENTRY + """
      from conversation c join contact p on p.id = c.id
      left join lateral (select max(b.id) as id from inbox b where b.conversation_id = c.id) i on true
      """ + LAST + "where c.id = $1", conversation);
  }

  /** What was said before a place in the transcript, newest first. */
  public List<Said> said(UUID conversation, Cursor before, int limit) {
    return database.list(this::said, """
      (select i.id as said, false as outbound, i.conversation_id, i.channel as via, i.provider_id, i.received_at as at, i.content::text as content, i.outcome as state,
        0::smallint as mark, null::text as error, i.trace::text as trace, null::text as staff
        from inbox i where i.conversation_id = $1 and (i.received_at, false, i.id) < ($2, $3, $4)
        order by i.id desc limit $5)
      union all
      (select o.id, true, o.conversation_id, null, null, o.created_at,
        (case when o.secret then %s else o.content end)::text, o.state, o.mark, o.error, null, o.staff
        from outbox o where o.conversation_id = $1 and (o.created_at, true, o.id) < ($2, $3, $4)
        order by o.id desc limit $5)
      order by at desc, outbound desc, said desc limit $5""".formatted(BLANK), conversation, before.time(),
        before.outbound(), before.id(), limit);
  }

  Entry entry(Row row) {
    var since = row.getOffsetDateTime("waiting_since");
    var reason = row.getString("waiting_reason");
    return new Entry(row.getUUID("id"), new Address(row.getString("channel"), row.getString("address")),
        row.getString("language"), since == null ? null : since.toInstant(),
        reason == null ? null : StoredContent.reason(reason, database.seal(), Place.state(row.getUUID("id"))),
        row.getString("owner"), row.getLong("said") == null ? null : said(row), row.getLong("n"));
  }

  private Said said(Row row) {
    return new Said(row.getLong("said"), row.getBoolean("outbound"), row.getOffsetDateTime("at").toInstant(),
        content(row), row.getString("state"), row.getShort("mark"), row.getString("error"),
        row.getString("trace"), row.getString("staff"));
  }

  /** A kind that a newer version wrote must not hide the rest of the conversation. */
  private Content content(Row row) {
    var content = StoredContent.of(row, row.getBoolean("outbound"), database.seal());
    return StoredContent.isUnreadable(content) ? new Content.Unsupported("?") : content;
  }
}
