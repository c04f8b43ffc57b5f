package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.channels.sms.Form;
import eu.apaserv.bot.channels.sms.Segments;
import eu.apaserv.bot.channels.sms.TwilioSignature;
import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Twilio: the Messages resource with its errors, signed status callbacks and signed incoming messages, and
 * the provider's own handling of STOP. People are named by their number in E.164.
 */
public final class TwilioProvider extends Provider {
  private static final Set<String> STOP_WORDS = Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT",
      "REVOKE", "OPTOUT");
  private static final Set<String> START_WORDS = Set.of("START", "YES", "UNSTOP");
  private static final int LONGEST = 1600;
  private static final Duration TO_THE_NETWORK = Duration.ofMillis(20);
  private static final Duration TO_THE_PHONE = Duration.ofMillis(60);

  private final String accountSid;
  private final String authToken;
  private final String from;
  private final TwilioSignature signature;
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();

  /**
   * @param port where to listen; 0 takes a free one
   * @param from the number or messaging service the account owns
   */
  public TwilioProvider(int port, Clock clock, String accountSid, String authToken, String from) {
    super(port, clock, Redelivery.QUICK);
    this.accountSid = accountSid;
    this.authToken = authToken;
    this.from = from;
    this.signature = new TwilioSignature(authToken);
  }

  @Override
  protected Future<Answer> answer(Call call) {
    return Future.succeededFuture(answerNow(call));
  }

  @Override
  protected boolean sends(Call call) {
    return call.method().equals("POST") && call.path().equals(account() + "/Messages.json");
  }

  @Override
  protected Answer failure(int status, @Nullable Duration after) {
    var answer = error(status, switch (status) {
      case 401 -> 20003;
      case 404 -> 20404;
      case 429 -> 20429;
      default -> status >= 500 ? 20500 : 20001;
    }, "Simulated failure");
    return after == null ? answer : answer.with("Retry-After", String.valueOf(after.toSeconds()));
  }

  /** An error as the provider words it, for {@link Faults#answerNext}. */
  public static Answer error(int status, int code, String message) {
    return Answer.json(status, new JsonObject().put("code", code).put("message", message)
        .put("more_info", "https://www.twilio.com/docs/errors/" + code).put("status", status));
  }

  @Override
  public Future<Void> say(String person, String text) {
    var word = text.strip().toUpperCase(Locale.ROOT);
    boolean stop = STOP_WORDS.contains(word);
    boolean start = START_WORDS.contains(word) && stopped.contains(person);
    var id = sid();
    show(person, PhoneMessage.fromPerson(id, text, clock.instant()));
    if (stop && stopped.add(person)) {
      tell(person, "You have successfully been unsubscribed. Reply START to resubscribe.");
    } else if (start && stopped.remove(person)) {
      tell(person, "You have successfully been re-subscribed. Reply STOP to unsubscribe.");
    }
    return post(person, inbound(person, id, text, stop ? "STOP" : start ? "START" : "", fields("NumMedia", "0")));
  }

  @Override
  public Future<Void> sendFile(String person, Call.Upload file, String caption) {
    var id = sid();
    show(person, PhoneMessage.fromPerson(id, caption, clock.instant()).withDocument(file.fileName(), file.bytes()));
    var address = url() + account() + "/Messages/" + id + "/Media/" + shelf().put(file);
    return post(person, inbound(person, id, caption, "", fields("NumMedia", "1", "MediaUrl0", address,
        "MediaContentType0", file.contentType())));
  }

  @Override
  public Future<Void> sendPlace(String person, double latitude, double longitude) {
    return Future.failedFuture(new IllegalArgumentException("An SMS carries no pin"));
  }

  @Override
  public Future<Void> tap(String person, String choice) {
    return Future.failedFuture(new IllegalArgumentException("An SMS has no buttons: answer by its number"));
  }

  private Answer answerNow(Call call) {
    var credentials = accountSid + ":" + authToken;
    var basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    if (!basic.equals(call.headers().get("Authorization"))) {
      return error(401, 20003, "Authenticate");
    }
    if (sends(call)) {
      return message(call.form());
    }
    if (call.method().equals("GET") && call.path().equals(account() + ".json")) {
      return Answer.json(200, new JsonObject().put("sid", accountSid).put("status", "active").put("type", "Full")
          .put("friendly_name", "Simulated account"));
    }
    var media = call.path().lastIndexOf("/Media/");
    if (call.method().equals("GET") && call.path().startsWith(account()) && media > 0) {
      return shelf().serve(call.path().substring(media + "/Media/".length()));
    }
    return error(404, 20404, "The requested resource " + call.path() + " was not found");
  }

  private Answer message(MultiMap form) {
    var to = String.valueOf(form.get("To"));
    var body = form.get("Body");
    var sender = form.contains("MessagingServiceSid") ? form.get("MessagingServiceSid") : form.get("From");
    if (sender == null) {
      return error(400, 21603, "A 'From' phone number is required");
    }
    if (!sender.equals(from)) {
      return error(400, 21606, "The 'From' phone number " + sender + " is not a valid, SMS-capable phone number");
    }
    if (!to.matches("\\+[1-9][0-9]{6,14}")) {
      return error(400, 21211, "Invalid 'To' Phone Number: " + to);
    }
    if (body == null || body.isBlank()) {
      return error(400, 21602, "Message body is required");
    }
    if (body.length() > LONGEST) {
      return error(400, 21617, "The concatenated message body exceeds the 1600 character limit");
    }
    if (stopped.contains(to)) {
      return error(400, 21610, "Attempt to send to unsubscribed recipient");
    }
    return accept(to, body, form.get("StatusCallback"));
  }

  private Answer accept(String to, String body, @Nullable String statusCallback) {
    var id = sid();
    show(to, PhoneMessage.fromBot(id, body, List.of(), clock.instant()));
    after(TO_THE_NETWORK).onSuccess(done -> report(to, id, "sent", Mark.SENT, statusCallback));
    after(TO_THE_PHONE).onSuccess(done -> report(to, id, "delivered", Mark.DELIVERED, statusCallback));
    return Answer.json(201, new JsonObject().put("account_sid", accountSid).put("api_version", "2010-04-01")
        .put("body", body).put("direction", "outbound-api").putNull("error_code").putNull("error_message")
        .put("from", from).put("num_media", "0").put("num_segments", String.valueOf(Segments.of(body).count()))
        .put("sid", id).put("status", "queued").put("to", to).put("uri", account() + "/Messages/" + id + ".json"));
  }

  private void report(String to, String id, String status, Mark mark, @Nullable String statusCallback) {
    mark(to, id, mark);
    if (statusCallback != null) {
      postReceipt(to, id,
          signed(statusCallback, new Form(fields("MessageSid", id, "MessageStatus", status, "SmsSid", id,
              "SmsStatus", status, "AccountSid", accountSid, "ApiVersion", "2010-04-01", "To", to, "From", from))));
    }
  }

  private Post inbound(String person, String id, String text, String optOut, List<Form.Field> media) {
    var body = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    var fields = new ArrayList<>(fields("MessageSid", id, "SmsSid", id, "SmsMessageSid", id, "AccountSid", accountSid,
        "ApiVersion", "2010-04-01", "From", person, "To", from, "Body", body, "SmsStatus", "received",
        "NumSegments", String.valueOf(Segments.of(body).count()), "FromCountry", "RO", "ToCountry", "RO"));
    fields.addAll(media);
    if (!optOut.isEmpty()) {
      fields.add(new Form.Field("OptOutType", optOut));
    }
    return signed(botUrl() + "/webhooks/twilio", new Form(fields));
  }

  /** A webhook call as the provider makes it. */
  public Post signed(String url, Form form) {
    var headers = MultiMap.caseInsensitiveMultiMap()
        .set("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        .set(TwilioSignature.HEADER, signature.of(url, form));
    return new Post(url, headers, form.encoded());
  }

  private void tell(String person, String text) {
    show(person, PhoneMessage.fromBot(sid(), text, List.of(), clock.instant()));
  }

  private String account() {
    return "/2010-04-01/Accounts/" + accountSid;
  }

  private static List<Form.Field> fields(String... namesAndValues) {
    var fields = new ArrayList<Form.Field>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Form.Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return fields;
  }

  private static String sid() {
    return "SM" + UUID.randomUUID().toString().replace("-", "");
  }
}
