package eu.apaserv.bot.conversations.ticket;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was filed.
 *
 * @param number its registration number, {@code R-2026-000123}
 * @param topic what exactly; may be empty
 * @param state how far it is
 * @param where the place in words; may be empty
 * @param filedAt when it was filed
 * @param dueOn by when the law wants an answer
 * @param owner the member of staff who works on it, or null
 * @param expectedAt when the dispatcher expects it to be mended, or null
 * @param answer what staff said last, or null
 * @param joined whether the person who asks reported it after somebody else
 */
public record Ticket(long id, String number, TicketKind kind, String topic, TicketState state, String where,
    String body,
    Instant filedAt, LocalDate dueOn, @Nullable String owner, @Nullable Instant expectedAt, @Nullable String answer,
    boolean joined) {}
