package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What staff write to people: now, or later. */
public final class StaffReplies {
  /** How soon one that is scheduled goes out after its time. */
  public static final Duration EVERY = Duration.ofSeconds(2);

  private final Database database;
  private final Duration lease;

  /** @param lease as {@link TakeOvers} has it: an answer renews it */
  public StaffReplies(Database database, Duration lease) {
    this.database = database;
    this.lease = lease;
  }

  /** The same within an open transaction. */
  public StaffReplies in(Database open) {
    return new StaffReplies(open, lease);
  }

  /** One that waits for its time. */
  public record Scheduled(long id, String staff, Content content, Instant due) {}

  /*
   * Only under a lease that still runs, and never to who said STOP; the lease is renewed with it.
   */
  private static final String REPLY = """
    with mine as (
      update conversation c set owner_until = now() + $4::int * interval '1 s' from contact p
      where c.id = $1 and p.id = c.id and c.owner = $2 and (c.owner_until is null or c.owner_until > now())
        and p.opted_out_at is null
      returning c.id, p.channel, p.address
    ), said as (
      insert into outbox (conversation_id, channel, address, content, staff)
      select id, channel, address, $3::text::jsonb, $2 from mine returning id
    ), told as (
      select pg_notify('bot_console', '') from said
    )
    select s.id from said s left join told on true""";

  /**
   * Makes an answer due.
   *
   * @return false when the conversation is not theirs any more, or the person said STOP
   */
  public boolean reply(UUID conversation, Member staff, Content content) {
    return database.asOne(open -> {
      open.run(HOLD, conversation);
      return open.first(row -> true, REPLY, conversation, staff.name(),
          open.seal().content(content, Place.outbox(conversation)), (int) lease.toSeconds()).isPresent();
    });
  }

  /* A turn that is being committed is waited for: it may be that of a STOP, which the next statement then sees. */
  private static final String HOLD = "select from conversation where id = $1 for update";

  /* Of two who write first to somebody new, the second waits here for the first. */
  private static final String MEET = """
    with made as (
      insert into contact (id, channel, address) select $3, $1, $2
      where not exists (select from address where channel = $1 and id = $2) on conflict do nothing returning id
    ), opened as (
      insert into conversation (id) select id from made on conflict do nothing
    )
    insert into address (channel, id, contact_id) select $1, $2, id from made on conflict do nothing""";

  private static final String MAY = """
    select from address a join contact p on p.id = a.contact_id
    where a.channel = $1 and a.id = $2 and p.id = $3 and p.opted_out_at is null""";

  private static final String BEGIN = """
    insert into outbox (conversation_id, channel, address, content, staff) values ($1, $2, $3, $4::text::jsonb, $5)""";

  /**
   * Writes first, and takes the conversation over with it: of two who do so in one moment only one writes.
   *
   * @return the conversation; empty when the person said STOP or a colleague answers
   */
  public Optional<UUID> begin(Address to, Member staff, Content content) {
    return database.asOne(open -> {
      open.run(MEET, to.channel(), to.id(), Inbox.contactOf(to.channel(), to.id()));
      var whose = Database.await(Addressees.of(open, List.of(to))).getFirst();
      open.run(HOLD, whose);
      if (open.first(row -> true, MAY, to.channel(), to.id(), whose).isEmpty()
          || !new TakeOvers(open, lease).take(whose, staff)) {
        return Optional.empty();
      }
      open.run(BEGIN, whose, to.channel(), to.id(), open.seal().content(content, Place.outbox(whose)), staff.name());
      return Optional.of(whose);
    });
  }

  private static final String SCHEDULE = """
    with mine as (
      update conversation set owner_until = now() + $5::int * interval '1 s'
      where id = $1 and owner = $2 and (owner_until is null or owner_until > now()) returning id
    )
    insert into scheduled_reply (conversation_id, staff, content, due_at) select id, $2, $3::text::jsonb, $4 from mine""";

  /**
   * Keeps an answer until its time; the lease is renewed with it.
   *
   * @return false when the conversation is not theirs any more
   */
  public boolean schedule(UUID conversation, Member staff, Content content, Instant due) {
    return database.run(SCHEDULE, conversation, staff.name(),
        database.seal().content(content, Place.outbox(conversation)), due.atOffset(ZoneOffset.UTC),
        (int) lease.toSeconds()).rowCount() > 0;
  }

  /** Those of a conversation that wait, soonest first. */
  public List<Scheduled> scheduled(UUID conversation) {
    return database.list(row -> new Scheduled(row.getLong(0), row.getString(1),
        StoredContent.read(row.getString(2), database.seal(), Place.outbox(conversation)),
        row.getOffsetDateTime(3).toInstant()), """
          select id, staff, content::text, due_at from scheduled_reply
          where conversation_id = $1 and sent_at is null and cancelled_at is null order by due_at, id""", conversation);
  }

  /** Takes one back. @return false when it is gone already */
  public boolean cancel(UUID conversation, long id) {
    return database.first(row -> true, """
      update scheduled_reply set cancelled_at = now()
      where id = $2 and conversation_id = $1 and sent_at is null and cancelled_at is null returning id""", conversation,
        id).isPresent();
  }

  /*
   * Who was let go meanwhile, or may not write any more, says nothing: the person waits for a colleague instead.
   */
  private static final String SEND = """
    with due as (
      select r.id, r.conversation_id, r.content, r.staff, not exists (select from staff s
        where s.name = r.staff and (s.disabled_at is not null or s.role = 'viewer')) as speaks
      from scheduled_reply r
      where r.due_at <= now() and r.sent_at is null and r.cancelled_at is null order by r.due_at limit 100
      for update skip locked
    ), done as (
      update scheduled_reply r set sent_at = case when d.speaks then now() end,
        cancelled_at = case when not d.speaks then now() end
      from due d where r.id = d.id
    ), waits as (
      update conversation c set waiting_since = now(), waiting_reason = $1
      where c.owner is null and c.waiting_since is null
        and c.id in (select conversation_id from due where not speaks)
    ), said as (
      insert into outbox (conversation_id, channel, address, content, staff)
      select d.conversation_id, p.channel, p.address, d.content, d.staff from due d
      join contact p on p.id = d.conversation_id where d.speaks and p.opted_out_at is null order by d.id
    )
    select count(*)::int from due""";

  /**
   * Makes due those whose time has come. Dropped are those to who said STOP meanwhile, and of who may not write any more.
   *
   * @return how many
   */
  public int sendDue() {
    return database.first(row -> row.getInteger(0), SEND, TakeOvers.LEFT).orElse(0);
  }
}
