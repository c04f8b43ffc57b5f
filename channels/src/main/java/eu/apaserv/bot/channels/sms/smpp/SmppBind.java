package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.http.NoAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the centre, kept: bound again when it breaks, with growing pauses, and slowly where the centre
 * refused, for many lock out who knocks too often. Its own thread waits; the event loop never does.
 */
final class SmppBind {
  private static final Logger LOG = LoggerFactory.getLogger(SmppBind.class);
  private static final int QUEUE = 1000;
  private static final int LEAST_READERS = 8;

  private final SmppSettings settings;
  private final BindType type;
  private final MessageReceiverListener listener;
  private final SmppPatience patience;
  private final Runnable broken;
  private final Semaphore stopped = new Semaphore(0);
  private volatile @Nullable SMPPSession session;
  private volatile Fault fault = new Fault(0, "not bound yet");
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;

  /** Why it is not bound. {@code status} is the centre's, 0 when it did not answer. */
  record Fault(int status, String reason) {
    boolean refused() {
      return status != 0 && SmppStatus.refusesBind(status);
    }
  }

  /** @param broken told when a connection ended */
  SmppBind(SmppSettings settings, BindType type, MessageReceiverListener listener, SmppPatience patience,
      Runnable broken) {
    this.broken = broken;
    this.settings = settings;
    this.type = type;
    this.listener = listener;
    this.patience = patience;
  }

  void start() {
    thread = Thread.ofVirtual().name("smpp-" + type).start(this::keep);
  }

  /** Says good-bye and is gone. */
  void stop() {
    stopping = true;
    stopped.release();
    var bound = session;
    if (bound != null) {
      bound.unbindAndClose();
    }
    var waiting = thread;
    if (waiting != null) {
      try {
        waiting.join(patience.response());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The session to submit by; null while there is none. */
  @Nullable
  SMPPSession session() {
    var bound = session;
    return bound != null && bound.getSessionState().isBound() ? bound : null;
  }

  /** What it means for a message that there is no session: certainly not sent. */
  Delivery whyNot() {
    var why = fault;
    return why.refused()
        ? SmppStatus.delivery(why.status()) instanceof Delivery.Alarm alarm
            ? alarm
            : new Delivery.Alarm(SmppStatus.name(why.status()), "the SMS centre refuses the bind: ask the SMS provider")
        : new Delivery.Retry(patience.reconnect(), "not bound to the SMS centre: " + why.reason());
  }

  Fault fault() {
    return fault;
  }

  /** Binds once, for the operator's doctor; null when it went well. */
  static @Nullable Fault probe(SmppSettings settings, MessageReceiverListener listener, SmppPatience patience) {
    var bind = new SmppBind(settings, BindType.BIND_TX, listener, patience, () -> {});
    var fault = bind.bind(new CountDownLatch(1));
    bind.stop();
    return fault;
  }

  private void keep() {
    int failures = 0;
    while (!stopping) {
      var gone = new CountDownLatch(1);
      var why = bind(gone);
      if (why == null) {
        failures = 0;
        waitFor(gone);
        broken.run();
        fault = new Fault(0, "the connection broke");
        LOG.warn("The connection to the SMS centre ({}) ended{}", type, stopping ? "" : ": it is bound again");
      } else {
        failures++;
        report(why);
        fault = why;
      }
      pause(patience.before(failures, fault.refused()));
    }
  }

  /** Told once, not at every try. */
  private void report(Fault why) {
    if (!why.equals(fault)) {
      if (why.refused()) {
        LOG.error("The SMS centre refuses to bind ({}): {}; somebody must act, it is tried slowly", type, why.reason());
      } else {
        LOG.warn("The SMS centre cannot be reached ({}): {}; it is tried again", type, why.reason());
      }
    }
  }

  /** Null when bound. */
  private @Nullable Fault bind(CountDownLatch gone) {
    var fresh = new SMPPSession(new SynchronizedPDUSender(new DefaultPDUSender()), new SmppFrames(),
        new SmppSocket(settings.tls(), patience.connect()));
    fresh.setTransactionTimer(patience.response().toMillis());
    fresh.setEnquireLinkTimer((int) patience.enquiry().toMillis());
    fresh.setPduProcessorDegree(Math.max(LEAST_READERS, Math.min(settings.window(), 64)));
    fresh.setQueueCapacity(QUEUE);
    fresh.setMessageReceiverListener(listener);
    fresh.addSessionStateListener((now, before, _) -> {
      if (!now.isBound() && before.isBound()) {
        gone.countDown();
      }
    });
    try {
      fresh.connectAndBind(settings.host(), settings.port(),
          new BindParameter(type, settings.systemId(), settings.password(), settings.systemType(),
              TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null, InterfaceVersion.IF_34),
          patience.response().toMillis());
      session = fresh;
      fault = new Fault(0, "bound");
      LOG.info("Bound to the SMS centre as {}", type);
      return null;
    } catch (IOException e) {
      return fault(e);
    }
  }

  private static Fault fault(IOException e) {
    return e.getCause() instanceof NegativeResponseException refused
        ? new Fault(refused.getCommandStatus(), "it answered " + SmppStatus.name(refused.getCommandStatus()))
        : new Fault(0, NoAnswer.why(e));
  }

  private void waitFor(CountDownLatch gone) {
    try {
      if (!stopping) { // else stop() may have looked before there was a session
        gone.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
    var bound = session;
    session = null;
    if (bound != null && stopping) {
      bound.unbindAndClose();
    } else if (bound != null) {
      bound.close();
    }
  }

  private void pause(Duration howLong) {
    try {
      if (!stopping && stopped.tryAcquire(howLong.toMillis(), TimeUnit.MILLISECONDS)) {
        stopping = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }
}
