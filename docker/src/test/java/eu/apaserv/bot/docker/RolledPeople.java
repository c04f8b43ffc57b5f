package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.docker.bench.Population;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Linked customers on three channels, half of them on WhatsApp, all of whom wish to hear of outages and of new invoices. They
 * live in as many streets as there are rolls, so that each roll has an outage of its own.
 */
final class RolledPeople {
  /** Of four people, one after the other. */
  private static final List<String> CHANNELS = List.of("whatsapp", "telegram", "whatsapp", "sms");

  /** Who does the same at a step: of each channel. */
  private static final int GROUP = 8;

  private final Database database;
  private final List<Person> people;
  private final List<Person> strangers;
  private final int crowd;
  private final int steps;
  private final int streets;

  /**
   * @param address of their phone
   * @param code their client code
   */
  record Person(int number, String channel, String address, String code) {

    /** The number on file of who is not linked yet. */
    String filedPhone() {
      return "+4076%07d".formatted(number);
    }

    /** Their e-mail on file. */
    String filedMail() {
      return "client" + code + "@exemplu.ro";
    }

    /** Their client code in letters: it is the same on each channel, and nothing masks it. */
    String letters() {
      return code.chars().mapToObj(digit -> "" + (char) ('a' + digit - '0')).collect(Collectors.joining());
    }
  }

  /**
   * @param crowd how many write all the time
   * @param steps at so many, others pay, and others again ask for a colleague
   * @param strangers how many are customers, and known to nobody at first
   */
  RolledPeople(Database database, int crowd, int steps, int streets, int strangers) {
    this.database = database;
    this.crowd = crowd;
    this.steps = steps;
    this.streets = streets;
    var known = crowd + 2 * steps * GROUP;
    this.people = IntStream.range(0, known).mapToObj(RolledPeople::person).toList();
    this.strangers = IntStream.range(known, known + strangers).mapToObj(RolledPeople::person).toList();
  }

  private static Person person(int n) {
    var channel = CHANNELS.get(n % CHANNELS.size());
    var number = Population.address(n);
    return new Person(n, channel, channel.equals("telegram") ? telegram(number) : number, "" + (9_000_000 + n));
  }

  private static String telegram(String number) {
    return "7100" + number.substring(6);
  }

  /** Writes them down, as an older program may have left them. */
  void settle() {
    Population.create(database, people.size() + strangers.size());
    Population.openWindow(database);
    strangers.forEach(this::forget);
    database.run("update consumption_point set street = 'Strada ' || chr(65 + substr(point_id, 2)::int % $1::int)",
        streets);
    people.forEach(this::move);
    database.run("""
        insert into alert_subscription (conversation, kind, client_code, channel, since)
        select l.conversation, kind, l.client_code, c.channel, now() from account_link l
          join contact c on c.id = l.conversation, unnest('{outage,invoice_issued}'::text[]) kind""");
    mailed().forEach(this::mail);
    database.run("analyze");
  }

  /** Nobody has written for them yet; what is on file is a number, or an e-mail. */
  private void forget(Person one) {
    var number = Population.address(one.number());
    for (var mine : List.of("account_link where conversation", "conversation where id")) {
      database.run("delete from " + mine + " in (select id from contact where address = $1)", number);
    }
    database.run("delete from address where id = $1", number);
    database.run("delete from contact where address = $1", number);
    boolean phone = one.number() % 2 == 0;
    database.run("update customer set phone = $2, email = $3 where client_code = $1", one.code(),
        phone ? one.filedPhone() : null, phone ? null : one.filedMail());
  }

  private void mail(Person one) {
    database.run("update customer set email = $2 where client_code = $1", one.code(), one.filedMail());
    database.run("""
        insert into alert_route (conversation, channel, address, rank, proof, since)
        select id, 'mail', $2, 1, 'file', now() from contact where address = $1""", one.address(), one.filedMail());
    database.run("""
        update alert_subscription set channel = 'mail'
        where kind = 'outage' and conversation in (select id from contact where address = $1)""", one.address());
  }

  private void move(Person one) {
    var number = Population.address(one.number());
    database.run("update contact set channel = $2, address = $3 where address = $1", number, one.channel(),
        one.address());
    database.run("update address set channel = $2, id = $3 where id = $1", number, one.channel(), one.address());
  }

  List<Person> all() {
    return people;
  }

  /** The addresses of those who write all the time. */
  List<String> crowd() {
    return people.subList(0, crowd).stream().map(Person::address).toList();
  }

  /** Who does more than talk. */
  List<Person> others() {
    return people.subList(crowd, people.size());
  }

  /** Customers whom no bot knows yet. */
  List<Person> strangers() {
    return strangers;
  }

  /** Who wishes to hear of outages by mail. */
  List<Person> mailed() {
    return others().stream().filter(person -> person.number() % CHANNELS.size() == 0).toList();
  }

  /** Those of them whose mail comes back. */
  List<Person> returned() {
    return mailed().stream().filter(person -> person.number() % (2 * CHANNELS.size()) == 0).toList();
  }

  /** At how many steps others do something. */
  int steps() {
    return steps;
  }

  /** Who pays by card, and begins at this step. */
  List<Person> payers(int step) {
    return group(2 * step);
  }

  /** Who asks for a colleague at this step. */
  List<Person> asking(int step) {
    return group(2 * step + 1);
  }

  private List<Person> group(int n) {
    return people.subList(crowd + n * GROUP, crowd + (n + 1) * GROUP);
  }

  /** Who lives in a street. */
  List<Person> street(int n) {
    return people.stream().filter(person -> person.number() % streets == n).toList();
  }

  static String streetName(int n) {
    return "Strada " + (char) ('A' + n);
  }
}
