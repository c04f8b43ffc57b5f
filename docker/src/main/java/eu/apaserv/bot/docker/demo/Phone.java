package eu.apaserv.bot.docker.demo;

import eu.apaserv.bot.channels.simulator.Provider;

/**
 * One of the phones on the demo page.
 *
 * @param name the channel's name
 * @param provider who carries its messages
 * @param person whose phone it is, as the provider names people
 */
record Phone(String name, Provider provider, String person) {}
