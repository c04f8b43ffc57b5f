package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Content;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Files people sent. {@link Inbox} notes each one with its message; they are fetched after the turn, and kept once however
 * often they are sent. What is kept is one of {@link FileType}; it is never run, and leaves only with its own type.
 */
public final class Attachments {
  private final Database database;
  private final Semaphore sealing = new Semaphore(1);

  public Attachments(Database database) {
    this.database = database;
  }

  /**
   * A file this node is to fetch now.
   *
   * @param attempts how often it has been tried, this time included
   * @param since when its message came
   */
  public record Wanted(long id, String channel, Content.Media media, int attempts, Instant since) {}

  /**
   * A file of a conversation.
   *
   * @param inbox the message it came with
   * @param providerId the provider's name for it, as the dialogue knows it
   * @param kind image, voice, audio, video, sticker or document, as the channel said
   * @param state wanted, kept or refused
   * @param reason why it is refused, or why it has not come yet
   * @param type what it is, once it is kept
   */
  public record Attachment(long id, long inbox, UUID conversation, String providerId, String kind, String state,
      @Nullable String reason, @Nullable FileType type, Instant since) {}

  /** A file's bytes. */
  public record Opened(FileType type, Buffer bytes) {
    /** What a browser may do with it; the type is ours and never guessed. */
    public String disposition(long id) {
      return (type.picture() ? "inline" : "attachment") + "; filename=\"" + id + "." + type.ending() + "\"";
    }
  }

  /*
   * Only what has been answered: nobody waits for a file. Being due is also the lease, for who died is due again.
   */
  private static final String CLAIM = """
    with due as (
      select a.id, i.received_at from attachment a join inbox i on i.id = a.inbox_id
      where a.state = 'wanted' and a.due_at <= now() and i.done_at is not null and a.channel = any($2)
      order by a.due_at, a.id limit $1 for update of a skip locked
    )
    update attachment a set attempts = a.attempts + 1, due_at = now() + $3::int * interval '1 ms'
    from due where a.id = due.id
    returning a.id, a.channel, a.provider_id, a.kind, a.attempts, due.received_at""";

  /**
   * Takes up to {@code limit} files of these channels.
   *
   * @param lease how long fetching one may take before another tries
   */
  public List<Wanted> claim(int limit, List<String> channels, Duration lease) {
    var rows = database.run(CLAIM, Tuple.of(limit).addArrayOfString(channels.toArray(String[]::new))
        .addInteger((int) lease.toMillis()));
    return rows.stream().map(Attachments::wanted).toList();
  }

  private static Wanted wanted(Row row) {
    var media = new Content.Media(row.getString("kind"), row.getString("provider_id"), null, "");
    return new Wanted(row.getLong("id"), row.getString("channel"), media, row.getInteger("attempts"),
        row.getOffsetDateTime("received_at").toInstant());
  }

  /** Lays a piece aside until all have come. */
  public Future<Void> put(Wanted wanted, int n, Buffer piece) {
    return database.send("""
      insert into attachment_piece (attachment_id, attempt, n, bytes) values ($1, $2, $3, $4)""",
        Tuple.of(wanted.id(), wanted.attempts(), n, database.seal().bytes(piece, place(wanted, n)))).mapEmpty();
  }

  /** Throws away what was laid aside of it. */
  public void discard(Wanted wanted) {
    database.run("delete from attachment_piece where attachment_id = $1 and attempt <= $2", wanted.id(),
        wanted.attempts());
  }

  /**
   * Makes the pieces a file; bytes that are here already are not kept again. Should the server have lost a piece, nothing is
   * kept, and it is due again.
   *
   * @param pieces how many were put
   */
  public void keep(Wanted wanted, FileType type, byte[] sha256, int pieces) {
    if (database.seal().isOff()) {
      database.run(KEEP, wanted.id(), wanted.attempts(), Buffer.buffer(sha256), type.name().toLowerCase(Locale.ROOT),
          pieces);
    } else {
      sealing.acquireUninterruptibly();
      try {
        keepSealed(wanted, type, sha256, pieces);
      } finally {
        sealing.release();
      }
    }
  }

  /** It is sealed as one, for its hash, which is known only now: so it is whole in memory for a moment, one at a time. */
  private void keepSealed(Wanted wanted, FileType type, byte[] sha256, int pieces) {
    var whole = Buffer.buffer();
    var rows = database.run("""
      select n, bytes from attachment_piece where attachment_id = $1 and attempt = $2 order by n""", wanted.id(),
        wanted.attempts());
    rows.forEach(row -> whole.appendBuffer(
        database.seal().opened(row.getBuffer("bytes"), place(wanted, row.getInteger("n")))));
    if (rows.size() == pieces) {
      database.run("""
        with mine as (
          select id from attachment where id = $1 and attempts = $2 and state = 'wanted' for update
        ), file as (
          insert into attachment_file (sha256, type, bytes) select $3, $4, $5 from mine on conflict do nothing
        )
        update attachment a set state = 'kept', reason = null, sha256 = $3, settled_at = now()
        from mine where a.id = mine.id""", wanted.id(), wanted.attempts(), Buffer.buffer(sha256),
          type.name().toLowerCase(Locale.ROOT), database.seal().bytes(whole, Place.file(sha256)));
    }
  }

