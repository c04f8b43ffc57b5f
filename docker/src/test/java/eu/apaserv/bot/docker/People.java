package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.store.Database;
import java.util.List;
import java.util.stream.Collectors;

/** So many people with phones on a simulated WhatsApp, and what became of what they said to the bots of one database. */
final class People {
  private final Database database;
  private final WhatsAppProvider whatsapp;
  private final List<String> addresses;

  People(Database database, WhatsAppProvider whatsapp, List<String> addresses) {
    this.database = database;
    this.whatsapp = whatsapp;
    this.addresses = List.copyOf(addresses);
  }

  int size() {
    return addresses.size();
  }

  void say(String... texts) {
    for (var text : texts) {
      addresses.forEach(person -> whatsapp.say(person, text));
    }
  }

  private long count(String sql) {
    return database.first(row -> row.getLong(0), """
        with person as (select contact_id as id, id as address from address where id = any($1)),
          heard as (select i.* from inbox i join person p on p.id = i.conversation_id),
          said as (select o.* from outbox o join person p on p.id = o.conversation_id)
        """ + sql, (Object) addresses.toArray(String[]::new)).orElseThrow();
  }

  long kept() {
    return count("select count(*) from heard");
  }

  long answered() {
    return count("select count(*) from heard where done_at is not null");
  }

  /** So many messages have come in and nothing is under way. */
  boolean settled(long messages) {
    return kept() == messages && count("""
        select (select count(*) from heard where done_at is null)
          + (select count(*) from said where state in ('due', 'sending', 'unknown'))""") == 0;
  }

  long readings() {
    return count("""
        select count(*) from submitted_reading r join account_link l on l.client_code = r.client_code
          join person p on p.id = l.conversation""");
  }

  /** Every message has its answer, made once, and phones got it in order, once but where nobody can know. */
  void haveOneAnswerForEachMessageInOrder() {
    assertThat(count("""
        select count(*) from heard i where i.outcome is distinct from 'answered' or not exists (
          select from said o where o.reply_to = i.provider_id)""")).as("messages without an answer").isZero();
    assertThat(twiceMade()).as("answers made twice").isEmpty();
    assertThat(count("select count(*) from heard where attempts > 0 and outcome = 'quarantined'")).isZero();
    long phones = addresses.stream().mapToLong(person -> onThePhone(person).size()).sum();
    assertThat(phones - count("select count(*) from said where state = 'sent'")).as("copies beyond the first")
        .isBetween(0L, count("select coalesce(sum(repeats), 0) from said"));
    var certain = addresses.stream().collect(Collectors.toMap(person -> person, this::certainAsMade));
    assertThat(certain.values()).as("answers whose sends were seen to end")
        .anySatisfy(made -> assertThat(made).isNotEmpty());
    certain.forEach((person, made) -> assertThat(onThePhone(person).stream().filter(made::contains)).as(person)
        .containsExactlyElementsOf(made));
  }

  private List<String> twiceMade() {
    return database.list(row -> row.getString(0), """
        select conversation_id || ' to ' || reply_to || ': ' || string_agg(
          o.id || ' ' || o.state || ' at ' || o.created_at || ', repeats ' || o.repeats, '; ') || ' ' || content
        from outbox o where address = any($1) group by conversation_id, reply_to, content having count(*) > 1""",
        (Object) addresses.toArray(String[]::new));
  }

  private List<String> onThePhone(String person) {
    return whatsapp.conversation(person).messages().stream().filter(m -> !m.fromPerson()).map(PhoneMessage::id)
        .toList();
  }

  /**
   * Answers that can have come neither twice nor late, in the order in which they were made; messages said at once come in in any
   * order. A node that could not renew its lease in time leaves its send in doubt for a while, and what is in doubt holds up
   * nothing; when that node says in the end that it went, or puts it back unsent, only its times tell.
   */
  private List<String> certainAsMade(String person) {
    return database.list(row -> row.getString(0), """
        select o.provider_id from outbox o join inbox i
          on i.conversation_id = o.conversation_id and i.provider_id = o.reply_to
        where o.address = $1 and o.repeats = 0 and coalesce(o.error, '') not like 'outcome unknown%'
          and o.settled_at <= case when o.attempts > 1 then o.created_at else o.tried_at end + interval '3 s'
        order by o.id""", person);
  }
}
