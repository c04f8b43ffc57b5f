package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.edge.KnownFiles;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.SentFiles;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Standing;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one message: free words inside the window, a template outside it, files by an id Meta has already where it can. */
final class MessagePost {
  private static final Logger LOG = LoggerFactory.getLogger(MessagePost.class);
  private static final Duration SOON = Duration.ofSeconds(5);
  /** Meta keeps uploads for 30 days. */
  private static final Duration FILE_LIFE = Duration.ofDays(29);
  /** What Meta says of a media id it no longer has. */
  private static final Set<String> NO_SUCH_FILE = Set.of("100", "131009", "131053");

  private final WhatsAppSettings settings;
  private final GraphApi api;
  private final TemplateBook book;
  private final Window window;
  private final Clock clock;
  private final KnownFiles files;
  private final Consumer<Standing> news;
  private volatile Exchanges exchanges = Exchanges.NONE;

  /** @param news told when Meta would not send a template */
  MessagePost(WhatsAppSettings settings, GraphApi api, TemplateBook book, Clock clock, Consumer<Standing> news) {
    this.settings = settings;
    this.api = api;
    this.book = book;
    this.window = new Window(clock);
    this.clock = clock;
    this.files = new KnownFiles(WhatsAppChannel.NAME, FILE_LIFE, clock);
    this.news = news;
  }

  void report(Exchanges to) {
    exchanges = to;
  }

  void recall(SentFiles kept) {
    files.recall(kept);
  }

  Delivery send(Outbound message, Supplier<OwnFile> file) {
    if (window.isOpen(message)) {
      return say(message, message.content().plain(), file);
    }
    return message.content() instanceof Content.Notice notice
        ? begin(message, notice, file)
        : new Delivery.Refused("outside_window",
            "more than 24 hours after the person's last message WhatsApp takes approved templates only");
  }

  private Delivery say(Outbound message, Content content, Supplier<OwnFile> file) {
    return switch (content) {
      case Content.Text text -> post(message, MessageBody.text(message, text));
      case Content.Choices choices -> post(message, MessageBody.choices(message, choices));
      case Content.Link link -> post(message, MessageBody.link(message, link));
      case Content.Request request -> post(message, MessageBody.request(message, request));
      case Content.Document document ->
        withFile(message, document, file.get(), id -> MessageBody.document(message, document, id));
      default -> new Delivery.Alarm("content",
          "A " + content.getClass().getSimpleName() + " cannot be sent: it only comes in");
    };
  }

  /** What a template cannot say may go another way: whoever begins tries the next address. */
  private Delivery begin(Outbound message, Content.Notice notice, Supplier<OwnFile> file) {
    var template = book.of(notice).orElse(null);
    if (template == null || template.wordings().get(notice.language()) == null) {
      return new Delivery.Refused("no_template",
          "there is no template " + notice.template() + " in " + notice.language().code());
    }
    if (notice.parameters().size() != template.blanks().size()) {
      return new Delivery.Refused("template_blanks", "template " + template.name() + " takes "
          + String.join(", ", template.blanks().keySet()) + ", not " + notice.parameters().size() + " values");
    }
    var delivery = template.document() && notice.body() instanceof Content.Document document
        ? withFile(message, document, file.get(), id -> MessageBody.template(message,
            TemplateMessage.of(template, notice, id, book.publicUrl())))
        : post(message, MessageBody.template(message, TemplateMessage.of(template, notice, null, book.publicUrl())));
    return delivery instanceof Delivery.Alarm alarm && ErrorCodes.isOfTemplate(alarm.code())
        ? unusable(template, notice, alarm)
        : delivery;
  }

  /** The operator must act, and this person must not wait for it. */
  private Delivery unusable(Template template, Content.Notice notice, Delivery.Alarm alarm) {
    LOG.error("WhatsApp does not send template {} in {}: {}. See ./bot templates status", template.name(),
        notice.language().code(), alarm.reason());
    news.accept(TemplateNews.refused(template.name(), notice.language().code(), alarm.code(), alarm.reason(),
        clock.instant()));
    return new Delivery.Refused(alarm.code(), alarm.reason());
  }

  private Delivery post(Outbound message, JsonObject body) {
    var path = settings.phoneNumberId() + "/messages";
    return switch (told(message, path + " " + body.encode(), () -> api.post(path, body))) {
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

  private Delivery withFile(Outbound message, Content.Document document, OwnFile file,
      Function<String, JsonObject> body) {
    var mimeType = document.mimeType().matches("[a-z]+/[a-z0-9.+-]{1,80}")
        ? document.mimeType()
        : "application/octet-stream";
    var key = KnownFiles.key(file, "", mimeType);
    var known = files.find(key);
    if (known.isPresent()) {
      var delivery = post(message, body.apply(known.get()));
      if (!(delivery instanceof Delivery.Alarm alarm && NO_SUCH_FILE.contains(alarm.code()))) {
        return delivery;
      }
      files.forget(key);
    }
    return upload(message, key, mimeType, file, body);
  }

  /** Until the message itself goes out the person has seen nothing, so whatever happens to the upload may be repeated. */
  private Delivery upload(Outbound message, String key, String mimeType, OwnFile file,
      Function<String, JsonObject> body) {
    var path = settings.phoneNumberId() + "/media";
    var reply = upload(message, path, mimeType, file);
    if (failedThere(reply)) {
      reply = upload(message, path, mimeType, file);
    }
    return switch (reply) {
      case Reply.Answered answer when failedThere(answer) ->
        new Delivery.Refused(ErrorCodes.UPLOAD, "WhatsApp could not take the file, twice");
      case Reply.Answered answer -> {
        var id = Wire.text(answer.body().path("id"));
        if (answer.status() / 100 != 2 || id.isBlank()) {
          yield notUploaded(ErrorCodes.delivery(answer));
        }
        files.remember(key, id);
        yield post(message, body.apply(id));
      }
      case Reply.NotSent unsent -> new Delivery.Retry(SOON, unsent.reason());
      case Reply.Lost lost -> new Delivery.Retry(SOON, lost.reason());
    };
  }

  /** Makes a call, and tells staff's log what went over the wire. */
  private Reply told(Outbound message, String request, Supplier<Reply> call) {
    var start = clock.instant();
    var reply = call.get();
    var took = Duration.between(start, clock.instant());
    exchanges.keep(switch (reply) {
      case Reply.Answered answer ->
        new Exchange(message.id(), "POST " + request, answer.status(), text(answer.body()), took);
      case Reply.NotSent(String reason) -> new Exchange(message.id(), "POST " + request, 0, reason, took);
      case Reply.Lost(String reason) -> new Exchange(message.id(), "POST " + request, 0, reason, took);
    });
    return reply;
  }

  private static String text(JsonNode body) {
    return body.isMissingNode() ? "" : Json.write(body);
  }

  private Reply upload(Outbound message, String path, String mimeType, OwnFile file) {
    var request = path + " " + mimeType + ", " + file.length() + " bytes";
    return told(message, request, () -> api.upload(path, mimeType, file));
  }

  private static boolean failedThere(Reply reply) {
    return reply instanceof Reply.Answered answer && ErrorCodes.isOfUpload(answer.failure());
  }

  private static Delivery notUploaded(Delivery outcome) {
    return outcome instanceof Delivery.Unknown unknown ? new Delivery.Retry(SOON, unknown.reason()) : outcome;
  }
}
