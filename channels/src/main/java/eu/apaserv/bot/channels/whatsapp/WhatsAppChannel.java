package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.channels.edge.Download;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** WhatsApp by Meta's Cloud API (developer documentation, WhatsApp Business Platform). */
public final class WhatsAppChannel implements Channel {
  static final String NAME = "whatsapp";
  private static final String PATH = "/webhooks/whatsapp";
  private static final Capabilities CAPABILITIES = new Capabilities(10, true, true, false);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SOON = Duration.ofSeconds(5);
  private final WhatsAppSettings settings;
  private final WhatsAppWebhook webhook;
  private final Window window;
  private final GraphApi api;
  private final Download download;
  private final MediaFile mediaFile;

  public WhatsAppChannel(Vertx vertx, WhatsAppSettings settings, Clock clock) {
    this(vertx, settings, clock, PATIENCE);
  }

  /** @param patience how long an answer of the API is waited for */
  public WhatsAppChannel(Vertx vertx, WhatsAppSettings settings, Clock clock, Duration patience) {
    this.settings = settings;
    this.window = new Window(clock);
    this.webhook = new WhatsAppWebhook(settings, clock);
    this.api = new GraphApi(vertx, settings, patience);
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
  public List<Webhook> webhooks() {
    return List.of(new Webhook("GET", PATH, webhook::handshake), new Webhook("POST", PATH, webhook::receive));
  }

  @Override
  public Delivery send(Outbound message, Supplier<Buffer> file) {
    if (window.isOpen(message)) {
      return say(message, message.content().plain(), file);
    }
    return message.content() instanceof Content.Notice notice
        ? post(MessageBody.template(message, notice))
        : new Delivery.Refused("outside_window",
            "more than 24 hours after the person's last message WhatsApp takes approved templates only");
  }

  private Delivery say(Outbound message, Content content, Supplier<Buffer> file) {
    return switch (content) {
      case Content.Text text -> post(MessageBody.text(message, text));
      case Content.Choices choices -> post(MessageBody.choices(message, choices));
      case Content.Link link -> post(MessageBody.link(message, link));
      case Content.Document document -> send(message, document, file.get());
      default -> new Delivery.Alarm("content",
          "A " + content.getClass().getSimpleName() + " cannot be sent: it only comes in");
    };
  }

  @Override
  public Fetched fetch(Content.Media media, int mostBytes) {
    return mediaFile.fetch(media.providerId(), mostBytes);
  }

  @Override
  public Future<Void> close() {
    api.close();
    return download.close();
  }

  @Override
  public List<String> check() {
    return new Checkup(settings, api).findings();
  }

  private Delivery post(JsonObject body) {
    return switch (api.post(settings.phoneNumberId() + "/messages", body)) {
      case Reply.Answered answer -> {
        var id = Wire.text(answer.body().path("messages").path(0).path("id"));
        yield answer.status() / 100 == 2 && !answer.body().has("error") && !id.isBlank()
            ? new Delivery.Accepted(id)
            : ErrorCodes.delivery(answer);
      }
      case Reply.NotSent unsent -> new Delivery.Retry(SOON, unsent.reason());
      case Reply.Lost lost -> new Delivery.Unknown(lost.reason());
    };
  }

  /** Until the message itself goes out the person has seen nothing, so whatever happens to the upload may be repeated. */
  private Delivery send(Outbound message, Content.Document document, Buffer bytes) {
    var mimeType = document.mimeType().matches("[a-z]+/[a-z0-9.+-]{1,80}")
        ? document.mimeType()
        : "application/octet-stream";
    return switch (api.upload(settings.phoneNumberId() + "/media", mimeType, bytes)) {
      case Reply.Answered answer -> {
        var id = Wire.text(answer.body().path("id"));
        yield answer.status() / 100 == 2 && !id.isBlank()
            ? post(MessageBody.document(message, document, id))
            : notUploaded(ErrorCodes.delivery(answer));
      }
      case Reply.NotSent unsent -> new Delivery.Retry(SOON, unsent.reason());
      case Reply.Lost lost -> new Delivery.Retry(SOON, lost.reason());
    };
  }

  private static Delivery notUploaded(Delivery outcome) {
    return outcome instanceof Delivery.Unknown unknown ? new Delivery.Retry(SOON, unknown.reason()) : outcome;
  }
}
