package eu.apaserv.bot.conversations.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money received, or on its way.
 *
 * @param invoiceNumber what it was paid for; null for a payment on account
 * @param bookedOn null until billing has booked it
 * @param amount in lei
 * @param method as billing names it: card, cash, bank_transfer
 */
public record Payment(String paymentId, String clientCode, @Nullable String invoiceNumber, LocalDate paidOn,
    @Nullable LocalDate bookedOn, BigDecimal amount, String method, PaymentStatus status) {}
