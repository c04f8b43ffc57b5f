package eu.apaserv.bot.conversations.understanding;

import java.util.regex.Pattern;

/** Words of a wish of its own: a grammar that takes whatever follows its first words must leave such a message to the others. */
final class OwnWish {
  /** Water where it should not be, something broken, somebody fallen. */
  private static final Pattern TROUBLE = Pattern
      .compile(
          "\\b(?:cur(?:g|ge|gea|s)|scurg\\w*|picur\\w*|tasn\\w*|balt\\w*|inunda\\w*|spart\\w*|sparg\\w*|crapat\\w*|rupt\\w*|surp\\w*"
              + "|cazut\\w*|stricat\\w*|leak\\w*|burst\\w*|flood\\w*|broken|gush\\w*|fallen|fell)\\b");
  /** No water, or when it comes back. */
  private static final Pattern DRY = Pattern
      .compile(
          "\\b(?:nu|n|fara|nici)[ -](?:(?:mai|am|avem|e|este|vine|curge|are|ne|deloc|pic de|strop de) ?)*apa\\b|\\bapa nu\\b"
              + "|\\b(?:opr\\w*|inchi\\w*|taia\\w*|intrerup\\w*|revin\\w*|vine|venit|porn\\w*) (?:de tot )?apa\\b|\\bapa (?:e |este |a fost )?(?:opr\\w*|inchis\\w*|taiat\\w*)"
              + "|\\bdrumul la apa\\b|\\bno water\\b|\\bwater (?:is |was |being )?(?:back|off|cut|stopped)\\b|\\b(?:cut|shut|turn\\w*) (?:off )?(?:the |our |my )?water\\b");
  /** What is owed, or paid. */
  private static final Pattern MONEY = Pattern
      .compile(
          "\\bc[ai]t (?:am|avem|are|e|este|datorez|datoram|trebuie|costa)\\b|\\bsold(?:ul|u)?\\b|\\bde plata\\b|\\bdatori\\w*"
              + "|\\bplat(?:esc|im|easca|i|iti|este)\\b|\\b\\d+ (?:de )?lei\\b|\\b(?:owe|balance|pay)\\b");
  /** Somebody to talk to. */
  private static final Pattern PERSON = Pattern
      .compile(
          "\\b(?:suna\\w*[ -]ma|suna\\w* cineva|sa fiu sunat\\w*|operator\\w*|vorbesc cu|vorbi cu|un om|call me|somebody call|someone call"
              + "|talk to|speak to)\\b");

  private OwnWish() {}

  /** Whether a folded message, or what stands in it beside other words, tells of a trouble with the water. */
  static boolean trouble(String line) {
    return TROUBLE.matcher(line).find() || DRY.matcher(line).find();
  }

  /** Whether it tells of a trouble, or asks for money matters or for a person. */
  static boolean any(String line) {
    return trouble(line) || MONEY.matcher(line).find() || PERSON.matcher(line).find();
  }
}
