package eu.apaserv.bot.conversations.reading;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A value a customer sent, as it was recorded.
 *
 * @param reference what the customer is told, for example {@code A7K2}
 * @param serial the meter's; null when it is not known (sent from a chat that is not linked)
 * @param previous m³ of the reading before; null where it may not be told
 * @param value m³ sent
 * @param consumption m³ since then; null unless the value was accepted
 * @param correctableUntil the last day on which it may be corrected; null if it cannot be
 * @param corrected it took the place of an earlier one of the same window
 * @param note why it was not simply accepted, in one word: {@code out_of_window}, {@code below_previous},
 *   {@code unusually_high}, {@code too_many_digits}, {@code meter_replaced}, {@code read_by_reader}, {@code not_linked},
 *   {@code unlinked}; for accepted ones {@code rollover}, {@code zero}, {@code remote}, {@code unverified}, {@code replaced},
 *   {@code confirmed_high} or null
 */
public record Submission(String reference, @Nullable String serial, @Nullable Integer previous, int value,
    @Nullable Integer consumption, @Nullable LocalDate correctableUntil, boolean corrected, SubmissionStatus status,
    @Nullable String note, Instant submittedAt) {}
