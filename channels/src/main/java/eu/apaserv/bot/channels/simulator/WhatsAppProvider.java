package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.channels.simulator.PhoneMessage.Button;
import eu.apaserv.bot.channels.whatsapp.WhatsAppSettings;
import eu.apaserv.bot.core.message.Receipt;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Cloud API for one number: takes messages and uploads as strictly as Meta ({@link WhatsAppRules}), sends
 * signed webhooks and the statuses of what it took.
 *
 * <p>People are named by their number in E.164 with +, or by a business-scoped id ({@code RO.…}) when they hide it.
 */
public final class WhatsAppProvider extends Provider {
  private static final String PATH = "/webhooks/whatsapp";
  private static final int LARGEST_IMAGE = 5 << 20;
  private static final Duration WINDOW = Duration.ofHours(24);
  private final WhatsAppSettings account;
  private final Map<String, Call.Upload> media = new ConcurrentHashMap<>();
  private final Map<String, Instant> lastHeard = new ConcurrentHashMap<>();
  private final WhatsAppTemplates templates;
  private final AtomicInteger uploads = new AtomicInteger();
  private final Set<String> read = ConcurrentHashMap.newKeySet();
  private volatile boolean keepsWindow;
  private volatile List<String> statuses = List.of("sent", "delivered", "read");
  private volatile Duration pace = Duration.ofMillis(20);

  public WhatsAppProvider(int port, Clock clock, Redelivery redelivery) {
    super(port, clock, redelivery);
    account = new WhatsAppSettings("100000000000001", "SIMULATED-" + UUID.randomUUID(),
        List.of("app-secret-" + UUID.randomUUID()), "verify-token", "200000000000002", "http://127.0.0.1", "v25.0");
    templates = new WhatsAppTemplates("/" + account.apiVersion() + "/" + account.businessAccountId(), this::told);
  }

  /** What a channel needs to use this number; once it is started. */
  public WhatsAppSettings settings() {
    return new WhatsAppSettings(account.phoneNumberId(), account.accessToken(), account.appSecrets(),
        account.verifyToken(), account.businessAccountId(), url(), account.apiVersion());
  }

  /** Which statuses follow a message that was taken, in the order and with the pace they are sent. */
  public void statuses(List<String> order, Duration between) {
    statuses = List.copyOf(order);
    pace = between;
  }

  /** Whether messages are refused with 131047 unless the person wrote within the last 24 hours, as Meta does. */
  public void keepWindow(boolean kept) {
    keepsWindow = kept;
  }

  @Override
  public Future<Void> say(String person, String text) {
    return message(person, text, said(text));
  }

  /** Several people's texts in one POST, as Meta batches them. */
  public Future<Void> sayTogether(Map<String, String> texts) {
    var messages = new JsonArray();
    var contacts = new JsonArray();
    texts.forEach((person, text) -> {
      messages.add(shown(person, phone -> phone, text, said(text)));
      contacts.add(WhatsAppShapes.contact(person));
    });
    return deliver("batch", new JsonObject().put("contacts", contacts).put("messages", messages));
  }

  @Override
  public Future<Void> tap(String person, String choice) {
    var tapped = conversation(person).button(choice);
    if (tapped.isEmpty()) {
      return Future.failedFuture(new IllegalArgumentException("No message offers the choice " + choice));
    }
    var button = tapped.get().button();
    if (button.kind() == Button.Kind.REQUEST) {
      return button.id().equals("send_location")
          ? sendPlace(person, 44.4268, 26.1025)
          : message(person, "👤 +40722000001", WhatsAppShapes.ownCard("40722000001"));
    }
    if (button.kind() == Button.Kind.TEMPLATE) {
      return message(person, button.title(), new JsonObject().put("type", "button")
          .put("button", new JsonObject().put("payload", button.id()).put("text", button.title()))
          .put("context", new JsonObject().put("id", tapped.get().message().id())));
    }
    var kind = button.kind() == Button.Kind.ROW ? "list_reply" : "button_reply";
    var reply = new JsonObject().put("id", button.id()).put("title", button.title());
    if (button.description() != null) {
      reply.put("description", button.description());
    }
    return message(person, button.title(), new JsonObject().put("type", "interactive")
        .put("interactive", new JsonObject().put("type", kind).put(kind, reply))
        .put("context", new JsonObject().put("id", tapped.get().message().id())));
  }

  @Override
  public Future<Void> sendFile(String person, Call.Upload file, String caption) {
    var message = WhatsAppMedia.message(shelf().put(file), file, caption);
    return message(person, phone -> phone.withDocument(file.fileName(), file.bytes()), caption, message);
  }

  @Override
  public Future<Void> sendPlace(String person, double latitude, double longitude) {
    return message(person, "📍 " + latitude + ", " + longitude, new JsonObject().put("type", "location")
        .put("location", new JsonObject().put("latitude", latitude).put("longitude", longitude)));
  }

  /**
   * A person sends any kind of message.
   *
   * @param shown what their own phone shows
   * @param message {@code type} and its part, and context where there is one
   */
  public Future<Void> message(String person, String shown, JsonObject message) {
    return message(person, phone -> phone, shown, message);
  }

