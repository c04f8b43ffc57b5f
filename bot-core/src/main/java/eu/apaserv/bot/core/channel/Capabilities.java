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
 */
public record Capabilities(int maxChoices, boolean tappable, boolean documents, boolean brief, boolean pictures,
    boolean links) {

  /** A channel that carries files shows pictures, and one with buttons has them for addresses too. */
  public Capabilities(int maxChoices, boolean tappable, boolean documents, boolean brief) {
    this(maxChoices, tappable, documents, brief, documents, tappable);
  }
}
