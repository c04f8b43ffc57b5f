package eu.apaserv.bot.core.channel;

/**
 * What a channel can show; rendering asks this and never the channel's name.
 *
 * @param maxChoices how many choices fit in one message
 * @param tappable choices are tapped; otherwise they are numbered lines answered by number
 * @param documents files can be sent; otherwise a short-lived link goes out
 * @param brief every character costs: the short variants of texts are used
 */
public record Capabilities(int maxChoices, boolean tappable, boolean documents, boolean brief) {}
