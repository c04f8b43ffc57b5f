package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.Mailbox.Mail;
import eu.apaserv.bot.docker.RolledPeople.Person;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Mails about outages to people who wished it so; some come back at the moment after, and the next way is taken. */
final class Bouncing implements Errand {
  private final List<Person> mailed;
  private final List<Person> returned;
  private final RolledWorld world;
  private final Set<Mail> bounced = new HashSet<>();

  Bouncing(RolledPeople people, RolledWorld world) {
    this.mailed = people.mailed();
    this.returned = people.returned();
    this.world = world;
  }

  @Override
  public void arrive() {}

  @Override
  public boolean go() {
    returned.stream().flatMap(person -> world.mail().mails(person.filedMail()).stream()).filter(bounced::add)
        .forEach(world.mail()::bounce);
    return true;
  }

  private long mails(Person to) {
    return world.mail().mails(to.filedMail()).size();
  }

  private long onPhone(Person of) {
    return world.shown(of.address()).stream().filter(message -> Meanwhile.OUTAGE.matcher(message.text()).find())
        .count();
  }

  /** Whether those whose mail came back have been told otherwise. */
  boolean settled() {
    return returned.stream().allMatch(person -> mails(person) == 0 || onPhone(person) > 0);
  }

  void count(RollCount count, List<Person> struck) {
    var told = mailed.stream().filter(struck::contains).toList();
    count.note("mails about an outage", told.stream().mapToLong(this::mails).sum());
    count.note("mails that came back", bounced.size());
    count.each("mails given up", bounced.size(),
        "select count(*) from outbox where channel = 'mail' and state = 'failed'");
    count.wrong("people with the mail about an outage twice", told.stream().filter(one -> mails(one) > 1).count());
    count.missing("people without the mail about an outage", told.stream().filter(one -> mails(one) == 0).count());
    count.wrong("people whose mail came back, told on the phone more than once",
        told.stream().filter(one -> onPhone(one) > 1).count());
    count.missing("people whose mail came back, not told on the phone",
        told.stream().filter(returned::contains).filter(one -> onPhone(one) == 0).count());
    count.wrong("people told by mail, and on the phone besides",
        told.stream().filter(one -> !returned.contains(one) && mails(one) > 0 && onPhone(one) > 0).count());
  }
}
