package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Everywhere;
import eu.apaserv.bot.docker.RolledPeople.Person;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * All errands of a roll: at each moment those under way go on, and strangers begin others, so that there is one at each stage
 * whenever a bot goes.
 */
final class RolledErrands {
  /** Strangers who begin something at a moment. */
  static final int EACH_MOMENT = 7;
  private static final int LINKING = 4;

  private final RolledWorld world;
  private final Database database;
  private final RolledAdmins admins;
  private final RollWait wait;
  private final Iterator<Person> strangers;
  private final List<Linking> linking = new ArrayList<>();
  private final List<Erasing> erasing = new ArrayList<>();
  private final List<Copying> copying = new ArrayList<>();
  private final List<Errand> under = new ArrayList<>();

  RolledErrands(List<Person> strangers, RolledWorld world, Database database, RolledAdmins admins, RollWait wait) {
    this.world = world;
    this.database = database;
    this.admins = admins;
    this.wait = wait;
    this.strangers = strangers.iterator();
  }

  /** Goes on at each moment from now on. */
  void add(Errand errand) {
    under.add(errand);
  }

  /** What goes on begins its next stage, at once one behind the other; nobody waits for what comes of it. */
  void moment() {
    begin();
    under.forEach(Errand::arrive);
    under.removeIf(errand -> !errand.go());
  }

  private void begin() {
    for (int n = 0; n < LINKING && strangers.hasNext(); n++) {
      linking.add(new Linking(strangers.next(), world, database, wait));
      add(linking.getLast());
    }
    for (var by : Erasing.By.values()) {
      if (strangers.hasNext()) {
        erasing.add(new Erasing(strangers.next(), by, admins, world, database, wait));
        add(erasing.getLast());
      }
    }
    if (strangers.hasNext()) {
      copying.add(new Copying(strangers.next(), admins, world, database, wait));
      add(copying.getLast());
    }
  }

  void count(RollCount count) {
    long unknown = linking.stream().filter(Linking::unknown).count();
    count.note("strangers who asked for a code", linking.size());
    count.note("codes that nobody knows of", unknown);
    count.wrong("strangers to whom more than one code came", linking.stream().filter(one -> one.codes() > 1).count());
    var codes = linking.stream().map(one -> one.who().code()).toArray(String[]::new);
    count.each("links made", linking.size() - unknown,
        "select count(*) from account_link where client_code = any($1) and ended_at is null", (Object) codes);
    count.each("links that were ever there", linking.size() - unknown,
        "select count(*) from account_link where client_code = any($1)", (Object) codes);
    count.each("erasures", erasing.size(), "select count(*) from erasure");
    count.each("erasures complete", erasing.size(), "select count(*) from erasure where swept_at is not null");
    count.each("erasures confirmed by staff", erasing.stream().filter(one -> one.by() == Erasing.By.STAFF).count(),
        "select count(*) from audit_log where action = 'privacy.erased'");
    count.wrong("erased people of whom a word is left",
        erasing.stream().filter(one -> !Everywhere.find(database, one.word()).isEmpty()).count());
    count.each("copies of data given", copying.size(), """
        select count(*) from privacy_request where kind = 'access' and state = 'done'""");
    count.wrong("copies that lack what was said", copying.stream().filter(one -> !one.whole()).count());
  }
}
