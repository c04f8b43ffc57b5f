package eu.apaserv.bot.core.message;

/** One thing a provider tells us: of a person, of a message of ours, of how it stands with something of ours. */
public sealed interface Event permits Inbound, Receipt, Moved, Reachable, Standing {}
