package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * A colleague at the console while bots are replaced under it: takes conversations at one step, answers and hands them back at
 * the next, from the same session. What fails is pressed again, as a colleague would, an answer only once the page does not show it.
 */
final class RolledStaff {
  static final String NAME = "Ana";
  private static final int MOST_TRIES = 20;

  private final Database database;
  private final RolledBrowser browser;
  private final List<RolledPeople.Person> taken = new ArrayList<>();
  private final List<RolledPeople.Person> answered = new ArrayList<>();
  private int again;

  /** @param port of a bot that is ready, another one each time */
  RolledStaff(Vertx vertx, Database database, IntSupplier port) {
    this.database = database;
    var accounts = new StaffAccounts(database, Clock.systemUTC());
    browser = new RolledBrowser(vertx, port,
        accounts.redeem(accounts.add(NAME, Role.DISPATCHER).orElseThrow()).orElseThrow());
  }

  String session() {
    return browser.session();
  }

  void take(List<RolledPeople.Person> people) {
    people.forEach(person -> {
      press(person, "take", MultiMap.caseInsensitiveMultiMap());
      taken.add(person);
    });
  }

  /** All that were taken before. */
  void answer() {
    taken.forEach(person -> {
      reply(person);
      press(person, "back", MultiMap.caseInsensitiveMultiMap());
    });
    answered.addAll(taken);
    taken.clear();
  }

  /** Who has been answered. */
  List<RolledPeople.Person> answered() {
    return answered;
  }

  /** What this colleague wrote to a person: the same on each channel, and without a number, which the console may mask. */
  static String words(RolledPeople.Person to) {
    return "Am notat cererea " + to.letters() + " si revenim";
  }

  /** How often something had to be pressed again. */
  int again() {
    return again;
  }

  private void reply(RolledPeople.Person to) {
    for (int tried = 0; !shown(to); tried++) {
      once(to, "reply", MultiMap.caseInsensitiveMultiMap().add("body", words(to)), tried);
    }
  }

  private boolean shown(RolledPeople.Person to) {
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      var page = browser.open(path(to));
      if (page.isPresent() && page.get().statusCode() == 200) {
        return RolledBrowser.body(page.get()).contains(words(to));
      }
      again++;
    }
    throw new IllegalStateException("The page of a conversation does not open: " + path(to));
  }

  private void press(RolledPeople.Person of, String button, MultiMap fields) {
    int tried = 0;
    while (!once(of, button, fields, tried)) {
      tried++;
    }
  }

  /** Whether the bot said that it is done. */
  private boolean once(RolledPeople.Person of, String button, MultiMap fields, int tried) {
    if (tried == MOST_TRIES) {
      throw new IllegalStateException("Pressed in vain, " + MOST_TRIES + " times: " + button + " of " + path(of));
    }
    again += Math.min(tried, 1);
    return browser.send(path(of) + "/" + button, fields).filter(answer -> answer.statusCode() == 303).isPresent();
  }

  private String path(RolledPeople.Person of) {
    return "/console/conversations/" + database.first(row -> row.getUUID(0),
        "select contact_id from address where channel = $1 and id = $2", of.channel(), of.address()).orElseThrow();
  }
}
