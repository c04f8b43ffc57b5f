package eu.apaserv.bot.core.message;

/** One thing a provider tells us: somebody wrote, or something we sent got somewhere. */
public sealed interface Event permits Inbound, Receipt {}
