package eu.apaserv.bot.conversations.office;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** A part of a day in which an office is open, its end not included. */
public record Span(LocalTime from, LocalTime to) {
  private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("H:mm");

  public Span {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("An office opens before it closes: " + from + "-" + to);
    }
  }

  boolean holds(LocalTime time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** {@code 8:00–16:30}. */
  @Override
  public String toString() {
    return SHOWN.format(from) + "–" + SHOWN.format(to);
  }
}
