package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.core.store.Database;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a roll did to what people said, to effects and to alerts: counted in the database and on the phones. */
final class RollCount {
  /** A send of which nobody knew whether it had been taken: its message may stand on the phone twice, or was not sent again. */
  private static final String DOUBTED = "(o.repeats > 0 or o.error like 'outcome unknown%')";

  private final Database database;
  private final RolledWorld world;
  private final List<RolledPeople.Person> people;
  private final Map<String, Long> wrong = new LinkedHashMap<>();
  private final Map<String, Long> figures = new LinkedHashMap<>();

  RollCount(Database database, RolledWorld world, List<RolledPeople.Person> people) {
    this.database = database;
    this.world = world;
    this.people = people;
  }

  private long number(String sql, Object... values) {
    return database.first(row -> row.getLong(0), sql, values).orElseThrow();
  }

  /** What people wrote; that a colleague hands a conversation back lies there too. */
  private long kept() {
    return number("select count(*) from inbox where content->>'kind' = 'text'");
  }

  /** Messages that nobody has answered yet. */
  long waiting() {
    return number("select count(*) from inbox where done_at is null");
  }

  /** So many messages have come in, and nobody is owed anything. */
  boolean settled(long said) {
    return kept() >= said && number("""
        select (select count(*) from inbox where done_at is null)
          + (select count(*) from outbox where state in ('due', 'sending', 'unknown'))
          + (select count(*) from run_recipient p join run r on r.id = p.run_id
               where r.state = 'running' and p.state in ('waiting', 'queued'))
          + (select count(*) from erasure where swept_at is null)
          + (select count(*) from billing_event where taken_at is null and kind = 'invoice_issued')""") == 0;
  }

  /**
   * All that is counted without knowing what was done.
   *
   * @param said messages that people wrote
   */
  void count(long said) {
    figures.put("messages", said);
    wrong("messages lost", Math.max(0, said - kept()));
    wrong("messages kept twice", Math.max(0, kept() - said));
    wrong("messages without an answer", number(
        """
        select count(*) from inbox i where i.conversation_id not in (select conversation from erasure)
          and (outcome is distinct from 'answered' or not exists (select from outbox o where o.conversation_id = i.conversation_id and o.reply_to = i.provider_id))"""));
    wrong("answers made twice", number("""
        select count(*) from (select from outbox where reply_to is not null
          and conversation_id not in (select conversation from erasure) -- blanked, they are all the same
          group by conversation_id, reply_to, content having count(*) > 1)"""));
    figures.put("answers", number("select count(*) from outbox where reply_to is not null"));
    phones();
    alerts();
    wrong("readings taken twice", number("""
        select count(*) from (select from submitted_reading group by meter_serial having count(*) > 1)"""));
    wrong("messages in quarantine", number("select count(*) from inbox where outcome = 'quarantined'"));
    wrong("sends given up", number("""
        select count(*) from outbox o where state = 'failed' and channel <> 'mail' and not %s""".formatted(DOUBTED)));
  }

  private void phones() {
    long lost = 0;
    long copies = 0;
    long reordered = 0;
    long heardOutOfTurn = 0;
    var doubted = Set.copyOf(database.list(row -> row.getString(0),
        "select distinct address from outbox o where " + DOUBTED));
    var sent = lists("select address, provider_id from outbox where state = 'sent' order by id");
    var answers = lists(
        "select address, provider_id from outbox where state = 'sent' and reply_to is not null order by id");
    var heard = lists(
        """
        select a.id, i.content->>'body' from inbox i join address a on a.contact_id = i.conversation_id
        where i.content->>'kind' = 'text' order by i.id""");
    for (var person : people) {
      var shown = world.names(person.address());
      var ours = Set.copyOf(sent.getOrDefault(person.address(), List.of()));
      lost += ours.stream().filter(id -> !shown.contains(id)).count();
      long more = shown.size() - shown.stream().filter(ours::contains).distinct().count();
      copies += more;
      if (!doubted.contains(person.address())) {
        wrong("copies on a phone that were not doubted", more);
        var made = answers.getOrDefault(person.address(), List.of());
        reordered += shown.stream().filter(Set.copyOf(made)::contains).toList().equals(made) ? 0 : 1;
      }
      heardOutOfTurn += said(person).equals(heard.getOrDefault(person.address(), List.of())) ? 0 : 1;
    }
    wrong("sent messages that no phone shows", lost);
    wrong("phones with answers out of order", reordered);
    figures.put("people heard in another order than they wrote", heardOutOfTurn);
    figures.put("people of whom a send was in doubt", (long) doubted.size());
    figures.put("second copies after such a doubt", copies);
    wrong("more copies than sends repeated on a doubt", Math.max(0, copies - number("""
        select coalesce(sum(repeats), 0) + count(*) filter (where error like 'outcome unknown%') from outbox""")));
  }

