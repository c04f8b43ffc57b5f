package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business.OneTimeCodes;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands against sending a one-time code, read off {@link CodeStatements#ISSUE_STATE}. */
final class CodeRefusal {
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofDays(1);

  private CodeRefusal() {}

  /**
   * What stands against another code, or the code this key got before; null when one may be sent.
   *
   * @param own it would go to the very number that asks: what others asked for does not count
   */
  static @Nullable CodeIssue of(Row row, CodeRequest wanted, boolean own, OneTimeCodes limits, Instant now) {
    if (row.getUUID("id") != null) {
      return new CodeIssue.Sent(row.getUUID("id"), row.getString("destination"), instant(row, "expires_at"));
    }
    var locked = lockedUntil(row, own, limits.lockFor());
    if (locked != null && locked.isAfter(now)) {
      return new CodeIssue.Locked(locked);
    }
    var ofOthers = own
        ? Stream.<Optional<Instant>>of()
        : Stream.of(full(row, "of_code", limits.perHour(), HOUR), full(row, "today_of_code", limits.perDay(), DAY));
    var full = Stream.concat(ofOthers, Stream.of(full(row, "of_conversation", limits.perHour(), HOUR),
        full(row, "today_of_conversation", limits.perDay(), DAY))).flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
    if (full.isPresent()) {
      return new CodeIssue.TooMany(full.get());
    }
    if (row.getOffsetDateTime("last") != null && instant(row, "last").plus(limits.resendAfter()).isAfter(now)) {
      return new CodeIssue.TooSoon(instant(row, "last").plus(limits.resendAfter()), last(row, wanted, limits, now));
    }
    return null;
  }

  /**
   * Until when the client code is locked for who asks, which may be over; null when it never was. Their own number is locked by
   * their own guesses, and by who is on file, never by the guesses of strangers.
   */
  static @Nullable Instant lockedUntil(Row row, boolean own, Duration lockFor) {
    var all = row.getOffsetDateTime("until");
    if (!own) {
      return all == null ? null : all.toInstant();
    }
    var mine = row.getOffsetDateTime("own_locked");
    return Stream.of(Optional.ofNullable(all).filter(_ -> !row.getBoolean("guessed")).map(OffsetDateTime::toInstant),
        Optional.ofNullable(mine).map(at -> at.toInstant().plus(lockFor)))
        .flatMap(Optional::stream).max(Comparator.naturalOrder()).orElse(null);
  }

  /** When the first of as many codes as there may be {@code within} that time no longer counts; empty while there are fewer. */
  private static Optional<Instant> full(Row row, String count, int most, Duration within) {
    return row.getLong(count) >= most ? Optional.of(instant(row, "first_" + count).plus(within)) : Optional.empty();
  }

  /** The code this chat got last for the client code; null where it is for something else or may not be tried any more. */
  private static CodeIssue.@Nullable Sent last(Row row, CodeRequest wanted, OneTimeCodes limits, Instant now) {
    boolean good = row.getString("last_purpose").equals(wanted.purpose().code()) && row.getValue("last_used") == null
        && row.getInteger("last_tries") < limits.tries() && instant(row, "last_expires").isAfter(now);
    return good
        ? new CodeIssue.Sent(row.getUUID("last_id"), row.getString("last_destination"), instant(row, "last_expires"))
        : null;
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