  private Future<Void> message(String person, UnaryOperator<PhoneMessage> phone, String shown, JsonObject message) {
    var full = shown(person, phone, shown, message);
    return deliver(person,
        new JsonObject().put("contacts", new JsonArray().add(WhatsAppShapes.contact(person))).put("messages",
            new JsonArray().add(full)));
  }

  /** A webhook call with this body, signed with the app secret. */
  public Post signed(Buffer body) {
    var headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/json")
        .set("User-Agent", "facebookexternalua")
        .set("X-Hub-Signature-256", "sha256=" + HubSignature.of(account.appSecrets().getFirst(), body));
    return new Post(botUrl() + PATH, headers, body);
  }

  private static JsonObject said(String text) {
    return new JsonObject().put("type", "text").put("text", new JsonObject().put("body", text));
  }

  private JsonObject shown(String person, UnaryOperator<PhoneMessage> phone, String shown, JsonObject message) {
    var id = "wamid." + UUID.randomUUID().toString().replace("-", "");
    show(person, phone.apply(PhoneMessage.fromPerson(id, shown, clock.instant())));
    lastHeard.put(person, clock.instant());
    var full = message.copy().put("id", id).put("timestamp", seconds()).put("from_user_id",
        WhatsAppShapes.userId(person));
    return WhatsAppShapes.hidesNumber(person) ? full : full.put("from", person.substring(1));
  }

  private String seconds() {
    return String.valueOf(clock.instant().getEpochSecond());
  }

  private Future<Void> deliver(String order, JsonObject content) {
    return deliver(order, "messages", content.put("messaging_product", "whatsapp").put("metadata",
        new JsonObject().put("display_phone_number", "40310001111").put("phone_number_id", account.phoneNumberId())));
  }

  private Future<Void> deliver(String order, String field, JsonObject value) {
    var change = new JsonObject().put("field", field).put("value", value);
    var entry = new JsonObject().put("id", account.businessAccountId()).put("changes", new JsonArray().add(change));
    var root = new JsonObject().put("object", "whatsapp_business_account").put("entry", new JsonArray().add(entry));
    return post(order, signed(Buffer.buffer(HubSignature.escaped(root.encode()))));
  }

  // The API

  @Override
  protected boolean sends(Call call) {
    return call.method().equals("POST") && (call.path().endsWith("/messages") || call.path().endsWith("/media"));
  }

  @Override
  protected Future<Answer> answer(Call call) {
    if (!("Bearer " + account.accessToken()).equals(call.headers().get("Authorization"))) {
      return Future.succeededFuture(error(401, 190, "Invalid OAuth access token - Cannot parse access token"));
    }
    var number = "/" + account.apiVersion() + "/" + account.phoneNumberId();
    var answer = switch (call.method() + " " + call.path()) {
      case String p when p.equals("POST " + number + "/messages") -> take(call);
      case String p when p.equals("POST " + number + "/media") -> upload(call);
      case String p when p.equals("GET " + number) -> number();
      case String p when p.equals("GET /" + account.apiVersion() + "/" + account.businessAccountId()
          + "/subscribed_apps") ->
        Answer.json(200, new JsonObject().put("data",
            new JsonArray().add(new JsonObject().put("whatsapp_business_api_data", new JsonObject().put("id", "3")))));
      default -> templates.answer(call)
          .or(() -> new WhatsAppMedia(shelf(), url(), "/" + account.apiVersion() + "/").answer(call))
          .orElseGet(() -> error(400, 100, "Unsupported request. Object with ID does not exist"));
    };
    return Future.succeededFuture(answer);
  }

  private Answer number() {
    return Answer.json(200, new JsonObject().put("id", account.phoneNumberId()).put("display_phone_number",
        "+40 31 000 1111").put("quality_rating", "GREEN").put("status", "CONNECTED"));
  }

  private Answer upload(Call call) {
    var file = call.files().get("file");
    if (file == null || !"whatsapp".equals(call.form().get("messaging_product"))) {
      return error(400, 100, "(#100) The parameter file and messaging_product are required");
    }
    if (file.contentType().startsWith("image/")
        && (!file.contentType().matches("image/(png|jpeg)") || file.bytes().length() > LARGEST_IMAGE)) {
      return error(400, 131053, "Images are png or jpeg of at most 5 MB");
    }
    if (!file.contentType().equals(call.form().get("type"))) {
      return error(400, 100, "(#100) Param type must be the file's own type");
    }
    var id = String.valueOf(1_000_000_000_000L + uploads.getAndIncrement());
    media.put(id, file);
    return Answer.json(200, new JsonObject().put("id", id));
  }

