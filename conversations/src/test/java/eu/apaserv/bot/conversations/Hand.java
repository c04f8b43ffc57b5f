package eu.apaserv.bot.conversations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when it is moved. */
public final class Hand extends Clock {
  private volatile Instant now;

  public Hand(String instant) {
    this.now = Instant.parse(instant);
  }

  public void forward(Duration by) {
    now = now.plus(by);
  }

  public void set(String instant) {
    now = Instant.parse(instant);
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
