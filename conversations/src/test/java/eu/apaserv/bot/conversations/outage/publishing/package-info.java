@org.jspecify.annotations.NullMarked
package eu.apaserv.bot.conversations.outage.publishing;