  private Answer take(Call call) {
    JsonObject message;
    try {
      message = call.body().toJsonObject();
    } catch (DecodeException | ClassCastException notAnObject) {
      return error(400, 100, "(#100) The body is not a JSON object");
    }
    if (message.containsKey("status")) {
      return read(message);
    }
    var wrong = new WhatsAppRules(media.keySet()).violation(message);
    if (wrong != null) {
      return error(400, wrong.code(), wrong.details());
    }
    var person = message.getString("to", message.getString("recipient", ""));
    var to = person.matches("[0-9]+") ? "+" + person : person;
    if (keepsWindow && !message.containsKey("template")
        && lastHeard.getOrDefault(to, Instant.MIN).isBefore(clock.instant().minus(WINDOW))) {
      return error(400, 131047, "Message failed to send because more than 24 hours have passed");
    }
    var refused = message.containsKey("template")
        ? templates.fill(message.getJsonObject("template")).refused()
        : null;
    if (refused != null) {
      return refused;
    }
    var id = "wamid." + UUID.randomUUID().toString().replace("-", "");
    show(to, phoneMessage(id, message));
    report(to, id, message.getString("biz_opaque_callback_data"));
    var contact = new JsonObject().put("input", person).put("user_id", WhatsAppShapes.userId(to));
    return Answer.json(200, new JsonObject().put("messaging_product", "whatsapp")
        .put("contacts",
            new JsonArray().add(WhatsAppShapes.hidesNumber(to) ? contact : contact.put("wa_id", to.substring(1))))
        .put("messages", new JsonArray().add(new JsonObject().put("id", id))));
  }

  private Answer read(JsonObject mark) {
    if (!"read".equals(mark.getString("status")) || mark.getString("message_id", "").isBlank()) {
      return error(400, 131009, "status must be read, of a message");
    }
    read.add(mark.getString("message_id"));
    return Answer.json(200, new JsonObject().put("success", true));
  }

  /** How many files were uploaded. */
  public int uploads() {
    return uploads.get();
  }

  /** As after thirty days: no uploaded file is known any more. */
  public void forgetFiles() {
    media.clear();
  }

  /** Messages of people that the bot has marked as read. */
  public Set<String> read() {
    return Set.copyOf(read);
  }

  private PhoneMessage template(String id, WhatsAppTemplates.Filled filled) {
    var shown = PhoneMessage.fromBot(id, filled.text(), filled.buttons(), clock.instant());
    var file = filled.mediaId() == null ? null : media.get(filled.mediaId());
    return file == null ? shown : shown.withDocument("document.pdf", file.bytes());
  }

  /** As Meta's reviewers decide: APPROVED, REJECTED, PAUSED, DISABLED; told by webhook. */
  public void decide(String template, String language, String status) {
    templates.decide(template, language, status);
  }

  private void told(JsonObject template) {
    news("message_template_status_update", new JsonObject().put("event", template.getString("status"))
        .put("message_template_id", 5_000_000_000L).put("message_template_name", template.getString("name"))
        .put("message_template_language", template.getString("language")).put("reason", "NONE"));
  }

  /** Something Meta tells of the account, as the webhook field of that name. */
  public Future<Void> news(String field, JsonObject value) {
    return deliver(field, field, value);
  }

  private PhoneMessage phoneMessage(String id, JsonObject message) {
    var part = message.getJsonObject(message.getString("type"));
    return switch (message.getString("type")) {
      case "text" -> PhoneMessage.fromBot(id, part.getString("body"), List.of(), clock.instant());
      case "template" -> template(id, templates.fill(part));
      case "interactive" -> PhoneMessage.fromBot(id, part.getJsonObject("body").getString("text"),
          WhatsAppRules.buttons(part.getJsonObject("action")), clock.instant());
      default -> {
        var file = media.get(part.getString("id"));
        var name = file == null ? "file" : file.contentType().replaceFirst("^image/", "image.");
        yield PhoneMessage.fromBot(id, part.getString("caption", ""), List.of(), clock.instant())
            .withDocument(part.getString("filename", name), file == null ? Buffer.buffer() : file.bytes());
      }
    };
  }

  /** The statuses go their own way beside the messages, as Meta's do. */
  private void report(String person, String id, @Nullable String opaque) {
    var last = Future.<Void>succeededFuture();
    for (var status : statuses) {
      last = last.compose(done -> after(pace)).compose(waited -> {
        var mark = switch (status) {
          case "delivered" -> Receipt.Mark.DELIVERED;
          case "read" -> Receipt.Mark.READ;
          case "failed" -> Receipt.Mark.FAILED;
          default -> Receipt.Mark.SENT;
        };
        mark(person, id, mark);
        return deliver("statuses of " + id, new JsonObject().put("statuses",
            new JsonArray().add(WhatsAppShapes.status(person, id, status, opaque, seconds()))));
      });
    }
  }

  @Override
  protected Answer failure(int status, @Nullable Duration after) {
    var answer = status == 429
        ? error(429, 130429, "(#130429) Rate limit hit")
        : error(status, status >= 500 ? 131000 : 100, "Something went wrong");
    return after == null ? answer : answer.with("Retry-After", String.valueOf(after.toSeconds()));
  }

  /** An error in Meta's shape, for tests to order. */
  public static Answer error(int status, int code, String details) {
    return Answer.json(status, new JsonObject().put("error", WhatsAppShapes.error(code, details)));
  }
}
