package eu.apaserv.bot.channels.simulator;

import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** What the bot sends to people by the simulated Bot API: on their phones, unless they have blocked it. Thread-safe. */
final class TelegramSends {
  private final TelegramShapes shapes;
  private final TelegramFiles files;
  private final AtomicLong ids;
  private final Clock clock;
  private final BiConsumer<String, PhoneMessage> show;
  private final Set<String> blocked = ConcurrentHashMap.newKeySet();
  private final Set<String> typing = ConcurrentHashMap.newKeySet();
  private final Map<String, JsonArray> keyboards = new ConcurrentHashMap<>();
  private final AtomicInteger uploads = new AtomicInteger();

  /** @param ids of messages, counted with those of people */
  TelegramSends(TelegramShapes shapes, TelegramFiles files, AtomicLong ids, Clock clock,
      BiConsumer<String, PhoneMessage> show) {
    this.shapes = shapes;
    this.files = files;
    this.ids = ids;
    this.clock = clock;
    this.show = show;
  }

  void block(String person) {
    blocked.add(person);
  }

  void unblock(String person) {
    blocked.remove(person);
  }

  /** People who were shown that the bot writes. */
  Set<String> typing() {
    return Set.copyOf(typing);
  }

  /** How many files were uploaded. */
  int uploads() {
    return uploads.get();
  }

  /** The buttons under a message: rows of buttons. */
  JsonArray keyboard(PhoneMessage message) {
    return keyboards.getOrDefault(message.id(), new JsonArray()).copy();
  }

  Answer act(TelegramParameters parameters) {
    typing.add(reachable(parameters));
    return TelegramShapes.done(true);
  }

  Answer message(TelegramParameters parameters) {
    var person = reachable(parameters);
    var text = TelegramMethods.text(parameters);
    var buttons = TelegramMethods.buttons(parameters);
    var id = ids.getAndIncrement();
    keyboards.put(TelegramShapes.name(person, id), TelegramMethods.rows(parameters));
    show.accept(person, PhoneMessage.fromBot(TelegramShapes.name(person, id), text, buttons, clock.instant()));
    return TelegramShapes.done(shapes.message(person, id).put("from", shapes.me()).put("text", text));
  }

  Answer document(TelegramParameters parameters, Map<String, Call.Upload> uploaded) {
    uploads.addAndGet(uploaded.size());
    var person = reachable(parameters);
    var caption = TelegramMethods.caption(parameters);
    var buttons = TelegramMethods.buttons(parameters);
    var upload = files.chosen(parameters, uploaded);
    var id = ids.getAndIncrement();
    var file = files.keep(id, upload);
    keyboards.put(TelegramShapes.name(person, id), TelegramMethods.rows(parameters));
    show.accept(person, PhoneMessage.fromBot(TelegramShapes.name(person, id), caption, buttons, clock.instant())
        .withDocument(upload.fileName(), upload.bytes()));
    return TelegramShapes.done(shapes.message(person, id).put("from", shapes.me()).put("caption", caption)
        .put("document", TelegramShapes.document(file, upload)));
  }

  Answer photo(TelegramParameters parameters, Map<String, Call.Upload> uploaded) {
    uploads.addAndGet(uploaded.size());
    var person = reachable(parameters);
    var caption = TelegramMethods.caption(parameters);
    var upload = files.photo(parameters, uploaded);
    var id = ids.getAndIncrement();
    var name = "image." + upload.contentType().substring("image/".length());
    show.accept(person,
        PhoneMessage.fromBot(TelegramShapes.name(person, id), caption, TelegramMethods.buttons(parameters),
            clock.instant()).withDocument(name, upload.bytes()));
    return TelegramShapes.done(shapes.message(person, id).put("from", shapes.me()).put("caption", caption)
        .put("photo", TelegramShapes.photo(files.keep(id, upload), upload)));
  }

  private String reachable(TelegramParameters parameters) {
    var person = TelegramMethods.chat(parameters);
    if (blocked.contains(person)) {
      throw new TelegramError(403, "Forbidden: bot was blocked by the user");
    }
    return person;
  }
}
