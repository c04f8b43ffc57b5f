package eu.apaserv.bot.core.dialogue;

/** The intents that mend a conversation instead of moving it on; the understanding names them, the engine acts. */
final class Repair {
  static final String CANCEL = "cancel";
  static final String HELP = "help";
  static final String LANGUAGE = "change_language";
  static final String PERSON = "human_agent";
  static final String YES = "yes";
  static final String NO = "no";

  /** Below this an intent is a guess that must not interrupt an open question. */
  static final double SURE = 0.6;

  private Repair() {}

  /** Words that mean the same at every question, also at one that takes any text. */
  static boolean isRepair(Said said) {
    return said.confidence() >= 0.9 && switch (said.intent()) {
      case CANCEL, HELP, LANGUAGE, PERSON -> true;
      default -> false;
    };
  }
}
