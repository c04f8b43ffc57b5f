package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A simulated HTTP gateway of one of the styles the product has ready files for. People are numbers in E.164. */
public final class GatewayProvider extends Provider {
  private static final Duration TO_THE_NETWORK = Duration.ofMillis(20);
  private static final Duration TO_THE_PHONE = Duration.ofMillis(60);

  private final GatewayStyle style;
  private final String secret;

  /**
   * @param port where to listen; 0 takes a free one
   * @param secret in the addresses of the bot
   */
  public GatewayProvider(int port, Clock clock, GatewayStyle style, String secret) {
    super(port, clock, Redelivery.QUICK);
    this.style = style;
    this.secret = secret;
  }

  /** The operator's file for it. */
  public String file() {
    return "extends: " + style.name().toLowerCase(Locale.ROOT) + "\nsecret: " + secret + "\nvalues:\n  "
        + String.join("\n  ", style.ownValues()) + "\nsend:\n  url: " + url() + style.path() + "\n";
  }

  @Override
  protected Future<Answer> answer(Call call) {
    return Future.succeededFuture(answerNow(call));
  }

  @Override
  protected boolean sends(Call call) {
    return call.path().equals(style.path());
  }

  @Override
  protected Answer failure(int status, @Nullable Duration after) {
    var answer = style.refused(status);
    return after == null ? answer : answer.with("Retry-After", String.valueOf(after.toSeconds()));
  }

  @Override
  public Future<Void> say(String person, String text) {
    var id = UUID.randomUUID().toString();
    show(person, PhoneMessage.fromPerson(id, text, clock.instant()));
    var body = GatewayStyle.form(style.inbound(person, text, id, clock.instant().toString())).encoded();
    return post(person, new Post(inboundUrl(), formHeaders(), body));
  }

  @Override
  public Future<Void> sendFile(String person, Call.Upload file, String caption) {
    return Future.failedFuture(new IllegalArgumentException("An SMS carries no file"));
  }

  @Override
  public Future<Void> sendPlace(String person, double latitude, double longitude) {
    return Future.failedFuture(new IllegalArgumentException("An SMS carries no pin"));
  }

  @Override
  public Future<Void> tap(String person, String choice) {
    return Future.failedFuture(new IllegalArgumentException("An SMS has no buttons: answer by its number"));
  }

  /** Where a person's texts are posted. */
  public String inboundUrl() {
    return botUrl() + "/webhooks/gateway/" + secret + "/inbound";
  }

  private Answer answerNow(Call call) {
    if (!sends(call)) {
      return Answer.of(404, "text/plain", "not here");
    }
    if (!style.signedIn(call)) {
      return style.refused(403);
    }
    var fields = style.fields(call);
    var text = style.text(fields);
    var to = person(String.valueOf(fields.get("to")));
    if (text == null || text.isBlank() || !to.matches("\\+[1-9][0-9]{6,14}")) {
      return style.refused(400);
    }
    var id = UUID.randomUUID().toString();
    show(to, PhoneMessage.fromBot(id, text, List.of(), clock.instant()));
    var callback = style.callback(call).orElse(botUrl() + "/webhooks/gateway/" + secret + "/status");
    if (!style.sent().isEmpty()) {
      after(TO_THE_NETWORK).onSuccess(done -> report(to, id, style.sent(), Mark.SENT, callback));
    }
    after(TO_THE_PHONE).onSuccess(done -> report(to, id, style.delivered(), Mark.DELIVERED, callback));
    return style.taken(id);
  }

  private void report(String to, String id, String state, Mark mark, String callback) {
    mark(to, id, mark);
    var fields = style.status(to, id, state, clock.instant().toString());
    var url = callback.replace("%d", state);
    postReceipt(to, id,
        new Post(url, formHeaders(), fields.isEmpty() ? Buffer.buffer() : GatewayStyle.form(fields).encoded()));
  }

  private static MultiMap formHeaders() {
    return MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-www-form-urlencoded");
  }

  private static String person(String written) {
    if (written.startsWith("+")) {
      return written;
    }
    return written.startsWith("0") ? "+40" + written.substring(1) : "+" + written;
  }
}
