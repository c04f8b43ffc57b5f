package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.core.dialogue.Said;
import java.util.regex.Pattern;

/** Somebody does not know whether to agree, or asks what to: neither a yes nor a no. */
final class Hesitation {
  /** So surely it is something else that is wanted. */
  private static final double SURE = 0.6;
  private static final Pattern HESITATES = Pattern
      .compile("\\b(?:nush|nu[ -](?:prea |mai )?(?:stiu|inteleg|am inteles|sunt sigur[a]?|is sigur[a]?|m-am hotarat)"
          + "|n-am inteles|ezit|ma (?:mai )?gandesc|sa ma (?:mai )?gandesc|depinde|(?:si|dar|iar|pai|ce se intampla|si ce) daca\\b.*\\b(?:nu|refuz)|(?:what if|and if) i\\b|not sure|(?:don'?t|do not) (?:know|understand)|depends)\\b");
  private static final Pattern ASKS = Pattern.compile("\\b(?:ce|care|la ce|cum adica|pentru ce|what|which|why)\\b.*"
      + "\\b(?:acord\\w*|termen\\w*|not[ae]\\b|consimt\\w*|semnez|inseamna|agree\\w*|consent\\w*|terms)");

  private Hesitation() {}

  static boolean is(Said said) {
    var text = Plain.of(said.text());
    boolean task = said.confidence() >= SURE && switch (said.intent()) {
      case "yes", "no", "help", "out_of_scope" -> false;
      default -> true;
    };
    return !task && (said.intent().equals("help") || HESITATES.matcher(text).find() || ASKS.matcher(text).find());
  }
}
