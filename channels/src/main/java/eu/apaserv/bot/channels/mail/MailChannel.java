package eu.apaserv.bot.channels.mail;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** E-mail by SMTP submission (channels reference 4): text and HTML under a subject that says
 * nothing about the person. Notices can be unsubscribed from by one click; what comes back undelivered marks the address. */
public final class MailChannel implements Channel {
  public static final String NAME = "mail";

  private static final Capabilities CAPABILITIES = Capabilities.oneWay(9);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  /** More connections of one sender make a mail server suspicious. */
  private static final int MOST_AT_ONCE = 10;
  private static final Duration EVERY_BOUNCE = Duration.ofMinutes(1);
  private static final int CONNECT_MILLIS = 5_000;

  private final MailSettings settings;
  private final Clock clock;
  private final Vertx vertx;
  private final Semaphore connections = new Semaphore(MOST_AT_ONCE);
  private final Duration patience;
  private volatile Exchanges exchanges = Exchanges.NONE;
  private volatile @Nullable MailLinks links;
  private volatile @Nullable BounceBox bounces;

  public MailChannel(Vertx vertx, MailSettings settings, Clock clock) {
    this(vertx, settings, clock, PATIENCE);
  }

  /** @param patience how long the whole dialogue with the server may take */
  public MailChannel(Vertx vertx, MailSettings settings, Clock clock, Duration patience) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public List<Webhook> webhooks() {
    return new MailWebhooks(NAME, () -> links, clock).list();
  }

  /**
   * From now on notices can be unsubscribed from by one click, and bounces are known again.
   *
   * @param made with the program's own key
   */
  public void links(MailLinks made) {
    links = made;
  }

  @Override
  public void report(Exchanges to) {
    exchanges = to;
  }

  @Override
  public Future<Void> open(Intake intake) {
    var known = links;
    if (settings.bounces() != null && known != null) {
      var box = new BounceBox(settings.bounces(), known, this::name, clock, EVERY_BOUNCE);
      bounces = box;
      box.start(intake);
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> quiet() {
    var box = bounces;
    if (box != null) {
      box.stop();
    }
    return Future.succeededFuture();
  }

  @Override
  public Delivery send(Outbound message, Supplier<OwnFile> file) {
    var body = MailBody.of(message.content().plain());
    if (body.isEmpty() || body.get().text().isBlank()) {
      return new Delivery.Refused("content", "mail carries text and choices only: send a link in place of a file");
    }
    return MailAddress.read(message.to().id()).map(to -> submit(message, to, body.get()))
        .orElseGet(() -> new Delivery.Refused("address", "not an e-mail address"));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  @Override
  public List<String> check() {
    var findings = new ArrayList<String>();
    new MailProbe(settings, patience).problem().ifPresent(findings::add);
    var problem = settings.bounces() == null ? null : BounceBox.probe(settings.bounces());
    if (problem != null) {
      findings.add("The mailbox of bounces cannot be read (" + problem + "): check SMTP_BOUNCES_URL");
    }
    return findings;
  }

  private Delivery submit(Outbound message, MailAddress to, MailBody body) {
    var messageId = name(message.id());
    connections.acquireUninterruptibly();
    long begun = System.nanoTime();
    Delivery outcome;
    try {
      outcome = submit(mail(message, to, body), messageId);
    } finally {
      connections.release();
    }
    exchanges.keep(new Exchange(message.id(), "submit " + messageId, 0, outcome.toString(),
        Duration.ofNanos(System.nanoTime() - begun)));
    return outcome;
  }

  /** A client for each mail: where a connection breaks after the text, the library never gives back its place in the pool. */
  private Delivery submit(MailMessage mail, String messageId) {
    var client = MailClient.create(vertx, config());
    return client.sendMail(mail).timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .map(sent -> (Delivery) new Delivery.Accepted(messageId)).otherwise(MailOutcome::of)
        .eventually(() -> client.close().otherwiseEmpty()) // a goodbye on a connection that is gone is no failure
        .toCompletionStage().toCompletableFuture().join();
  }

  private MailMessage mail(Outbound message, MailAddress to, MailBody body) {
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    var headers = MultiMap.caseInsensitiveMultiMap().set("Message-ID", name(message.id())).set("Date", date)
        .set("Auto-Submitted", "auto-generated");
    var known = links;
    if (known != null && message.content() instanceof Content.Notice) {
      headers.set("List-Unsubscribe", "<" + known.unsubscribe(message.id(), to) + ">")
          .set("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    var mail = new MailMessage().setFrom(settings.from().text()).setTo(to.text()).setSubject(settings.subject())
        .setText(body.text()).setHtml(body.html()).setHeaders(headers);
    return known == null || settings.bounces() == null
        ? mail
        : mail.setBounceAddress(settings.bounces().tagged(known.tag(message.id(), to)));
  }

  /** The same for every try of one message, so that a mail that came twice is seen to be one. */
  private String name(long id) {
    return "<bot-" + id + "@" + settings.from().domain() + ">";
  }

  /** A connection for each mail: a kept one that had died unseen would leave the outcome unknown. */
  private MailConfig config() {
    var config = new MailConfig(settings.host(), settings.port());
    config.setSsl(settings.tls() == MailSettings.Tls.FROM_THE_START);
    config.setStarttls(
        settings.tls() == MailSettings.Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED);
    config.setLogin(settings.user() == null ? LoginOption.NONE : LoginOption.REQUIRED);
    if (settings.user() != null && settings.password() != null) {
      config.setUsername(settings.user()).setPassword(settings.password());
    }
    config.setKeepAlive(false).setConnectTimeout(CONNECT_MILLIS);
    config.setIdleTimeout((int) Math.max(1, patience.toSeconds()));
    return config.setOwnHostname(settings.from().domain());
  }
}
