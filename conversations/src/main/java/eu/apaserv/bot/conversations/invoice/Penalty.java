package eu.apaserv.bot.conversations.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A late-payment penalty billing has charged.
 *
 * @param invoiceNumber for whose delay, or null
 * @param amount lei, outside VAT
 */
public record Penalty(String clientCode, @Nullable String invoiceNumber, BigDecimal amount, LocalDate computedOn) {}
