package eu.apaserv.bot.docker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Noon of a day at the utility, until it is moved. */
final class Noon extends Clock {
  static final ZoneId ZONE = ZoneId.of("Europe/Bucharest");

  private volatile Instant now;

  Noon(LocalDate day) {
    now = day.atTime(12, 0).atZone(ZONE).toInstant();
  }

  void forward(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
