package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;

/** Who thinks that what was just shown is wrong sees first what it consists of, or complains. */
final class Doubted {
  /** The entity that says so. */
  static final String KEY = "doubt";

  private Doubted() {}

  /** Whether that was said; then it has been answered. */
  static boolean answers(Dialogue d) {
    if (d.given(KEY).isEmpty()) {
      return false;
    }
    d.say(Phrase.of("doubt.look"));
    d.offer(List.of(Next.CONTENTS, Next.CONSUMPTION, Next.COMPLAINT, Next.PERSON));
    return true;
  }
}
