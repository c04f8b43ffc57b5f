package eu.apaserv.bot.conversations;

/**
 * A link that opens our chat on a telephone, to be printed as a code.
 *
 * @param bot the public name of our bot at Telegram, without @
 */
public record ChatLink(String bot) {
  /** What the payload of {@code /start} begins with when a client code follows; the understanding reads it. */
  private static final String ACCOUNT = "cont_";

  public ChatLink {
    if (!bot.matches("[A-Za-z][A-Za-z0-9_]{3,31}")) {
      throw new IllegalArgumentException("A bot's name has 4 to 32 letters, digits and _");
    }
  }

  /** Opens the chat with the client code said already. Whoever opens it has proven nothing: the usual proof follows. */
  public String account(String clientCode) {
    return "https://t.me/" + bot + "?start=" + ACCOUNT + clientCode;
  }
}
