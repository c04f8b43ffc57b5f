package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff keep about a conversation beside what is said in it: notes, tags, who looks after it, who is looking. */
public final class ConversationDesk {
  /** How long somebody counts as looking after their page last asked. */
  public static final Duration LOOKING = Duration.ofSeconds(45);
  /** How long personal data stays revealed to who asked for it. */
  public static final Duration REVEALED = Duration.ofMinutes(15);

  private final Database database;

  public ConversationDesk(Database database) {
    this.database = database;
  }

  /** A note among colleagues; the customer never sees it. */
  public record Note(long id, String staff, String body, Instant at) {}

  /**
   * What is kept.
   *
   * @param ownerUntil when the lease of who answers ends; null: nobody answers, or without end
   * @param assigned who should look after it, or null
   * @param lookers colleagues who look at it now
   * @param heard when the person last wrote, or null
   * @param stopped the person said STOP
   * @param revealed kinds of personal data that may be shown to who asks
   */
  public record Kept(@Nullable Instant ownerUntil, @Nullable String assigned, List<String> tags, List<String> lookers,
      @Nullable Instant heard, boolean stopped, Set<String> revealed, @Nullable String name) {}

  /** What is kept of a conversation, as one member of staff sees it. */
  public Kept kept(UUID conversation, Member staff) {
    return database.first(ConversationDesk::kept, """
      select c.owner_until, c.assigned_to, p.opted_out_at is not null as stopped, p.name,
        (select max(least(i.sent_at, i.received_at)) from inbox i where i.conversation_id = c.id
          and i.content->>'what' is distinct from 'handed_back') as heard,
        array(select tag from conversation_tag t where t.conversation_id = c.id order by tag) as tags,
        array(select s.name from staff_seen v join staff s on s.id = v.staff_id
          where v.conversation_id = c.id and v.looking_until > now() and v.staff_id <> $2 order by s.name) as lookers,
        array(select r.key from staff_seen v cross join jsonb_each_text(v.revealed) r
          where v.conversation_id = c.id and v.staff_id = $2 and r.value::timestamptz > now() and $3) as revealed
      from conversation c join contact p on p.id = c.id where c.id = $1""", conversation, staff.id(),
        staff.role().covers(Role.OPERATOR)).orElseThrow();
  }

  private static Kept kept(Row row) {
    var until = row.getOffsetDateTime("owner_until");
    var heard = row.getOffsetDateTime("heard");
    return new Kept(until == null ? null : until.toInstant(), row.getString("assigned_to"),
        Arrays.asList(row.getArrayOfStrings("tags")), Arrays.asList(row.getArrayOfStrings("lookers")),
        heard == null ? null : heard.toInstant(), row.getBoolean("stopped"), Set.of(row.getArrayOfStrings("revealed")),
        row.getString("name"));
  }

  /** Somebody looks at a conversation now, and has read what has come in. */
  public void look(UUID conversation, Member staff) {
    database.run("""
      insert into staff_seen (conversation_id, staff_id, inbox_id, looking_until)
      select c.id, $2, coalesce((select max(i.id) from inbox i where i.conversation_id = c.id), 0),
        now() + $3::int * interval '1 s' from conversation c where c.id = $1
      on conflict (conversation_id, staff_id)
        do update set inbox_id = excluded.inbox_id, looking_until = excluded.looking_until""", conversation, staff.id(),
        (int) LOOKING.toSeconds());
  }

  /**
   * Somebody may see some personal data of a conversation for a while. The audit log has why.
   *
   * @param kind a word: what of it
   */
  public void reveal(UUID conversation, Member staff, String kind) {
    database.run("""
      insert into staff_seen (conversation_id, staff_id, revealed)
      select c.id, $2, jsonb_build_object($4::text, now() + $3::int * interval '1 s') from conversation c where c.id = $1
      on conflict (conversation_id, staff_id) do update set revealed = staff_seen.revealed || excluded.revealed""",
        conversation, staff.id(), (int) REVEALED.toSeconds(), kind);
  }

  public void note(UUID conversation, Member staff, String body) {
    database.run("""
      insert into conversation_note (conversation_id, staff, body) select c.id, $2, $3 from conversation c
      where c.id = $1""", conversation, staff.name(),
        database.seal().text(body, Place.note(conversation)));
  }

  /** All notes, oldest first. */
  public List<Note> notes(UUID conversation) {
    return database.list(row -> new Note(row.getLong(0), row.getString(1),
        StoredContent.text(row.getString(2), database.seal(), Place.note(conversation)),
        row.getOffsetDateTime(3).toInstant()), """
          select id, staff, body, at from conversation_note where conversation_id = $1 order by id""", conversation);
  }

  /**
   * Puts a tag on a conversation.
   *
   * @param tag in small letters
   */
  public void tag(UUID conversation, String tag) {
    database.run("""
      insert into conversation_tag (conversation_id, tag) select c.id, $2 from conversation c where c.id = $1
      on conflict do nothing""", conversation, tag);
  }

  public void untag(UUID conversation, String tag) {
    database.run("delete from conversation_tag where conversation_id = $1 and tag = $2", conversation, tag);
  }

  /**
   * Says who should look after it.
   *
   * @param colleague a name, or empty for nobody
   * @return false when it is nobody who could answer
   */
  public boolean assign(UUID conversation, String colleague) {
    return database.run("""
      update conversation set assigned_to = nullif($2, '')
      where id = $1 and ($2 = '' or $2 in (select name from staff where disabled_at is null and role <> 'viewer'))""",
        conversation, colleague).rowCount() > 0;
  }

  /** Names of colleagues a conversation may be assigned to. */
  public List<String> colleagues() {
    return database.list(row -> row.getString(0), """
      select name from staff where disabled_at is null and role <> 'viewer' order by name limit 200""");
  }
}
