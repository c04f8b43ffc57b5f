package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.edge.Download;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.channel.SentFiles;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Standing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WhatsApp by Meta's Cloud API (developer documentation, WhatsApp Business Platform). */
public final class WhatsAppChannel implements Channel {
  static final String NAME = "whatsapp";
  private static final Logger LOG = LoggerFactory.getLogger(WhatsAppChannel.class);
  private static final String PATH = "/webhooks/whatsapp";
  private static final Capabilities CAPABILITIES = new Capabilities(10, true, true, false);
  /** To one person one in six seconds, of which a burst is lent. */
  private static final double ONE_PERSON_PER_SECOND = 1.0 / 6;
  private static final int ONE_PERSON_AT_ONCE = 45;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final WhatsAppSettings settings;
  private final TemplateBook book;
  private final WhatsAppWebhook webhook;
  private final GraphApi api;
  private final MessagePost post;
  private final TemplateSync templates;
  private final Download download;
  private final MediaFile mediaFile;
  private volatile @Nullable Intake intake;

  /** @param book what may be said to people who have not written for a day */
  public WhatsAppChannel(Vertx vertx, WhatsAppSettings settings, TemplateBook book, Clock clock) {
    this(vertx, settings, book, clock, PATIENCE);
  }

  /** @param patience how long an answer of the API is waited for */
  public WhatsAppChannel(Vertx vertx, WhatsAppSettings settings, TemplateBook book, Clock clock, Duration patience) {
    this.settings = settings;
    this.book = book;
    this.webhook = new WhatsAppWebhook(settings, clock);
    this.api = new GraphApi(vertx, settings, patience);
    this.post = new MessagePost(settings, api, book, clock, this::tell);
    this.templates = new TemplateSync(api, settings.businessAccountId(), book, clock);
    this.download = new Download(vertx, patience);
    this.mediaFile = new MediaFile(api, download, settings);
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
  public Pace pace() {
    return new Pace(settings.perSecond(), ONE_PERSON_PER_SECOND, ONE_PERSON_AT_ONCE);
  }

  @Override
  public Opening opening() {
    return book.opening();
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of(new Webhook("GET", PATH, webhook::handshake), new Webhook("POST", PATH, webhook::receive));
  }

  @Override
  public Delivery send(Outbound message, Supplier<OwnFile> file) {
    return post.send(message, file);
  }

  @Override
  public Fetched fetch(Content.Media media, Inlet inlet) {
    return mediaFile.fetch(media.providerId(), inlet);
  }

  /** Two blue ticks and "typing…", for at most 25 seconds. */
  @Override
  public void attend(Address to, String providerId) {
    if (api.post(settings.phoneNumberId() + "/messages", MessageBody.read(providerId)) instanceof Reply.Lost lost) {
      LOG.debug("WhatsApp: a message is not marked as read: {}", lost.reason());
    }
  }

  @Override
  public Optional<Duration> again(String code) {
    return ErrorCodes.again(code);
  }

  @Override
  public void report(Exchanges to) {
    post.report(to);
  }

  @Override
  public void recall(SentFiles files) {
    post.recall(files);
  }

  @Override
  public Future<Void> open(Intake listening) {
    intake = listening;
    if (!book.all().isEmpty() && !settings.businessAccountId().isBlank()) {
      Thread.ofVirtual().name("whatsapp-templates").start(this::refresh);
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close() {
    api.close();
    return download.close();
  }

  @Override
  public List<String> check() {
    return new Checkup(settings, api, templates).findings();
  }

  /** How the templates of our files stand at Meta, and bringing them there. */
  public TemplateSync templates() {
    return templates;
  }

  /** Meta tells of changes; what it does not tell while we are away is asked for at each start. */
  private void refresh() {
    var report = templates.status();
    if (!report.problem().isEmpty()) {
      LOG.warn("WhatsApp: the templates cannot be listed: {}", report.problem());
    }
    report.standings().forEach(this::tell);
  }

  private void tell(Standing standing) {
    var listening = intake;
    if (listening != null) {
      Future.succeededFuture().compose(_ -> listening.take(List.of(standing))).onFailure(
          e -> LOG.warn("WhatsApp: {} is {}, and that could not be kept: {}", standing.subject(), standing.value(),
              e.getMessage()));
    }
  }
}
