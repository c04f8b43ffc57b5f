package eu.apaserv.bot.conversations.account;

import java.time.Instant;
import java.util.UUID;

/** A conversation's right to act for a client code. */
public record AccountLink(UUID conversation, String clientCode, String role, Instant since) {}
