package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inbox as one member of staff sees it. Changes nothing. */
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
   * @param reason why a person is wanted: {@link #LOST}, {@link #UNANSWERED} or the reason itself
   */
  public record Filter(String who, String channel, String language, String tag, String reason) {}

  /** Was not understood, however often. */
  public static final String LOST = "lost";
  /** A question was not answered, whichever. */
  public static final String UNANSWERED = "unanswered";

  /** One line of the inbox. */
  public record Listed(Entry entry, boolean unread, @Nullable String assigned, List<String> tags,
      List<String> lookers) {}

  private static final String EXTRA = """
    , c.assigned_to, coalesce(i.id, 0) > coalesce((select v.inbox_id from staff_seen v
        where v.conversation_id = c.id and v.staff_id = $1), 0) as unread,
      array(select tag from conversation_tag t where t.conversation_id = c.id order by tag) as tags,
      array(select s.name from staff_seen v join staff s on s.id = v.staff_id where v.conversation_id = c.id
        and v.looking_until > now() and v.staff_id <> $1 order by s.name limit 5) as lookers
    """;
  private static final String KIND = """
    case when c.waiting_reason like 'not understood %' then 'lost'
      when c.waiting_reason like 'question % not answered' then 'unanswered' else c.waiting_reason end""";
  private static final String MATCHES = " " + """
    and ($2 = '' or p.channel = $2) and ($3 = '' or p.language = $3)
    and ($4 = '' or exists (select from conversation_tag t where t.conversation_id = c.id and t.tag = $4))
    and ($5 = '' or $5 =\s""" + KIND + ")\n";
  private static final String LATEST = """
      left join lateral (select max(b.id) as id from inbox b where b.conversation_id = c.id) i on true
    """;

  /** Those who wait for a person, longest first. */
  public List<Listed> waiting(Filter filter, Member staff) {
    return database.list(this::listed, Transcripts.ENTRY + EXTRA + """
      from conversation c join contact p on p.id = c.id
      """ + LATEST + Transcripts.LAST + "where c.waiting_since is not null" + MATCHES
        + "order by c.waiting_since, c.id limit $6", staff.id(), filter.channel(), filter.language(), filter.tag(),
        filter.reason(), Transcripts.MOST_WAITING);
  }

  /** Those a colleague answers now, one's own first. */
  public List<Listed> staffed(Filter filter, Member staff) {
    return database.list(this::listed, Transcripts.ENTRY + EXTRA + """
      from conversation c join contact p on p.id = c.id
      """ + LATEST + Transcripts.LAST + """
      where c.owner is not null and c.waiting_since is null and ($7 or c.owner = $8)""" + MATCHES
        + "order by c.owner <> $8, i.id desc nulls last limit $6", staff.id(), filter.channel(), filter.language(),
        filter.tag(), filter.reason(), Transcripts.MOST_WAITING, !filter.who().equals("mine"), staff.name());
  }

  /** Everybody else, who wrote last first. */
  public List<Listed> recent(Filter filter, Member staff, long before, int limit) {
    return database.list(this::listed, Transcripts.ENTRY + EXTRA + """
      from (
        select i.id, i.conversation_id from inbox i join conversation c on c.id = i.conversation_id
        join contact p on p.id = c.id
        where i.id < $6 and c.waiting_since is null and c.owner is null and not exists (
          select 1 from inbox later where later.conversation_id = i.conversation_id and later.id > i.id)
      """ + MATCHES + """
        order by i.id desc limit $7
      ) i join conversation c on c.id = i.conversation_id join contact p on p.id = c.id
      """ + Transcripts.LAST + "order by i.id desc", staff.id(), filter.channel(), filter.language(), filter.tag(),
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
    return database.first(_ -> true, "select from address where channel = $1 and id = $2", address.channel(),
        address.id()).isPresent();
  }

  /** Tags in use. */
  public List<String> tags() {
    return database.list(row -> row.getString(0),
        "select distinct tag from conversation_tag order by tag limit 100");
  }

  private Listed listed(Row row) {
    return new Listed(transcripts.entry(row), row.getBoolean("unread"), row.getString("assigned_to"),
        Arrays.asList(row.getArrayOfStrings("tags")), Arrays.asList(row.getArrayOfStrings("lookers")));
  }
}
