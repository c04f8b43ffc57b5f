package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.channels.sms.Sms;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.message.Outbound;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;

/** Submits texts, part by part, within the window and the rate, and says what happened. */
final class SmppSubmits {
  private static final byte WITH_HEADER = 0x40;
  private static final byte FINAL_RECEIPT = 1;
  private static final Duration LONGEST_LIFE = Duration.ofDays(2);

  private final SmppSettings settings;
  private final SmppBind bind;
  private final SmppPace pace;
  private final SmppIds ids;
  private final SmppParts parts;
  private final SmppPatience patience;
  private final Clock clock;
  private volatile Exchanges exchanges = Exchanges.NONE;

  SmppSubmits(SmppSettings settings, SmppBind bind, SmppIds ids, SmppParts parts, SmppPatience patience, Clock clock) {
    this.settings = settings;
    this.bind = bind;
    this.pace = new SmppPace(settings.window(), settings.rate());
    this.ids = ids;
    this.parts = parts;
    this.patience = patience;
    this.clock = clock;
  }

  /** Submits what the centre does not have yet of this message: a try that was interrupted between two parts goes on there. */
  Delivery submit(Outbound message, Sms sms) {
    var all = SmppPart.of(sms.text(), message.id(), settings.longTexts(), settings.alphabet());
    int done = Math.min(message.done(), all.size() - 1);
    var names = parts.begun(message.id(), done);
    for (var part : all.subList(done, all.size())) {
      var one = submit(message, SmppAddress.international(sms.to()), part);
      if (!(one instanceof Delivery.Accepted(String name, var _))) {
        parts.interrupted(message.id(), names);
        return done == 0 ? one : new Delivery.Partly(done, one);
      }
      done++;
      parts.through(name, names, all.size());
      names.add(name);
    }
    parts.done(message.id());
    return new Delivery.Accepted(names.getFirst(), all.size());
  }

  private Delivery submit(Outbound message, SmppAddress to, SmppPart part) {
    try {
      if (pace.turn(patience.turn()) instanceof SmppPace.Turn.Later(Duration after)) {
        return new Delivery.Retry(after, "the SMS centre's window is full");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery.Retry(patience.reconnect(), "stopping");
    }
    try {
      var session = bind.session();
      return session == null ? bind.whyNot() : told(session, message, to, part);
    } finally {
      pace.back();
    }
  }

  /** Without the words: whoever looks into a message finds them beside it. */
  private Delivery told(SMPPSession session, Outbound message, SmppAddress to, SmppPart part) {
    long begun = System.nanoTime();
    var outcome = submit(session, message, to, part);
    exchanges.keep(new Exchange(message.id(),
        "submit_sm to " + to.digits() + ", coding " + part.coding() + ", " + part.octets().length + " octets", 0,
        outcome.toString(), Duration.ofNanos(System.nanoTime() - begun)));
    return outcome;
  }

  /** From now on submits are told there. */
  void report(Exchanges to) {
    exchanges = to;
  }

  private Delivery submit(SMPPSession session, Outbound message, SmppAddress to, SmppPart part) {
    var from = settings.from();
    try {
      var result = session.submitShortMessage("", from.type(), from.plan(), from.digits(), to.type(), to.plan(),
          to.digits(), new ESMClass(part.header() ? WITH_HEADER : 0), (byte) 0, (byte) 0, null,
          validity(message.expiresAt()),
          new RegisteredDelivery(FINAL_RECEIPT), (byte) 0, new RawDataCoding(part.coding()), (byte) 0, part.octets(),
          part.extras().toArray(OptionalParameter[]::new));
      pace.well();
      return new Delivery.Accepted(name(message.id(), result.getMessageId()));
    } catch (NegativeResponseException e) {
      return refused(e.getCommandStatus());
    } catch (ResponseTimeoutException e) {
      return new Delivery.Unknown("no answer of the SMS centre in time");
    } catch (InvalidResponseException e) {
      return new Delivery.Unknown("the SMS centre's answer cannot be read");
    } catch (PDUException e) {
      return new Delivery.Refused("pdu", "a defect: the library would not write it: " + e.getClass().getSimpleName());
    } catch (IOException e) {
      return lost(e);
    }
  }

  private Delivery refused(int status) {
    var delivery = SmppStatus.delivery(status);
    if (!SmppStatus.slows(status)) {
      return delivery;
    }
    return new Delivery.Retry(pace.slower(), SmppStatus.name(status) + " the SMS centre asks to slow down");
  }

  /** The library checks the session's state first and says so; anything later may have been written. */
  private Delivery lost(IOException e) {
    return String.valueOf(e.getMessage()).startsWith("Cannot ")
        ? new Delivery.Retry(patience.reconnect(), "not bound to the SMS centre any more")
        : new Delivery.Unknown("the connection to the SMS centre broke");
  }

  /** A centre that gives no name leaves us without receipts, not without the message. */
  private String name(long id, @Nullable String given) {
    return given == null || given.isBlank() ? SmppIds.PREFIX + "ours-" + id : ids.submitted(given);
  }

  /** A relative time: {@code YYMMDDhhmmsstnnR}, minutes at least, for clocks differ (SMPP 3.4, 7.1.1). */
  private @Nullable String validity(@Nullable Instant expiresAt) {
    if (expiresAt == null) {
      return null;
    }
    var left = Duration.between(clock.instant(), expiresAt);
    var life = left.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : left;
    var whole = life.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : life;
    return String.format(Locale.ROOT, "0000%02d%02d%02d%02d000R", whole.toDays(), whole.toHoursPart(),
        whole.toMinutesPart(), whole.toSecondsPart());
  }
}
