package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.channels.sms.Sms;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jsmpp.bean.BindType;

/** SMS through an SMS centre by SMPP 3.4: kept connections, receipts and customers' texts over the same ones. */
public final class SmppChannel implements Channel {
  public static final String NAME = "sms";

  private final Vertx vertx;
  private final SmppSettings settings;
  private final SmppPatience patience;
  private final SmppInbox inbox;
  private final List<SmppBind> binds = new ArrayList<>();
  private final SmppSubmits submits;
  /** Its timer; the first one of Vert.x is 0. */
  private volatile long beat = -1;

  public SmppChannel(Vertx vertx, SmppSettings settings, Clock clock) {
    this(vertx, settings, clock, SmppPatience.USUAL);
  }

  public SmppChannel(Vertx vertx, SmppSettings settings, Clock clock, SmppPatience patience) {
    this.vertx = vertx;
    this.settings = settings;
    this.patience = patience;
    var ids = new SmppIds(settings.ids());
    var parts = new SmppParts();
    this.inbox = new SmppInbox(NAME, settings, ids, parts, clock, patience.response());
    boolean pair = settings.binds() == SmppSettings.Binds.PAIR;
    var sending = new SmppBind(settings, pair ? BindType.BIND_TX : BindType.BIND_TRX, inbox, patience, inbox::broken);
    binds.add(sending);
    if (pair) {
      binds.add(new SmppBind(settings, BindType.BIND_RX, inbox, patience, inbox::broken));
    }
    this.submits = new SmppSubmits(settings, sending, ids, parts, patience, clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Sms.CAPABILITIES;
  }

  /** By messages: what is cut into parts is held back further where it is submitted. */
  @Override
  public Pace pace() {
    return new Pace(settings.rate(), Double.POSITIVE_INFINITY);
  }

  @Override
  public void report(Exchanges to) {
    submits.report(to);
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of();
  }

  @Override
  public Delivery send(Outbound message, Supplier<OwnFile> file) {
    return Sms.send(message, settings.letters(), "address", sms -> submits.submit(message, sms));
  }

  @Override
  public int parts(String template, String text) {
    return settings.parts(template, text);
  }

  @Override
  public boolean plain(String template, String text) {
    return settings.letters().plain(template, text);
  }

  @Override
  public Future<Void> open(Intake intake) {
    inbox.to(intake);
    inbox.beat();
    beat = vertx.setPeriodic(SmppPauses.BEAT.toMillis(), _ -> inbox.beat());
    binds.forEach(SmppBind::start);
    return Future.succeededFuture();
  }

  /** Deliveries are put off with a temporary error from now on: the centre repeats them to whoever binds next. */
  @Override
  public Future<Void> quiet() {
    inbox.to(null);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close() {
    return vertx.executeBlocking(() -> {
      binds.forEach(SmppBind::stop);
      vertx.cancelTimer(beat);
      inbox.settle();
      return true;
    }, false).mapEmpty();
  }

  /** Binds once to send, which costs nothing; "already bound" means that the assistant itself is. */
  @Override
  public List<String> check() {
    var findings = new ArrayList<String>();
    var fault = SmppBind.probe(settings, inbox, patience);
    if (fault != null && fault.status() != 0x05) {
      findings.add(fault.refused()
          ? "The SMS centre refuses to bind, " + fault.reason() + ": check SMPP_URL with the SMS provider"
          : "The SMS centre is not reachable (" + fault.reason() + "): check SMPP_URL and the network");
    }
    if (!settings.from().answerable()) {
      findings.add("SMPP_FROM is a sender name: customers cannot answer it; use a number to chat");
    }
    return findings;
  }
}
