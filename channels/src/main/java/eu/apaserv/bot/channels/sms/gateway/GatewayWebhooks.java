package eu.apaserv.bot.channels.sms.gateway;

import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.channels.sms.PhoneNumber;
import eu.apaserv.bot.channels.sms.SmsWords;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Reception.Answer;
import eu.apaserv.bot.core.channel.Reception.Taken;
import eu.apaserv.bot.core.channel.Reception.Turned;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Digests;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What the gateway calls. Its calls bear no signature: a secret in the address and where they come from must do. */
final class GatewayWebhooks {
  private static final String PATH = "/webhooks/gateway/:secret/";
  /** The query parameter that carries our id through the gateway. */
  static final String OUTBOUND = "outbound";
  private static final int LONGEST_TEXT = 4096;

  private final String channel;
  private final GatewaySettings settings;
  private final GatewayAnswer names;
  private final Clock clock;

  GatewayWebhooks(String channel, GatewaySettings settings, Clock clock) {
    this.channel = channel;
    this.settings = settings;
    this.names = new GatewayAnswer(settings);
    this.clock = clock;
  }

  List<Webhook> list() {
    return Stream.of("GET", "POST").flatMap(method -> Stream.of(
        new Webhook(method, PATH + "inbound", request -> receive(request, (_, fields) -> inbound(fields))),
        new Webhook(method, PATH + "status", request -> receive(request, this::status)))).toList();
  }

  String url(String which) {
    return settings.publicUrl() + PATH.replace(":secret", settings.secret()) + which;
  }

  private Reception receive(Request request, BiFunction<Request, Fields, Reception> read) {
    if (!knowsSecret(request.uri())) {
      return new Turned(403,
          "Wrong secret in the address: the gateway must call the one with the secret of SMS_GATEWAY_FILE");
    }
    if (!settings.allow().isEmpty() && !Network.anyHas(settings.allow(), caller(request))) {
      return new Turned(403, "A call from an address that 'allow' of SMS_GATEWAY_FILE does not have");
    }
    var fields = Fields.read(request.body(), request.query());
    return fields.isEmpty() ? new Turned(400, "Nothing in it can be read") : read.apply(request, fields);
  }

  private boolean knowsSecret(String uri) {
    var path = uri.split("\\?", 2)[0].split("/", -1);
    return path.length > 3 && MessageDigest.isEqual(settings.secret().getBytes(StandardCharsets.UTF_8),
        path[3].getBytes(StandardCharsets.UTF_8));
  }

  /** What our own proxies say, and nobody else's header: from the last entry on, the first that is none of them. */
  private String caller(Request request) {
    var caller = request.remote();
    var entries = String.join(",", request.headers().getAll("X-Forwarded-For")).split(",", -1);
    for (int i = entries.length - 1; i >= 0 && Network.anyHas(settings.proxies(), caller); i--) {
      if (!entries[i].isBlank()) {
        caller = entries[i].strip();
      }
    }
    return caller;
  }

  private Reception inbound(Fields fields) {
    var from = fields.get(settings.inbound().from());
    var text = fields.get(settings.inbound().hex()).flatMap(GatewayWebhooks::utf16)
        .or(() -> fields.get(settings.inbound().text()));
    if (from.isEmpty()) {
      return new Turned(400, "The call does not say who wrote, or in another field than SMS_GATEWAY_FILE says");
    }
    var number = number(from.get());
    if (number.isEmpty()) {
      return taken(List.of(), settings.inbound().answer());
    }
    var body = SmsWords.heard(text.orElse("").strip());
    var at = time(fields, settings.inbound().time());
    var id = fields.get(settings.inbound().id()).map(names::name)
        .orElseGet(() -> settings.name() + ":" + digest(number.get(), body, fields.get(settings.inbound().time())));
    var content = new Content.Text(Untrusted.text(body, LONGEST_TEXT));
    return taken(List.of(new Inbound(new Address(channel, number.get()), id, content, at)),
        settings.inbound().answer());
  }

  private Reception status(Request request, Fields fields) {
    var outbound = Optional.ofNullable(request.query().get(OUTBOUND)).filter(id -> id.matches("[1-9][0-9]{0,17}"))
        .map(Long::valueOf);
    var id = fields.get(settings.status().id());
    var state = fields.get(settings.status().state());
    if (state.isEmpty() || (id.isEmpty() && outbound.isEmpty())) {
      return new Turned(400, "The call names no message or no state, or in other fields than SMS_GATEWAY_FILE says");
    }
    var mark = settings.status().states().get(state.get().toLowerCase(Locale.ROOT));
    if (mark == null) {
      return taken(List.of(), settings.status().answer());
    }
    var error = mark == Mark.FAILED
        ? fields.get(settings.status().error()).filter(code -> code.matches("[A-Za-z0-9_.-]{1,20}")).orElse(null)
        : null;
    var name = id.map(names::name).orElseGet(() -> names.nameOfOurs(outbound.orElseThrow()));
    return taken(List.of(new Receipt(channel, outbound.orElse(null), name, mark, error,
        time(fields, settings.status().time()))), settings.status().answer());
  }

  private Instant time(Fields fields, List<String> paths) {
    return fields.get(paths).flatMap(settings.times()::read).orElseGet(clock::instant);
  }

  private static Reception taken(List<? extends Event> events, String answer) {
    return new Taken(List.copyOf(events), 0, new Answer("text/plain", answer));
  }

  /** Gateways leave the plus out; a name cannot be answered. */
  private static Optional<String> number(String written) {
    return PhoneNumber.e164(written).or(() -> PhoneNumber.e164("+" + written));
  }

  /** Some give texts as the network has them, in hexadecimal. */
  private static Optional<String> utf16(String hex) {
    return hex.matches("([0-9A-Fa-f]{4}){1,5000}")
        ? Optional.of(new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_16BE).replace("\0", ""))
        : Optional.empty();
  }

  /** For a gateway that names no texts: the same words of the same moment are the same message. */
  private String digest(String number, String text, Optional<String> time) {
    var digest = Digests.sha256(number + '\0' + text + '\0' + time.orElseGet(() -> clock.instant().toString()));
    return HexFormat.of().formatHex(digest, 0, 16);
  }
}
