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
  private static final Duration WINDOW = Duration.ofHours(24);
  private final WhatsAppSettings account;
  private final WhatsAppUploads uploads = new WhatsAppUploads();
  private final Map<String, Instant> lastHeard = new ConcurrentHashMap<>();
  private final WhatsAppTemplates templates;
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
    return message(person, text, WhatsAppShapes.said(text));
  }

  /** Several people's texts in one POST, as Meta batches them. */
  public Future<Void> sayTogether(Map<String, String> texts) {
    var messages = new JsonArray();
    var contacts = new JsonArray();
    texts.forEach((person, text) -> {
      messages.add(shown(person, phone -> phone, text, WhatsAppShapes.said(text)));
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
    return message(person, button.title(), WhatsAppShapes.reply(button, tapped.get().message().id()));
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
      case String p when p.equals("POST " + number + "/media") -> uploads.take(call);
      case String p when p.equals("GET " + number) -> Answer.json(200, WhatsAppShapes.number(account.phoneNumberId()));
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
    var wrong = new WhatsAppRules(uploads.ids()).violation(message);
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
    return uploads.count();
  }

  /** As after thirty days: no uploaded file is known any more. */
  public void forgetFiles() {
    uploads.forget();
  }

  /** Messages of people that the bot has marked as read. */
  public Set<String> read() {
    return Set.copyOf(read);
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
    return message.containsKey("template")
        ? uploads.shown(id, templates.fill(part), clock.instant())
        : uploads.shown(id, message.getString("type"), part, clock.instant());
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
            new JsonArray().add(WhatsAppShapes.status(person, id, status, opaque, seconds()))))
            .onSuccess(taken -> witness().told(id, clock.instant()));
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
