package eu.apaserv.bot.conversations.outage;

/** What people notice. */
public enum OutageEffect {
  NO_WATER, LOW_PRESSURE, DISCOLOURED, NO_SEWERAGE
}
