package eu.apaserv.bot.conversations.office;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One place where customers are received.
 *
 * @param locality in its official spelling
 * @param address street and number
 * @param closed days on which it is closed beside public holidays
 */
public record Office(String locality, String address, WeekHours hours, Set<LocalDate> closed) {
  /** An office that is closed so long has no next opening worth telling. */
  private static final int FAR = 60;

  public Office {
    closed = Set.copyOf(closed);
  }

  /** When it is open on a day; empty: closed. */
  public List<Span> on(LocalDate day) {
    return Holidays.isHoliday(day) || closed.contains(day) ? List.of() : hours.on(day.getDayOfWeek());
  }

  public boolean isOpen(LocalDateTime at) {
    return until(at).isPresent();
  }

  /** When the span that holds now ends; empty when it is closed. */
  public Optional<LocalDateTime> until(LocalDateTime at) {
    return on(at.toLocalDate()).stream().filter(span -> span.holds(at.toLocalTime())).findFirst()
        .map(span -> at.toLocalDate().atTime(span.to()));
  }

  /** The first moment after this one at which it opens; empty when that is far away. */
  public Optional<LocalDateTime> nextOpening(LocalDateTime at) {
    for (int ahead = 0; ahead < FAR; ahead++) {
      var day = at.toLocalDate().plusDays(ahead);
      for (var span : on(day)) {
        if (day.atTime(span.from()).isAfter(at)) {
          return Optional.of(day.atTime(span.from()));
        }
      }
    }
    return Optional.empty();
  }

  /** When it has been open for so long since that moment; where it does not open for long, when that is known. */
  public LocalDateTime after(LocalDateTime since, Duration open) {
    var left = open;
    for (int ahead = 0; ahead < FAR; ahead++) {
      var day = since.toLocalDate().plusDays(ahead);
      for (var span : on(day)) {
        var from = Stream.of(since, day.atTime(span.from())).max(Comparator.naturalOrder()).orElseThrow();
        var here = Duration.between(from, day.atTime(span.to()));
        if (left.compareTo(here) <= 0) {
          return from.plus(left);
        }
        left = here.isNegative() ? left : left.minus(here);
      }
    }
    return since.plusDays(FAR);
  }

  /** Street, number and locality. */
  public String place() {
    return address + ", " + locality;
  }
}