  private static Place place(Wanted wanted, int n) {
    return Place.filePiece(wanted.id(), wanted.attempts(), n);
  }

  private static final String KEEP = """
    with mine as (
      select id from attachment where id = $1 and attempts = $2 and state = 'wanted' for update
    ), whole as (
      select mine.id, string_agg(p.bytes, ''::bytea order by p.n) as bytes
      from mine join attachment_piece p on p.attachment_id = mine.id and p.attempt = $2
      group by mine.id having count(*) = $5::int
    ), file as (
      insert into attachment_file (sha256, type, bytes) select $3, $4, bytes from whole on conflict do nothing
    )
    update attachment a set state = 'kept', reason = null, sha256 = $3, settled_at = now()
    from whole where a.id = whole.id""";

  /** It will not be had. */
  public void refuse(Wanted wanted, String reason) {
    database.run("""
      update attachment set state = 'refused', reason = $3, settled_at = now()
      where id = $1 and attempts = $2 and state = 'wanted'""", wanted.id(), wanted.attempts(), reason);
  }

  /** It is due again after a while. */
  public void again(Wanted wanted, Duration after, String reason) {
    database.run("""
      update attachment set reason = $3, due_at = now() + $4::bigint * interval '1 ms'
      where id = $1 and attempts = $2 and state = 'wanted'""", wanted.id(), wanted.attempts(), reason,
        after.toMillis());
  }

  private static final String FIND = """
    select a.id, a.inbox_id, a.conversation_id, a.provider_id, a.kind, a.state, a.reason, a.created_at, f.type
    from attachment a left join attachment_file f on f.sha256 = a.sha256
    """;

  /** A conversation's files, oldest first. */
  public List<Attachment> of(UUID conversation) {
    return database.list(Attachments::attachment, FIND + "where a.conversation_id = $1 order by a.id", conversation);
  }

  /** The file of a conversation that the provider calls so; the newest, should it have been sent twice. */
  public Optional<Attachment> find(UUID conversation, String providerId) {
    return database.first(Attachments::attachment, FIND
        + "where a.conversation_id = $1 and a.provider_id = $2 order by a.id desc limit 1", conversation, providerId);
  }

  /**
   * The bytes; empty when they are not here (yet), or not this conversation's.
   *
   * @throws Seal.Closed when they are sealed with a key that is not here
   */
  public Optional<Opened> open(UUID conversation, long id) {
    return database.first(row -> new Opened(type(row.getString(0)),
        database.seal().opened(row.getBuffer(1), Place.file(row.getBuffer(2).getBytes()))), """
      select f.type, f.bytes, f.sha256 from attachment a join attachment_file f on f.sha256 = a.sha256
      where a.id = $1 and a.conversation_id = $2""", id, conversation);
  }

  /**
   * Refuses files of those who have sent more than is kept of one person in 24 hours; before they are fetched.
   *
   * @return how many
   */
  public int refuseBeyond(FileLimits limits) {
    return database.run("""
      update attachment a set state = 'refused', reason = 'quota', settled_at = now()
      where a.state = 'wanted' and a.due_at <= now() and exists (
        select from attachment b left join attachment_file f on f.sha256 = b.sha256
        where b.conversation_id = a.conversation_id and b.id < a.id and b.created_at > a.created_at - interval '1 day'
        having count(*) >= $1 or coalesce(sum(octet_length(f.bytes)), 0) >= $2)""", (long) limits.aDay(),
        limits.bytesADay()).rowCount();
  }

  /**
   * Deletes files that have been kept long enough, some at a time.
   *
   * @return how many
   */
  public int expire(Duration kept) {
    return database.run("""
      with old as (
        select id from attachment where created_at < now() - $1::bigint * interval '1 ms' order by created_at limit 500
      ), gone as (
        delete from attachment a using old where a.id = old.id returning a.sha256
      ), files as (
        delete from attachment_file f using gone g where f.sha256 = g.sha256
          and not exists (select from attachment a where a.sha256 = f.sha256 and a.id not in (select id from old))
      )
      select sha256 from gone""", kept.toMillis()).size();
  }

  private static Attachment attachment(Row row) {
    var type = row.getString("type");
    return new Attachment(row.getLong("id"), row.getLong("inbox_id"), row.getUUID("conversation_id"),
        row.getString("provider_id"), row.getString("kind"), row.getString("state"), row.getString("reason"),
        type == null ? null : type(type), row.getOffsetDateTime("created_at").toInstant());
  }

  private static FileType type(String name) {
    return FileType.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
