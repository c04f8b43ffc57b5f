package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stranger links their client code by what comes to the contact on file: asked at one moment, entered at another. */
final class Linking implements Errand {
  private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

  private final RolledPeople.Person who;
  private final RolledWorld world;
  private final Database database;
  private final RollWait wait;
  private int stage;
  private int shown;
  private boolean unknown;

  Linking(RolledPeople.Person who, RolledWorld world, Database database, RollWait wait) {
    this.who = who;
    this.world = world;
    this.database = database;
    this.wait = wait;
  }

  @Override
  public void arrive() {
    if (stage > 0) {
      wait.until("the bot answers who links " + who.code() + ", stage " + stage,
          () -> world.shown(who.address()).size() > shown);
    }
    if (stage == 2) {
      wait.until("a code comes for " + who.code(), () -> code().isPresent() || isUnknown());
      unknown = code().isEmpty();
    }
  }

  @Override
  public boolean go() {
    shown = world.shown(who.address()).size();
    switch (stage++) {
      case 0 -> world.say(who.address(), "leaga codul " + who.code());
      case 1 -> world.say(who.address(), "da");
      case 2 -> code().ifPresent(code -> world.say(who.address(), code));
      default -> {
        return false;
      }
    }
    return !unknown;
  }

  /** What is on file has been sent. */
  private Optional<String> code() {
    return world.onFile(who).map(CODE::matcher).filter(Matcher::find).map(Matcher::group).findFirst();
  }

  /** A code is not sent again where nobody knows whether it was taken. */
  private boolean isUnknown() {
    return database.first(row -> row.getBoolean(0), """
        select exists (select from outbox where address in ($1, $2) and error like 'outcome unknown%')""",
        who.filedPhone(), who.filedMail()).orElseThrow();
  }

  /** Whether their code may never have come, which nobody can know. */
  boolean unknown() {
    return unknown;
  }

  RolledPeople.Person who() {
    return who;
  }

  /** How many codes came to what is on file. */
  long codes() {
    return world.onFile(who).filter(text -> CODE.matcher(text).find()).count();
  }
}
