package eu.apaserv.bot.channels.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.edge.KnownFiles;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.SentFiles;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;

/** Sends one message: to the chat's new number if it has moved, a file by the id Telegram has for it if there is one. */
final class TelegramPost {
  /** Ids of files are good for as long as the bot is; a bound all the same, as what was sent once is seldom sent again. */
  private static final Duration FILE_LIFE = Duration.ofDays(30);

  private final TelegramApi api;
  private final Duration patience;
  private final Clock clock;
  private final KnownFiles files;
  private final BiConsumer<String, String> moved;
  private volatile Exchanges exchanges = Exchanges.NONE;

  /** @param moved told the number of a chat and its new one */
  TelegramPost(TelegramApi api, Duration patience, Clock clock, BiConsumer<String, String> moved) {
    this.api = api;
    this.patience = patience;
    this.clock = clock;
    this.files = new KnownFiles(TelegramUpdates.CHANNEL, FILE_LIFE, clock);
    this.moved = moved;
  }

  void report(Exchanges to) {
    exchanges = to;
  }

  void recall(SentFiles kept) {
    files.recall(kept);
  }

  Delivery send(Outbound message, Supplier<OwnFile> file) {
    return switch (message.content().plain()) {
      case Content.Text text -> post(message, chat -> TelegramMessages.text(chat, text.body()));
      case Content.Choices choices -> choices.choices().stream().allMatch(TelegramMessages::carries)
          ? post(message, chat -> TelegramMessages.choices(chat, choices))
          : new Delivery.Refused("choice",
              "A choice's id has more than " + TelegramMessages.LONGEST_CHOICE_ID + " bytes");
      case Content.Link link -> post(message, chat -> TelegramMessages.link(chat, link));
      case Content.Request request -> post(message, chat -> TelegramMessages.request(chat, request));
      case Content.Document document -> send(message, document, file.get());
      case Content content -> new Delivery.Refused("content",
          "Telegram sends texts, choices, links and documents, not " + content.getClass().getSimpleName());
    };
  }

  private Delivery post(Outbound message, Function<String, SendMessage> call) {
    return deliver(message, chat -> {
      var method = call.apply(chat);
      return told(message, method.getMethod() + " " + Wire.body(method), () -> api.call(method));
    });
  }

  private Delivery send(Outbound message, Content.Document document, OwnFile file) {
    if (file.length() > TelegramMessages.LARGEST_DOCUMENT) {
      return new Delivery.Refused("413",
          "Telegram takes documents of at most 50 MB; this one has " + file.length() + " bytes");
    }
    return deliver(message, chat -> file(message, chat, document, file));
  }

  private Reply file(Outbound message, String chat, Content.Document document, OwnFile file) {
    var part = TelegramMessages.isPicture(document, file) ? "photo" : "document";
    var method = part.equals("photo") ? "sendPhoto" : "sendDocument";
    var key = KnownFiles.key(file, document.fileName(), part + " " + document.mimeType());
    var known = files.find(key);
    if (known.isPresent()) {
      var body = TelegramMessages.again(part, chat, document, known.get());
      var reply = told(message, method + " " + body, () -> api.post(method, patience, body));
      if (!isOfFile(reply)) {
        return reply;
      }
      files.forget(key);
    }
    var reply = told(message, method + " " + document.fileName() + ", " + file.length() + " bytes",
        () -> api.upload(method, TelegramMessages.upload(part, chat, document, file)));
    if (reply instanceof Reply.Done(JsonNode sent)) {
      fileId(sent, part).ifPresent(id -> files.remember(key, id));
    }
    return reply;
  }

  /** A picture comes in several sizes, the last is the greatest. */
  private static Optional<String> fileId(JsonNode sent, String part) {
    var file = sent.path(part).isArray() ? sent.path(part).path(sent.path(part).size() - 1) : sent.path(part);
    var id = file.path("file_id").asText("");
    return id.matches("[A-Za-z0-9_-]{1,256}") ? Optional.of(id) : Optional.empty();
  }

  private static boolean isOfFile(Reply reply) {
    return reply instanceof Reply.Refused refused && refused.code() == 400
        && refused.description().toLowerCase(Locale.ROOT).matches(".*(file identifier|file_id|file reference).*");
  }

  /** Telegram refuses what goes to a chat's old number, so nothing was sent: it goes to the new one at once. */
  private Delivery deliver(Outbound message, Function<String, Reply> call) {
    var chat = message.to().id();
    var reply = call.apply(chat);
    var now = reply instanceof Reply.Refused refused ? refused.movedTo() : null;
    if (now != null) {
      moved.accept(chat, now);
      return TelegramErrors.delivery(call.apply(now), now);
    }
    return TelegramErrors.delivery(reply, chat);
  }

  /** Makes a call, and tells staff's log what went over the wire. */
  private Reply told(Outbound message, String request, Supplier<Future<Reply>> call) {
    var start = clock.instant();
    var reply = call.get().toCompletionStage().toCompletableFuture().join();
    var took = Duration.between(start, clock.instant());
    exchanges.keep(switch (reply) {
      case Reply.Done(JsonNode result) ->
        new Exchange(message.id(), "POST " + request, 200, result.toString(), took);
      case Reply.Refused refused ->
        new Exchange(message.id(), "POST " + request, refused.code(), refused.reason(), took);
      case Reply other -> new Exchange(message.id(), "POST " + request, 0, other.reason(), took);
    });
    return reply;
  }
}
