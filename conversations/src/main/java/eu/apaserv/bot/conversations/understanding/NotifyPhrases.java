package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * "Anunță-mă când nu e apă pe strada Oituz": a place makes it sound like the question whether there is water there. Who wants to
 * hear when it comes back asks of now, and is left to the others.
 */
final class NotifyPhrases implements Grammar {
  private static final int LONGEST = 160;
  private static final Pattern NOTIFY = Pattern.compile(
      "^(?:(?:buna|ziua|seara|salut|va rog|te rog|as vrea|vreau|vrem|doresc|se poate|puteti|poti|please|hello|hi|can you|could you|i want you to)[ ,.!]+)*"
          + "(?:(?:sa )?(?:(?:ma|ne) (?:anunt|notific|alert|avertiz)(?:a|ati|i|e|ez|ezi|eaza)?|(?:anunta|anuntati|anuntat|notifica|notificati|avertizati|alertati)[ -](?:ma|ne)|(?:fiu|fim) (?:anuntat|avertizat|notificat)\\w*)"
          + "|(?:sa (?:primesc|primim) |porn\\w* |activ\\w* |turn on |send me |get )?(?:alert[ae]|alerte|notificar\\w*|alerts?|notifications?)"
          + "|(?:notify|alert|inform|text|message|warn) (?:me|us)|let (?:me|us) know|outage alerts)\\b");
  private static final Pattern OFF = Pattern.compile(
      "\\b(?:avari\\w*|intrerup\\w*|lucrari\\w*|se (?:opre\\w*|inchid\\w*|ia|taie) apa|(?:opriti|inchideti|luati|taiati) apa|nu (?:mai )?(?:e|este|va fi|o sa fie|vine|curge|avem|am) apa|fara apa"
          + "|outages?|works|water (?:is|goes|will be|gets) (?:off|cut)|no water|(?:cut|shut|turn) (?:off )?(?:the )?water)\\b");
  /** It is off already. */
  private static final Pattern BACK = Pattern
      .compile(
          "\\b(?:revine|vine inapoi|reveni\\w*|dati drumul|se da drumul|repar\\w*|rezolv\\w*|back|fixed|repaired|nimeni)\\b");

  /** None are wanted, or none came. */
  private static final Pattern UNWANTED = Pattern
      .compile(
          "\\b(?:nu|n-?am|n-?ati|nici|stop|opriti (?:alert|notific)\\w*|dezabon\\w*|renunt\\w*|no more|not|don'?t|never)\\b");
  private static final Pattern NO_WATER = Pattern.compile(
      "\\bnu (?:mai )?(?:e|este|va fi|o sa fie|vine|curge|avem|am) apa\\b");

  private static final Pattern ENGLISH = Pattern.compile("\\b(?:(?:me|us)(?: know)?|alerts?|notifications?)$");

  private final List<EntityFinder> finders;

  /** @param finders of what the alert is about, where, and by which way it is to come */
  NotifyPhrases(List<EntityFinder> finders) {
    this.finders = finders;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    var notify = NOTIFY.matcher(line);
    var off = OFF.matcher(line);
    if (line.length() > LONGEST || !notify.find() || !off.find() || BACK.matcher(line).find()
        || UNWANTED.matcher(NO_WATER.matcher(line).replaceAll(" ")).find()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    finders.forEach(finder -> finder.find(folded, "subscribe_alerts", current, found));
    // The place's own words are of no language: "strada" is written in any.
    var language = ENGLISH.matcher(notify.group()).find() ? Language.EN : Language.RO;
    return found.has("street") || found.has("locality")
        ? Optional.of(new Understood(text, language, List.of(new Guess("subscribe_alerts", 1)), found.all()))
        : Optional.empty();
  }
}
