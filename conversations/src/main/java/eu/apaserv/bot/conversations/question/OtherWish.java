package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.core.dialogue.Said;
import java.util.Set;
import java.util.regex.Pattern;

/** A task of its own, said where any words would be an answer: it tells nothing that happened and is nobody's name. */
public final class OtherWish {
  private static final double SURE = 0.9;
  /** Who says so wants it before what is open, however unsure the rest is. */
  private static final Pattern HALTS = Pattern.compile("^(?:stai|stati|wait|mai intai|intai)\\b");
  /** So few words, surely understood, are a wish. */
  private static final int FEW_WORDS = 3;
  /** More than these tell something, however they begin. */
  private static final int MANY_WORDS = 8;
  private static final Set<String> NO_TASK = Set.of("out_of_scope", "yes", "no", "greet", "thanks", "bye");
  private static final Pattern BEGINS = Pattern.compile(
      "^(?:(?:buna|salut|va rog|ok|hello|hi|please)[ ,!.]++(?:ziua|seara)?+[ ,!.]*+)?(?:(?:stai|stati|dar|da|ok|bine|acum|mai|intai|inainte|wait|first|but)[ ,]++)*+(?:as vrea|as dori|vreau|vrem|doresc|dorim|pot|"
          + "trimit|transmit|i want|i would like|i'd like|i need to|can i|let me|send me|show me|tell me"
          + "|(?:zi|spune|spuneti|arata|aratati|da|dati|trimite|trimiteti)[ -]?(?:mi|ne)|c[ai]t (?:am|avem|datorez|datoram)|(?:imi|ne) (?:trimiteti|trimite|dati|aratati|arata|spuneti)|anunta(?:ti)?[ -]?(?:ma|ne)|suna(?:ti)?[ -]?ma|let me know|notify me|call me)\\b");

  /** Who wants somebody to talk to, among angry words, tells nothing more. */
  private static final Pattern PERSON = Pattern.compile(
      "\\b(?:vreau|dati[ -]mi|da[ -]mi|as vrea|cer|doresc|i want|give me|get me) (?:sa vorbesc (?:cu )?|la telefon )?(?:(?:un|o|a|an) )?(?:om|operator|persoana|coleg|human|person|operator)\\b");

  private OtherWish() {}

  /** Whether it begins as wishes do, "aș vrea …", "can I …". */
  public static boolean begins(String text) {
    return BEGINS.matcher(Plain.of(text)).find();
  }

  /**
   * Whether it is one.
   *
   * @param own the intent of the task that asks
   */
  public static boolean is(Said said, String own) {
    var text = said.text().strip();
    int words = text.split("\\s+").length;
    if (words <= MANY_WORDS && PERSON.matcher(Plain.of(text)).find()) {
      return !said.intent().equals(own);
    }
    if (HALTS.matcher(Plain.of(text)).find() && words <= MANY_WORDS && begins(text)) {
      return !said.intent().equals(own);
    }
    return said.confidence() >= SURE && !NO_TASK.contains(said.intent()) && !said.intent().equals(own)
        && (words <= FEW_WORDS || (words <= MANY_WORDS && (begins(text) || said.entity("invoice_number").isPresent())));
  }
}
