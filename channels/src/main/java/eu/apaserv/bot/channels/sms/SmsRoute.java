package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Outbound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way to send, passed by for a while after it failed several times on end or asked for an operator. Thread-safe.
 */
final class SmsRoute {
  private static final Logger LOG = LoggerFactory.getLogger(SmsRoute.class);
  private static final int FAILURES = 3;
  private static final Duration REST = Duration.ofSeconds(30);
  private static final Duration AFTER_ALARM = Duration.ofMinutes(5);

  private final String name;
  private final Channel channel;
  private final Clock clock;
  private int failures;
  private Instant openUntil = Instant.MIN;

  SmsRoute(String name, Channel channel, Clock clock) {
    this.name = name;
    this.channel = channel;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  Channel channel() {
    return channel;
  }

  Delivery send(Outbound message, Supplier<OwnFile> file) {
    var outcome = channel.send(message, file);
    learn(outcome);
    return outcome;
  }

  /** Messages go this way now. */
  synchronized boolean isClosed() {
    return !clock.instant().isBefore(openUntil);
  }

  /** What the provider said about one message is no fault of the way; that it could not be asked is. */
  private synchronized void learn(Delivery outcome) {
    switch (outcome) {
      case Delivery.Accepted _,Delivery.Refused _,Delivery.OptedOut _ -> {
        failures = 0;
        openUntil = Instant.MIN;
      }
      case Delivery.Alarm(String code, String reason) -> open(AFTER_ALARM, code + " " + reason);
      case Delivery.Retry(Duration _, String reason, var _) -> failed(reason);
      case Delivery.Unknown(String reason) -> failed(reason);
      case Delivery.Partly(int _, Delivery next) -> learn(next);
    }
  }

  private void failed(String reason) {
    failures++;
    if (failures >= FAILURES) {
      open(REST, reason);
    }
  }

  private void open(Duration rest, String reason) {
    if (!clock.instant().isBefore(openUntil)) {
      LOG.error("SMS no longer go by {} for {} s, but by the next way: {}", name, rest.toSeconds(), reason);
    }
    openUntil = clock.instant().plus(rest);
  }
}
