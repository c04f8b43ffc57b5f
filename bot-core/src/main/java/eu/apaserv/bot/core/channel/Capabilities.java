package eu.apaserv.bot.core.channel;

/**
 * What a channel can show; rendering asks this and never the channel's name.
 *
 * @param maxChoices how many choices fit in one message
 * @param tappable choices are tapped; otherwise they are numbered lines answered by number
 * @param documents files can be sent; otherwise a short-lived link goes out
 * @param brief every character costs: the short variants of texts are used
 * @param pictures files of type {@code image/…} are shown in the conversation
 * @param links an address is a button; otherwise it stands in the text
 * @param converses people can write back; otherwise nothing is asked of them and no click of theirs is answered
 */
public record Capabilities(int maxChoices, boolean tappable, boolean documents, boolean brief, boolean pictures,
    boolean links, boolean converses) {

  /** What is only written to. */
  public static Capabilities oneWay(int maxChoices) {
    return new Capabilities(maxChoices, false, false, false, false, false, false);
  }

  /** A channel that people write back by. */
  public Capabilities(int maxChoices, boolean tappable, boolean documents, boolean brief, boolean pictures,
      boolean links) {
    this(maxChoices, tappable, documents, brief, pictures, links, true);
  }

  /** A channel that carries files shows pictures, and one with buttons has them for addresses too. */
  public Capabilities(int maxChoices, boolean tappable, boolean documents, boolean brief) {
    this(maxChoices, tappable, documents, brief, documents, tappable);
  }
}
