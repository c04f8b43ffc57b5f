package eu.apaserv.bot.channels.telegram;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.edge.Download;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.channel.SentFiles;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Moved;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;

/**
 * Telegram: one bot, private chats only.
 *
 * <p>With a webhook secret updates come to {@value #PATH}; without one they are fetched by long polling, which only one
 * process may do for a bot.
 */
public final class TelegramChannel implements Channel {
  private static final String PATH = "/webhooks/telegram";
  private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";
  private static final int MOST_CHOICES = 20;
  /** About 30 a second from a bot; one a second in a chat, where short bursts pass. */
  private static final eu.apaserv.bot.core.channel.Pace PACE = new eu.apaserv.bot.core.channel.Pace(30, 1, 5);
  private static final Logger LOG = LoggerFactory.getLogger(TelegramChannel.class);
  /** What Telegram may send at once; it keeps the order within a chat. */
  private static final int WEBHOOK_CONNECTIONS = 40;

  private final TelegramSettings settings;
  private final Clock clock;
  private final TelegramUpdates updates;
  private final TelegramApi api;
  private final Download download;
  private final TelegramFile file;
  private final TelegramPost post;
  private final TelegramLoop loop;
  private final TelegramLoop menu;
  private volatile @Nullable Intake intake;

  /** @param clock for taps, which Telegram gives no time */
  public TelegramChannel(Vertx vertx, TelegramSettings settings, Clock clock) {
    this(vertx, settings, clock, Pace.USUAL);
  }

  public TelegramChannel(Vertx vertx, TelegramSettings settings, Clock clock, Pace pace) {
    this.settings = settings;
    this.clock = clock;
    this.updates = new TelegramUpdates(clock);
    this.api = new TelegramApi(vertx, settings, pace.answer());
    this.download = new Download(vertx, pace.answer());
    this.file = new TelegramFile(api, download, settings);
    this.loop = new TelegramLoop(api, updates, pace, this::tell, clock);
    this.menu = new TelegramLoop(api, updates, pace, _ -> Future.succeededFuture(), clock);
    this.post = new TelegramPost(api, pace.answer(), clock, this::moved);
  }

  @Override
  public String name() {
    return TelegramUpdates.CHANNEL;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(MOST_CHOICES, true, true, false);
  }

  @Override
  public List<Webhook> webhooks() {
    return settings.polls() ? List.of() : List.of(new Webhook("POST", PATH, this::receive));
  }

  @Override
  public Delivery send(Outbound message, Supplier<OwnFile> file) {
    return post.send(message, file);
  }

  @Override
  public eu.apaserv.bot.core.channel.Pace pace() {
    return PACE;
  }

  /** "typing…" for five seconds; Telegram shows what is read by itself. */
  @Override
  public void attend(Address to, String providerId) {
    api.call(new SendChatAction(to.id(), "typing"));
  }

  @Override
  public void report(Exchanges to) {
    post.report(to);
  }

  @Override
  public void recall(SentFiles files) {
    post.recall(files);
  }

  /** Completes whatever comes of it: the chat is asked again at its old number, and Telegram says so again. */
  private void moved(String from, String to) {
    tell(new Moved(new Address(TelegramUpdates.CHANNEL, from), new Address(TelegramUpdates.CHANNEL, to)))
        .onFailure(
            e -> LOG.warn("Telegram: the new number of a chat could not be stored ({}); the next send asks again",
                e.getClass().getSimpleName()));
  }

  private Future<Void> tell(Event event) {
    var listening = intake;
    return listening == null
        ? Future.succeededFuture()
        : Future.succeededFuture().compose(_ -> listening.take(List.of(event)));
  }

  @Override
  public Fetched fetch(Content.Media media, Inlet inlet) {
    return file.fetch(media.providerId(), inlet);
  }

  @Override
  public Future<Void> open(Intake intake) {
    this.intake = intake;
    var watch = new WebhookWatch(api, new TelegramCheck(api, settings), this::tell, clock);
    loop.start(setup(), settings.polls() ? intake : null, settings.publicUrl() == null ? null : watch);
    menu.start(TelegramCommands.calls(), null, null);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> quiet() {
    return Future.all(loop.stop(), menu.stop()).mapEmpty();
  }

  @Override
  public Future<Void> close() {
    return quiet().compose(_ -> Future.all(api.close(), download.close()).mapEmpty());
  }

  @Override
  public List<String> check() {
    return new TelegramCheck(api, settings).findings().toCompletionStage().toCompletableFuture().join();
  }

  static String webhookUrl(String publicUrl) {
    return publicUrl + PATH;
  }

  private List<PartialBotApiMethod<?>> setup() {
    if (settings.polls()) {
      return List.of(new DeleteWebhook());
    }
    return settings.publicUrl() == null
        ? List.of()
        : List.of(SetWebhook.builder()
            .url(webhookUrl(settings.publicUrl())).secretToken(settings.webhookSecret())
            .maxConnections(WEBHOOK_CONNECTIONS)
            .allowedUpdates(new ArrayList<>(TelegramUpdates.ALLOWED)).build());
  }

  private Reception receive(Request request) {
    if (!genuine(request.headers().get(SECRET_HEADER))) {
      return new Reception.Turned(401, SECRET_HEADER + " is missing or is not TELEGRAM_WEBHOOK_SECRET");
    }
    var update = Wire.object(request.body()).orElse(null);
    if (update == null || TelegramUpdates.id(update).isEmpty()) {
      return new Reception.Turned(400, "The body is no update: a JSON object with an update_id");
    }
    var read = updates.read(TelegramUpdates.id(update).getAsLong(), update);
    return new Reception.Taken(read.events(), read.readable() ? 0 : 1, read.answer());
  }

  /** In a time that does not tell how much of a guess was right. */
  private boolean genuine(@Nullable String secret) {
    var expected = settings.webhookSecret();
    return expected != null && secret != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
        secret.getBytes(StandardCharsets.UTF_8));
  }
}
