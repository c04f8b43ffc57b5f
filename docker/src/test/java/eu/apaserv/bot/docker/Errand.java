package eu.apaserv.bot.docker;

/** What somebody does in several stages while bots are replaced: one stage at each moment. */
interface Errand {

  /** Waits for what the stage before was to bring. */
  void arrive();

  /** Begins the next stage, and does not wait for what it brings; false where none is left. */
  boolean go();
}
