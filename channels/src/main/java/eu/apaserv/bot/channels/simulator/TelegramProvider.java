package eu.apaserv.bot.channels.simulator;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Telegram as one bot sees it: the Bot API under {@code /bot<token>/}, webhook or long polling, and a phone for every person
 * who has a private chat with the bot. People are named by their number: {@code 7123456789}.
 */
public final class TelegramProvider extends Provider {
  /** A token of the right shape that opens nothing. */
  public static final String TOKEN = "110201543:simulated-token-of-no-real-bot";

  private static final Pattern METHOD = Pattern.compile("/bot([^/]+)/([A-Za-z]+)");
  private static final int LONGEST_POLL = 50;
  private static final int LARGEST_BATCH = 100;

  private final String token;
  private final TelegramShapes shapes;
  private final TelegramQueue queue = new TelegramQueue();
  private final AtomicLong ids = new AtomicLong(1);
  private final Set<String> spinning = ConcurrentHashMap.newKeySet();
  private final TelegramFiles files = new TelegramFiles(shelf());
  private final TelegramSends sends;
  private final Map<String, JsonArray> commands = new ConcurrentHashMap<>();
  private final Queue<Answer> nextPolls = new ConcurrentLinkedQueue<>();
  private volatile @Nullable String lastError;
  private volatile long lastOffset;
  private final AtomicInteger refused = new AtomicInteger();

  public TelegramProvider(int port, Clock clock) {
    this(port, clock, Redelivery.QUICK, TOKEN);
  }

  public TelegramProvider(int port, Clock clock, Redelivery redelivery, String token) {
    super(port, clock, redelivery);
    this.token = token;
    this.shapes = new TelegramShapes(clock, token);
    this.sends = new TelegramSends(shapes, files, ids, clock, this::show);
  }

  // What a person does

  @Override
  public Future<Void> say(String person, String text) {
    return share(person, text, TelegramShapes.text(text));
  }

  /**
   * A person sends something else than words.
   *
   * @param shown what their own phone shows of it
   * @param content the fields of the message that carry it: {@code "contact": {…}}, {@code "photo": […]}
   */
  public Future<Void> share(String person, String shown, JsonObject content) {
    return share(person, phone -> phone, shown, content);
  }

  @Override
  public Future<Void> sendFile(String person, Call.Upload file, String caption) {
    return share(person, phone -> phone.withDocument(file.fileName(), file.bytes()), caption,
        TelegramShapes.sent(shelf().put(file), file, caption));
  }

  @Override
  public Future<Void> sendPlace(String person, double latitude, double longitude) {
    return share(person, "📍 " + latitude + ", " + longitude, TelegramShapes.place(latitude, longitude));
  }

  private Future<Void> share(String person, UnaryOperator<PhoneMessage> phone, String shown, JsonObject content) {
    var id = ids.getAndIncrement();
    show(person, phone.apply(PhoneMessage.fromPerson(TelegramShapes.name(person, id), shown, clock.instant())));
    return push(person, "message", shapes.message(person, id).put("from", shapes.user(person)).mergeIn(content));
  }

  @Override
  public Future<Void> tap(String person, String choice) {
    var tapped = conversation(person).button(choice);
    if (tapped.isEmpty()) {
      return Future.failedFuture(new IllegalArgumentException("No message to " + person + " has the button " + choice));
    }
    if (tapped.get().button().kind() == PhoneMessage.Button.Kind.REQUEST) {
      return choice.equals(TelegramMethods.CONTACT)
          ? share(person, "👤 +40722000001", TelegramShapes.ownContact(person, "40722000001"))
          : sendPlace(person, 44.4268, 26.1025);
    }
    var query = Long.toString((1L << 60) + ids.getAndIncrement());
    spinning.add(query);
    var under = tapped.get().message();
    return push(person, "callback_query", shapes.tapped(person, query, under, keyboard(under), choice));
  }

  /** The person stops the bot: sends to them are refused until {@link #unblock}. */
  public Future<Void> block(String person) {
    sends.block(person);
    return push(person, "my_chat_member", shapes.membership(person, "member", "kicked"));
  }

  public Future<Void> unblock(String person) {
    sends.unblock(person);
    return push(person, "my_chat_member", shapes.membership(person, "kicked", "member"));
  }

  /** People who were shown that the bot writes. */
  public Set<String> typing() {
    return sends.typing();
  }

  /** Taps that the bot has not answered: their buttons still spin. */
  public Set<String> spinning() {
    return Set.copyOf(spinning);
  }

  /** The menu by language code; the empty code is everybody's. */
  public Map<String, JsonArray> commands() {
    return Map.copyOf(commands);
  }

  /** The buttons under a message as they lie on the phone: rows of buttons. */
  public JsonArray keyboard(PhoneMessage message) {
    return sends.keyboard(message);
  }

  /** The webhook and what waits for it, as getWebhookInfo tells. */
  public JsonObject webhookInfo() {
    var info = queue.info();
    var error = lastError;
    return error == null
        ? info
        : info.put("last_error_date", clock.instant().getEpochSecond()).put("last_error_message", error);
  }

  /** The ids of all files sent so far are known no more. */
  public void forgetFiles() {
    files.forget();
  }

  /** How many files were uploaded, those sent again by their id left out. */
  public int uploads() {
    return sends.uploads();
  }

  /** How many calls bore a token of nobody's. */
  public int refusedTokens() {
    return refused.get();
  }

