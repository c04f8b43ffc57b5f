package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Dialogue;

/** How far a list was shown that was too long for one message: "restul" is what comes after. */
final class Rest {
  /** The entity that asks for it. */
  static final String KEY = "rest";
  /** The conversation's fact that holds which list was shown last, and how much of it. */
  private static final String SHOWN = "list_shown";

  private Rest() {}

  /** Where to begin: 0 unless the rest of this very list is asked for, and there is some. */
  static int from(Dialogue d, String list, int size) {
    if (d.given(KEY).isEmpty()) {
      return 0;
    }
    return d.recall(SHOWN).map(fact -> fact.split(" ", 2)).filter(parts -> parts.length == 2 && parts[1].equals(list))
        .map(parts -> Integer.valueOf(parts[0])).filter(shown -> shown < size).orElse(0);
  }

  static void shown(Dialogue d, String list, int upTo) {
    d.remember(SHOWN, upTo + " " + list);
  }
}
