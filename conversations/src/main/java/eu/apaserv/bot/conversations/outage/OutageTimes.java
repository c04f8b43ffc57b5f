package eu.apaserv.bot.conversations.outage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether times can be meant: a browser takes the year 0026 and an end of yesterday without a word. */
final class OutageTimes {
  /** Nobody announces so far ahead, or what was so long ago. */
  private static final Duration FARTHEST = Duration.ofDays(366);

  private OutageTimes() {}

  /**
   * What keeps them from being told. Only those that are new count: what lasts for years can still be written about.
   *
   * @param before what is public; null: nothing yet
   */
  static Optional<Outcome.Reason> flaw(@Nullable OutageNotice before, OutageNotice next, Instant now) {
    var known = before == null ? Set.<Instant>of() : all(before);
    var fresh = all(next).stream().filter(at -> !known.contains(at)).collect(Collectors.toSet());
    if (fresh.stream().anyMatch(at -> Duration.between(now, at).abs().compareTo(FARTHEST) > 0)) {
      return Optional.of(Outcome.Reason.FAR);
    }
    return Optional.ofNullable(next.endsAt()).filter(end -> fresh.contains(end) && !end.isAfter(now))
        .map(_ -> Outcome.Reason.PAST);
  }

  private static Set<Instant> all(OutageNotice notice) {
    return Stream.of(Optional.of(notice.startsAt()), Optional.ofNullable(notice.worksEndAt()),
        Optional.ofNullable(notice.normalAt())).flatMap(Optional::stream).collect(Collectors.toSet());
  }
}