  /** The next getUpdates gets this answer at once; updates stay where they are. */
  public void answerNextPoll(Answer answer) {
    nextPolls.add(answer);
  }

  /** The offset of the latest getUpdates. */
  public long lastOffset() {
    return lastOffset;
  }

  /** Any update, in its real shape: {@code "edited_message": {…}}. */
  public Future<Void> push(String person, String kind, JsonObject content) {
    var taken = queue.add(person, kind, content);
    pump();
    return taken;
  }

  private void pump() {
    for (var due : queue.due()) {
      post(due.person(), due.post())
          .onSuccess(done -> queue.taken(due.id())).onFailure(why -> queue.lost(due.id(), why));
    }
  }

  /** The body of a 2xx may be a call; its outcome is told to nobody. */
  @Override
  protected void answered(Post post, int status, Buffer body) {
    if (status / 100 != 2) {
      lastError = "Wrong response from the webhook: " + status;
      return;
    }
    lastError = null;
    if (body.length() > 0 && body.getByte(0) == '{') {
      var call = new JsonObject(body);
      attempt(call.getString("method", ""), () -> new TelegramParameters(call), Map.of());
    }
  }

  // The Bot API

  @Override
  protected boolean sends(Call call) {
    var path = call.path().toLowerCase(Locale.ROOT);
    return path.endsWith("/sendmessage") || path.endsWith("/senddocument") || path.endsWith("/sendphoto");
  }

  @Override
  protected Answer failure(int status, @Nullable Duration after) {
    return TelegramError.answer(status, after);
  }

  @Override
  protected Future<Answer> answer(Call call) {
    var file = files.download(call, token);
    if (file.isPresent()) {
      return Future.succeededFuture(file.get());
    }
    var path = METHOD.matcher(call.path());
    if (!path.matches()) {
      return Future.succeededFuture(new TelegramError(404, "Not Found").answer());
    }
    if (!path.group(1).equals(token)) {
      refused.incrementAndGet();
      return Future.succeededFuture(new TelegramError(401, "Unauthorized").answer());
    }
    return attempt(path.group(2), () -> TelegramParameters.of(call), call.files());
  }

  private Future<Answer> attempt(String method, Supplier<TelegramParameters> given, Map<String, Call.Upload> uploads) {
    try {
      var parameters = given.get();
      return switch (method.toLowerCase(Locale.ROOT)) {
        case "getupdates" -> poll(parameters);
        case "setwebhook" -> Future.succeededFuture(setWebhook(parameters));
        case "deletewebhook" -> Future.succeededFuture(removeWebhook());
        case "getwebhookinfo" -> Future.succeededFuture(TelegramShapes.done(webhookInfo()));
        case "getme" -> Future.succeededFuture(TelegramShapes.done(shapes.me()));
        case "sendmessage" -> Future.succeededFuture(sends.message(parameters));
        case "senddocument" -> Future.succeededFuture(sends.document(parameters, uploads));
        case "sendphoto" -> Future.succeededFuture(sends.photo(parameters, uploads));
        case "sendchataction" -> Future.succeededFuture(sends.act(parameters));
        case "answercallbackquery" -> Future.succeededFuture(answerCallbackQuery(parameters));
        case "setmycommands" -> Future.succeededFuture(setMyCommands(parameters));
        case "getfile" -> Future.succeededFuture(files.info(parameters));
        default -> Future.succeededFuture(new TelegramError(404, "Not Found: method not found").answer());
      };
    } catch (TelegramError refused) {
      return Future.succeededFuture(refused.answer());
    } catch (DecodeException notJson) {
      return Future.succeededFuture(TelegramError.bad("can't parse JSON object").answer());
    }
  }

  private Future<Answer> poll(TelegramParameters parameters) {
    var ordered = nextPolls.poll();
    if (ordered != null) {
      return Future.succeededFuture(ordered);
    }
    var limit = Math.clamp(parameters.number("limit", LARGEST_BATCH), 1, LARGEST_BATCH);
    lastOffset = parameters.number("offset", 0);
    var updates = queue.poll(lastOffset, limit, parameters.words("allowed_updates"));
    after(Duration.ofSeconds(Math.clamp(parameters.number("timeout", 0), 0, LONGEST_POLL)))
        .onSuccess(late -> queue.giveUp(updates));
    return updates.map(TelegramShapes::done)
        .otherwise(why -> why instanceof TelegramError e ? e.answer() : failure(500, null));
  }

  private Answer setWebhook(TelegramParameters parameters) {
    if (parameters.text("url").isEmpty()) {
      return removeWebhook();
    }
    queue.set(TelegramMethods.webhook(parameters), parameters.words("allowed_updates"));
    pump();
    return TelegramShapes.described("Webhook was set");
  }

  private Answer removeWebhook() {
    return TelegramShapes.described(queue.removeWebhook() ? "Webhook was deleted" : "Webhook is already deleted");
  }

  private Answer answerCallbackQuery(TelegramParameters parameters) {
    if (!spinning.remove(parameters.text("callback_query_id"))) {
      throw TelegramError.bad("query is too old and response timeout expired or query ID is invalid");
    }
    return TelegramShapes.done(true);
  }

  private Answer setMyCommands(TelegramParameters parameters) {
    commands.put(parameters.text("language_code"), TelegramMethods.commands(parameters));
    return TelegramShapes.done(true);
  }
}
