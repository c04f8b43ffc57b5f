package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import java.util.UUID;

/** Somebody gets a copy of their data from staff: entered at one moment, taken out and settled at the next. */
final class Copying implements Errand {
  private final RolledPeople.Person who;
  private final RolledAdmins admins;
  private final RolledWorld world;
  private final Database database;
  private final RollWait wait;
  private int stage;
  private boolean whole;

  Copying(RolledPeople.Person who, RolledAdmins admins, RolledWorld world, Database database, RollWait wait) {
    this.who = who;
    this.admins = admins;
    this.world = world;
    this.database = database;
    this.wait = wait;
  }

  private String word() {
    return "afin" + who.letters();
  }

  @Override
  public void arrive() {
    if (stage == 1) {
      wait.until("the bot answers who wants a copy: " + who.address(), () -> !world.shown(who.address()).isEmpty());
    }
  }

  @Override
  public boolean go() {
    switch (stage++) {
      case 0 -> world.say(who.address(), "sunt " + word() + ", care este programul de lucru?");
      case 1 -> admins.enter("access", conversation(), "La ghiseu");
      case 2 -> {
        var copy = admins.copy(conversation());
        whole = copy.contains(word()) && copy.contains(who.address());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether all that they said, and where from, was in it. */
  boolean whole() {
    return whole;
  }

  private UUID conversation() {
    return database.first(row -> row.getUUID(0), "select contact_id from address where channel = $1 and id = $2",
        who.channel(), who.address()).orElseThrow();
  }
}
