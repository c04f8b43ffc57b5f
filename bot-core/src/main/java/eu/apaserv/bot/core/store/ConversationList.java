package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The inbox: read once for all who look at it, and then as each of them sees it ({@link Shared#by}). Changes nothing. */
public final class ConversationList {
  private final Database database;
  private final Transcripts transcripts;

  public ConversationList(Database database) {
    this.database = database;
    this.transcripts = new Transcripts(database);
  }

  /**
   * What is asked for; empty: all.
   *
   * @param who waiting, mine, staff or assistant
   * @param reason why a person is wanted: a {@link WaitingReason#kind}
   */
  public record Filter(String who, String channel, String language, String tag, String reason) {}

  /** One line of the inbox. */
  public record Listed(Entry entry, boolean unread, @Nullable String assigned, List<String> tags,
      List<String> lookers) {}

  /**
   * One line before it is known who looks at it.
   *
   * @param read up to which message each member of staff has read it, by their id
   * @param lookers who has it open, names by their id
   */
  public record Shared(Entry entry, @Nullable String assigned, List<String> tags, Map<Long, Long> read,
      Map<Long, String> lookers) {
    /** As one of them sees it. */
    public Listed by(Member reader) {
      return new Listed(entry, entry.cursor() > read.getOrDefault(reader.id(), 0L), assigned, tags,
          lookers.entrySet().stream().filter(one -> one.getKey() != reader.id()).map(Map.Entry::getValue).sorted()
              .limit(MOST_LOOKERS).toList());
    }
  }

  private static final int MOST_LOOKERS = 5;
  private static final int MOST_STAFFED = 500;

  private static final String EXTRA = """
    , c.assigned_to, array(select tag from conversation_tag t where t.conversation_id = c.id order by tag) as tags,
      seen.readers, seen.reads, seen.lookers, seen.looking
    """;
  private static final String SEEN = """
      left join lateral (
        select array_agg(v.staff_id) as readers, array_agg(v.inbox_id) as reads,
          array_agg(v.staff_id) filter (where v.looking_until > now()) as lookers,
          array_agg(s.name) filter (where v.looking_until > now()) as looking
        from staff_seen v join staff s on s.id = v.staff_id where v.conversation_id = c.id) seen on true
    """;
  private static final String KIND = WaitingReason.kindOf("c.waiting_reason");
  private static final String MATCHES = " " + """
    and ($1 = '' or p.channel = $1) and ($2 = '' or p.language = $2)
    and ($3 = '' or exists (select from conversation_tag t where t.conversation_id = c.id and t.tag = $3))
    and ($4 = '' or $4 =\s""" + KIND + ")\n";
  private static final String LATEST = """
      left join lateral (select max(b.id) as id from inbox b where b.conversation_id = c.id) i on true
    """;

  /** The first of those who wait for a person: whoever may be in danger, then the longest. */
  public List<Shared> waiting(Filter filter) {
    return waiting(filter, 0);
  }

  /**
   * A page of them. Who is on it is settled before what else is shown of them is looked up.
   *
   * @param before how many wait before its first
   */
  public List<Shared> waiting(Filter filter, int before) {
    return waiting(filter, QueuePlace.FRONT, Transcripts.MOST_WAITING, before);
  }

  /** Those after a place in the queue. */
  public List<Shared> waiting(Filter filter, QueuePlace after, int limit) {
    return waiting(filter, after, limit, 0);
  }

  private List<Shared> waiting(Filter filter, QueuePlace after, int limit, int skipped) {
    var urgency = "order by " + WaitingReason.urgency("c");
    return database.list(this::shared, Transcripts.ENTRY + EXTRA + """
      from conversation c join contact p on p.id = c.id
      """ + LATEST + Transcripts.LAST + SEEN + """
      where c.id in (
        select c.id from conversation c join contact p on p.id = c.id where c.waiting_since is not null
          and (\s""" + WaitingReason.rank("c") + ", c.waiting_since, c.id) > ($5::int, $6, $7)" + MATCHES + urgency
        + " limit $8 offset $9) " + urgency, filter.channel(), filter.language(), filter.tag(), filter.reason(),
        after.rank(), after.since().atOffset(ZoneOffset.UTC), after.conversation(), limit, skipped);
  }

  /** How many wait in all. */
  public int waits(Filter filter) {
    return database.first(row -> row.getInteger(0), """
      select count(*)::int from conversation c join contact p on p.id = c.id where c.waiting_since is not null
      """ + MATCHES, filter.channel(), filter.language(), filter.tag(), filter.reason()).orElse(0);
  }

  /** Those a colleague answers now, who wrote last first; whose they are, {@link Filter#who()} does not say here. */
  public List<Shared> staffed(Filter filter) {
    return staffed(filter, QueuePlace.LATEST, MOST_STAFFED);
  }

  /** Those after a place among them. */
  public List<Shared> staffed(Filter filter, QueuePlace after, int limit) {
    return database.list(this::shared, Transcripts.ENTRY + EXTRA + """
      from conversation c join contact p on p.id = c.id
      """ + LATEST + Transcripts.LAST + SEEN + """
      where c.owner is not null and c.waiting_since is null
        and (coalesce(i.id, 0) < $5 or coalesce(i.id, 0) = $5 and c.id > $6)
      """ + MATCHES + "order by coalesce(i.id, 0) desc, c.id limit $7", filter.channel(), filter.language(),
        filter.tag(), filter.reason(), after.number(), after.conversation(), limit);
  }

  /** Everybody else, who wrote last first. */
  public List<Shared> recent(Filter filter, long before, int limit) {
    return database.list(this::shared, Transcripts.ENTRY + EXTRA + """
      from (
        select i.id, i.conversation_id from inbox i join conversation c on c.id = i.conversation_id
        join contact p on p.id = c.id
        where i.id < $5 and c.waiting_since is null and c.owner is null and not exists (
          select 1 from inbox later where later.conversation_id = i.conversation_id and later.id > i.id)
      """ + MATCHES + """
        order by i.id desc limit $6
      ) i join conversation c on c.id = i.conversation_id join contact p on p.id = c.id
      """ + Transcripts.LAST + SEEN + "order by i.id desc", filter.channel(), filter.language(), filter.tag(),
        filter.reason(), before, limit);
  }

  /** Why somebody waits now, each kind once. */
  public List<String> reasons() {
    return database.list(row -> row.getString(0), "select distinct " + KIND + " as kind from conversation c "
        + "where c.waiting_since is not null and c.waiting_reason is not null order by kind limit 50");
  }

  /** How many wait for a person. */
  public int waiting() {
    return database.first(row -> row.getInteger(0),
        "select count(*)::int from conversation where waiting_since is not null").orElse(0);
  }

  /** Channels people have written on. */
  public List<String> channels() {
    return database.list(row -> row.getString(0), """
      with recursive c(name) as (
        (select min(channel) from address) union all
        select (select min(a.channel) from address a where a.channel > c.name) from c where c.name is not null)
      select name from c where name is not null""");
  }

  /** Whether somebody has been met under this address. */
  public boolean knows(Address address) {
    return with(address).isPresent();
  }

  /** The conversation with whoever was met under this address; empty: nobody was. */
  public Optional<UUID> with(Address address) {
    return database.first(row -> row.getUUID(0), "select contact_id from address where channel = $1 and id = $2",
        address.channel(), address.id());
  }

  /** Tags in use. */
  public List<String> tags() {
    return database.list(row -> row.getString(0),
        "select distinct tag from conversation_tag order by tag limit 100");
  }

  private Shared shared(Row row) {
    var read = new HashMap<Long, Long>();
    var readers = ids(row, "readers");
    var reads = ids(row, "reads");
    for (int i = 0; i < readers.length; i++) {
      read.put(readers[i], reads[i]);
    }
    var looking = new HashMap<Long, String>();
    var lookers = ids(row, "lookers");
    var names = row.getArrayOfStrings("looking");
    for (int i = 0; i < lookers.length; i++) {
      looking.put(lookers[i], names[i]);
    }
    return new Shared(transcripts.entry(row), row.getString("assigned_to"),
        Arrays.asList(row.getArrayOfStrings("tags")), read, looking);
  }

  /** Of an aggregate over nothing: none. */
  private static Long[] ids(Row row, String column) {
    return Objects.requireNonNullElse(row.getArrayOfLongs(column), new Long[0]);
  }
}