  /** By address, in order. */
  private Map<String, List<String>> lists(String sql) {
    return database.list(row -> Map.entry(row.getString(0), Objects.requireNonNullElse(row.getString(1), "")), sql)
        .stream().collect(Collectors.groupingBy(Map.Entry::getKey,
            Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /** By its words: a provider's id of a message need not be the one the phone has. */
  private List<String> said(RolledPeople.Person by) {
    return world.phone(by.address()).messages().stream().filter(PhoneMessage::fromPerson).map(PhoneMessage::text)
        .toList();
  }

  private void alerts() {
    database.list(row -> Map.entry(row.getString(0), row.getLong(1)), """
        select 'alerts of ' || r.kind || ': ' || p.state || coalesce(', ' || p.reason, ''), count(*)
        from run_recipient p join run r on r.id = p.run_id group by 1 order by 1""")
        .forEach(one -> figures.put(one.getKey(), one.getValue()));
    figures.put("alert sends that nobody knows of", unknown());
    wrong("alerts made twice", number("""
        select count(*) from (select from outbox where reply_to is null
          and conversation_id not in (select conversation from erasure)
          group by conversation_id, channel, content having count(*) > 1)"""));
  }

  /**
   * Each of these has such a notice on the phone once, or not where nobody can know.
   *
   * @param pattern of its words
   */
  void alerted(String of, List<RolledPeople.Person> told, Pattern pattern) {
    long none = 0;
    for (var person : told) {
      long times = world.shown(person.address()).stream().filter(message -> pattern.matcher(message.text()).find())
          .count();
      none += times == 0 ? 1 : 0;
      wrong("people with the alert of " + of + " twice", times > 1 ? 1 : 0);
    }
    figures.put("people with the alert of " + of + " on the phone", told.size() - none);
    figures.put("people without the alert of " + of, none);
    wrong("people without the alert of " + of + " beyond those whose send nobody knows of",
        Math.max(0, none - unknown()));
  }

  private long unknown() {
    return number(
        "select count(*) from outbox o where priority = 1 and reply_to is null and o.error like 'outcome unknown%'");
  }

  /** An effect of which there has to be one for each that was asked for. */
  void each(String what, long wanted, String sql, Object... values) {
    long there = number(sql, values);
    figures.put(what, there);
    wrong(what + ": not as many as asked for", Math.abs(wanted - there));
  }

  /** Words that each of these has to have on the phone once. */
  void onceOnPhone(String what, List<String> addresses, Function<String, String> words) {
    var not = new TreeSet<String>();
    for (var address : addresses) {
      long times = world.shown(address).stream().filter(message -> message.text().contains(words.apply(address)))
          .count();
      if (times != 1) {
        not.add(address + ": " + times);
      }
    }
    figures.put(what, (long) addresses.size());
    wrong(what + ": not once on the phone", not.size());
  }

  /** How long scripts took since then, waits for tables included. */
  String changes(Instant since) {
    return database
        .first(row -> row.getLong(0) + " scripts in " + row.getLong(1) + " ms, the longest " + row.getString(2),
            """
        select count(*), sum(execution_time), (array_agg(version || ': ' || execution_time || ' ms'
          order by execution_time desc))[1] from flyway_schema_history where installed_on >= $1""",
            LocalDateTime.ofInstant(since, ZoneOffset.UTC))
        .orElse("no scripts");
  }

  /** A figure that may be anything. */
  void note(String what, long times) {
    figures.put(what, times);
  }

  /** Of these there may be as many as sends of which nobody knows. */
  void missing(String what, long times) {
    figures.put(what, times);
    wrong(what + " beyond those whose send nobody knows of", Math.max(0, times - unknown()));
  }

  /** Of these there has to be none. */
  void wrong(String what, long times) {
    wrong.merge(what, times, Long::sum);
  }

  /** Whether nothing is wrong. */
  boolean right() {
    return wrong.values().stream().allMatch(times -> times == 0);
  }

  /** All figures, a line each. */
  String table() {
    return lines("counted:", figures) + lines("has to be none:", wrong);
  }

  private static String lines(String heading, Map<String, Long> figures) {
    return figures.entrySet().stream().map(one -> "  " + one.getKey() + ": " + one.getValue())
        .collect(Collectors.joining("\n", heading + "\n", "\n"));
  }
}
