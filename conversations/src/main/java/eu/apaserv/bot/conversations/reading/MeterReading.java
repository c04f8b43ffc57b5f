package eu.apaserv.bot.conversations.reading;

import java.time.LocalDate;

/**
 * A value a meter showed, or was said to.
 *
 * @param value whole m³
 */
public record MeterReading(int value, LocalDate readOn, ReadingSource source) {}
