package eu.apaserv.bot.docker;

import eu.apaserv.bot.docker.RolledBots.Version;
import eu.apaserv.bot.docker.RolledPeople.Person;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What goes on besides the talk while bots are replaced: card payments and answers of a colleague that begin at one step and end
 * at the next, new invoices and outages.
 */
final class Meanwhile {
  /** How an outage is told. */
  static final Pattern OUTAGE = Pattern.compile("Strada [A-Z], Roman: (apa este oprită|fara apa)");
  private static final Pattern INVOICE = Pattern.compile("actur\\p{L} nou\\p{L},? R");

  private final RolledPeople people;
  private final RolledWorld world;
  private final RolledPayments payments;
  private final RolledStaff staff;
  private final RolledOffice office;
  private final RolledErrands errands;
  private final Bouncing bouncing;
  private final List<Person> billed = new ArrayList<>();
  private final List<Person> struck = new ArrayList<>();
  private int step;

  Meanwhile(RolledPeople people, RolledWorld world, RolledPayments payments, RolledStaff staff, RolledOffice office,
      RolledErrands errands) {
    this.people = people;
    this.world = world;
    this.payments = payments;
    this.staff = staff;
    this.office = office;
    this.errands = errands;
    this.bouncing = new Bouncing(people, world);
    errands.add(bouncing);
  }

  /** Of the colleague. */
  String session() {
    return staff.session();
  }

  /** Everybody who does more than talk says hello, so that what they are told later needs no template. */
  void greet() {
    people.others().forEach(person -> world.say(person.address(), "program de lucru"));
  }

  /** What was begun at the step before ends, and the next begins. */
  void goOn() {
    end();
    if (step < people.steps()) {
      payments.begin(people.payers(step));
      var asking = people.asking(step);
      staff.take(asking);
      step++;
    }
    errands.moment();
  }

  /** A bot goes now: errands are at all stages. */
  void moment() {
    errands.moment();
  }

  /** Whether nobody is to be told anything any more. */
  boolean settled() {
    return bouncing.settled();
  }

  /** Nothing is begun any more. */
  void end() {
    payments.pay();
    staff.answer();
  }

  /** Everybody of one street who does nothing but talk gets a new invoice. */
  void bill(int roll, Version by) throws IOException, InterruptedException {
    var street = people.street(roll).stream().filter(person -> person.number() < people.crowd().size()).toList();
    office.bill(by.classPath(), roll, street);
    billed.addAll(street);
  }

  void publish(int roll, Version by) throws IOException, InterruptedException {
    office.publish(by.classPath(), RolledPeople.streetName(roll), RolledStaff.NAME);
    struck.addAll(people.street(roll));
  }

  void count(RollCount count) {
    payments.tellAgain();
    var asked = staff.answered();
    count.each("payments taken", payments.paid().size(), "select count(*) from payment_attempt where state = 'paid'");
    count.onceOnPhone("receipts", payments.paid(), _ -> "Am primit");
    count.onceOnPhone("answers of staff", asked.stream().map(Person::address).toList(),
        address -> asked.stream().filter(one -> one.address().equals(address)).map(RolledStaff::words).findFirst()
            .orElseThrow());
    count.each("invoices imported", billed.size(), "select count(*) from invoice where invoice_number like 'R%'");
    count.each("people to be told of an invoice", billed.size(),
        "select count(*) from run_recipient p join run r on r.id = p.run_id where r.kind = 'invoice_issued'");
    count.each("people to be told of an outage", struck.size(),
        "select count(*) from run_recipient p join run r on r.id = p.run_id where r.kind = 'outage'");
    count.alerted("an outage", struck.stream().filter(person -> !people.mailed().contains(person)).toList(), OUTAGE);
    count.alerted("an invoice", billed, INVOICE);
    bouncing.count(count, struck);
    errands.count(count);
    count.note("buttons of the console pressed again", staff.again());
  }
}
