package eu.apaserv.bot.channels.sms.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How a gateway writes times.
 *
 * @param format {@code iso}, {@code unix} (seconds), or a pattern of {@link DateTimeFormatter}
 * @param zone of times without one
 */
record GatewayTimes(String format, ZoneId zone) {
  /** A time outside of these is a mistake or malice, and years beyond 294,276 cannot be kept at all. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  /** @throws IllegalArgumentException when the pattern is none */
  static GatewayTimes of(String format, ZoneId zone) {
    if (!format.equals("iso") && !format.equals("unix")) {
      try {
        Objects.requireNonNull(DateTimeFormatter.ofPattern(format, Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("is iso, unix, or a pattern like yyyy-MM-dd HH:mm:ss", e);
      }
    }
    return new GatewayTimes(format, zone);
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is no time zone: write it like Europe/Bucharest or UTC", e);
    }
  }

  /** Empty for what is no time of ours: it orders nothing, and loses no message. */
  Optional<Instant> read(String text) {
    return instant(text).filter(at -> at.isAfter(FIRST) && at.isBefore(LAST));
  }

  private Optional<Instant> instant(String text) {
    try {
      return Optional.of(switch (format) {
        case "unix" -> Instant.ofEpochSecond(Long.parseLong(text.strip()));
        case "iso" -> text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text.strip().replace(' ', 'T')).atZone(zone).toInstant();
        default -> LocalDateTime.parse(text.strip(), DateTimeFormatter.ofPattern(format, Locale.ROOT)).atZone(zone)
            .toInstant();
      });
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
