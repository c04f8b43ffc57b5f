package eu.apaserv.bot.channels.simulator;

/** What may go wrong all the time, each with a share of its own: {@link Faults#set}. */
public enum FaultSwitch {
  /** A webhook is delivered twice. */
  DUPLICATE(false),
  /** A webhook overtakes, or is overtaken by, its neighbours. */
  REORDER(false),
  /** A webhook comes late. */
  DELAY(false),
  /** A webhook is lost on its way and repeated, as providers do. */
  DROP(false),
  /** A send is refused: too many. Nothing is done. */
  TOO_MANY(true),
  /** A send is answered with an error of the server. Nothing is done. */
  SERVER_ERROR(true),
  /** A send is done and answered when nobody waits any more. */
  TIMEOUT(true),
  /** A send is done and answered with something unreadable. */
  GARBAGE(true),
  /** A send is done and its answer trickles. */
  SLOW(true),
  /** The connection of a send is reset. Nothing is done, and the bot cannot know. */
  RESET(true);

  private final boolean sends;

  FaultSwitch(boolean sends) {
    this.sends = sends;
  }

  /** Whether it is met by what the bot sends; otherwise by what the provider posts. */
  public boolean meetsSends() {
    return sends;
  }
}
