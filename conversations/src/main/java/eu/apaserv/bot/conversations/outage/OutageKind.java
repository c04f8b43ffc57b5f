package eu.apaserv.bot.conversations.outage;

/** Why there is an interruption. */
public enum OutageKind {
  FAULT, PLANNED
}
