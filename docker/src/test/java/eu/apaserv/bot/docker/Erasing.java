package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import java.util.UUID;

/** Somebody's data are erased: asked for in the chat, or entered by one colleague and confirmed by another. */
final class Erasing implements Errand {
  /** Of a person: by themselves, or by staff. */
  enum By {
    CHAT, STAFF
  }

  private final RolledPeople.Person who;
  private final By by;
  private final RolledAdmins admins;
  private final RolledWorld world;
  private final Database database;
  private final RollWait wait;
  private int stage;
  private int shown;

  Erasing(RolledPeople.Person who, By by, RolledAdmins admins, RolledWorld world, Database database, RollWait wait) {
    this.who = who;
    this.by = by;
    this.admins = admins;
    this.world = world;
    this.database = database;
    this.wait = wait;
  }

  /** A word that nobody else says. */
  String word() {
    return "zmeur" + who.letters();
  }

  By by() {
    return by;
  }

  @Override
  public void arrive() {
    if (stage == 1 || (stage > 1 && by == By.CHAT)) {
      wait.until("the bot answers who is to be erased, stage " + stage + ": " + who.address(),
          () -> world.shown(who.address()).size() > shown);
    }
  }

  @Override
  public boolean go() {
    shown = world.shown(who.address()).size();
    switch (stage++) {
      case 0 -> world.say(who.address(), "sunt " + word() + ", care este programul de lucru?");
      case 1 -> {
        if (by == By.CHAT) {
          world.say(who.address(), "stergeti toate datele mele");
        } else {
          admins.enter("erasure", conversation(), "La ghiseu, " + word());
        }
      }
      case 2 -> {
        if (by == By.CHAT) {
          world.say(who.address(), "da");
        } else {
          admins.confirm(conversation());
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private UUID conversation() {
    return database.first(row -> row.getUUID(0), "select contact_id from address where channel = $1 and id = $2",
        who.channel(), who.address()).orElseThrow();
  }
}
