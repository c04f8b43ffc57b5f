package eu.apaserv.bot.channels.sms.gateway;

import eu.apaserv.bot.channels.sms.Gsm7;
import eu.apaserv.bot.channels.sms.Segments;
import eu.apaserv.bot.channels.sms.Sms;
import eu.apaserv.bot.channels.sms.SmsApi;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.http.NoAnswer;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SMS through an HTTP gateway that a file describes: its own words are data, not code. */
public final class GatewayChannel implements Channel {
  public static final String NAME = "sms";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int CONNECTIONS = 32;

  private final GatewaySettings settings;
  private final GatewayWebhooks webhooks;
  private final GatewayAnswer answers;
  private final SmsApi api;

  public GatewayChannel(Vertx vertx, GatewaySettings settings, Clock clock) {
    this(vertx, settings, clock, PATIENCE);
  }

  /** @param patience how long an answer is waited for */
  public GatewayChannel(Vertx vertx, GatewaySettings settings, Clock clock, Duration patience) {
    this.settings = settings;
    this.webhooks = new GatewayWebhooks(NAME, settings, clock);
    this.answers = new GatewayAnswer(settings);
    this.api = new SmsApi(vertx, CONNECTIONS, patience);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Sms.CAPABILITIES;
  }

  @Override
  public List<Webhook> webhooks() {
    return webhooks.list();
  }

  @Override
  public void report(Exchanges to) {
    api.report(to);
  }

  @Override
  public Delivery send(Outbound message, Supplier<OwnFile> file) {
    return Sms.send(message, settings.letters(), "address", sms -> post(message.id(), sms));
  }

  @Override
  public int parts(String template, String text) {
    return settings.letters().segments(template, text, Segments.Reference.EIGHT_BIT).count();
  }

  @Override
  public boolean plain(String template, String text) {
    return settings.letters().plain(template, text);
  }

  @Override
  public Future<Void> close() {
    api.close();
    return Future.succeededFuture();
  }

  /** Gateways have no call that costs nothing and says everything: that somebody listens there is what can be asked. */
  @Override
  public List<String> check() {
    var findings = new ArrayList<String>();
    var address = URI.create(settings.send().url().replaceAll("[{}]", "_"));
    api.request(HttpMethod.GET, address.getScheme() + "://" + address.getRawAuthority() + "/").send()
        .onFailure(broken -> findings.add("The SMS gateway is not reachable (" + NoAnswer.why(broken)
            + "): check send.url of SMS_GATEWAY_FILE and the network"))
        .otherwiseEmpty().toCompletionStage().toCompletableFuture().join();
    return findings;
  }

  private Delivery post(long id, Sms sms) {
    return api.send(id, settings.send().method() + " " + settings.name() + " to " + sms.to(), call(known(id, sms)),
        response -> delivery(id, response));
  }

  private Future<HttpResponse<Buffer>> call(Map<String, String> known) {
    var send = settings.send();
    HttpRequest<Buffer> request = api.request(HttpMethod.valueOf(send.method()), fill(send.url(), known));
    send.headers().forEach((name, value) -> request.putHeader(name, fill(value, known)));
    send.query().forEach((name, value) -> request.addQueryParam(name, fill(value, known)));
    if (!send.json().isEmpty()) {
      var json = new JsonObject();
      send.json().forEach((name, value) -> put(json, name, fill(value, known)));
      return request.sendJsonObject(json);
    }
    if (send.form().isEmpty()) {
      return request.send();
    }
    var form = MultiMap.caseInsensitiveMultiMap();
    send.form().forEach((name, value) -> form.set(name, fill(value, known)));
    return request.sendForm(form);
  }

  /** {@code a.b} is b inside a. */
  private static void put(JsonObject json, String path, String value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      json.put(path, value);
      return;
    }
    var name = path.substring(0, dot);
    if (!(json.getValue(name) instanceof JsonObject)) {
      json.put(name, new JsonObject());
    }
    put(json.getJsonObject(name), path.substring(dot + 1), value);
  }

  /** A value is filled in once: what a customer's words look like does not matter. */
  private static String fill(String template, Map<String, String> known) {
    return PLACEHOLDER.matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(known.getOrDefault(found.group(1), found.group())));
  }

  private Map<String, String> known(long id, Sms sms) {
    var text = sms.text();
    boolean gsm = Gsm7.hasAll(text);
    var known = new HashMap<>(settings.send().values());
    known.put("to", number(sms.to()));
    known.put("text", text);
    known.put("hex", HexFormat.of().formatHex(gsm ? Gsm7.encode(text) : text.getBytes(StandardCharsets.UTF_16BE)));
    known.put("id", String.valueOf(id));
    known.put("unicode", gsm ? "0" : "1");
    known.put("unicode_coding", gsm ? "0" : "2");
    known.put("coding", gsm ? "0" : "8");
    known.put("status_url", webhooks.url("status") + "?" + GatewayWebhooks.OUTBOUND + "=" + id);
    known.put("inbound_url", webhooks.url("inbound"));
    return known;
  }

  private String number(String e164) {
    return switch (settings.numbers()) {
      case PLUS -> e164;
      case PLAIN -> e164.substring(1);
      case NATIONAL -> e164.startsWith("+40") ? "0" + e164.substring(3) : e164.substring(1);
    };
  }

  private Delivery delivery(long id, HttpResponse<Buffer> response) {
    var body = response.body() == null ? Buffer.buffer() : response.body();
    return answers.delivery(id, response.statusCode(), body, response.getHeader("Retry-After"));
  }
}
