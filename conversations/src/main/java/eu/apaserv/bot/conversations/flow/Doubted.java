package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.stream.Stream;

/** Who thinks that what was just shown is wrong sees first what it consists of, or complains. */
final class Doubted {
  /** The entity that says so. */
  static final String KEY = "doubt";

  /** The entity that says, or asks whether, it is much. */
  static final String MUCH = "much";

  /** The entity that asks why it is so. */
  static final String WHY = "why";

  private Doubted() {}

  /** Whether that was said; then it has been answered. */
  static boolean answers(Dialogue d) {
    if (Stream.of(KEY, MUCH, WHY).allMatch(key -> d.given(key).isEmpty())) {
      return false;
    }
    d.say(Phrase.of("doubt.look"));
    d.offer(List.of(Next.CONTENTS, Next.CONSUMPTION, Next.COMPLAINT, Next.PERSON));
    return true;
  }
}
