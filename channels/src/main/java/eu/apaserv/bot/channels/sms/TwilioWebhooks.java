package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Reception.Answer;
import eu.apaserv.bot.core.channel.Reception.Taken;
import eu.apaserv.bot.core.channel.Reception.Turned;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the provider calls: incoming messages, and how far ours got. */
final class TwilioWebhooks {
  static final String INBOUND_PATH = "/webhooks/twilio";
  static final String STATUS_PATH = "/webhooks/twilio/status";
  /** The query parameter that carries our id through the provider. */
  static final String OUTBOUND = "outbound";

  private static final Answer NOTHING_TO_SAY = new Answer("text/xml", "<Response/>");
  private static final int LONGEST_TEXT = 4096;
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_ADDRESS = 1024;
  private static final int MOST_MEDIA = 10;

  private final TwilioSettings settings;
  private final TwilioSignature signature;
  private final Clock clock;

  TwilioWebhooks(TwilioSettings settings, Clock clock) {
    this.settings = settings;
    this.signature = new TwilioSignature(settings.authToken());
    this.clock = clock;
  }

  List<Webhook> list() {
    return List.of(new Webhook("POST", INBOUND_PATH, request -> receive(request, "From", this::inbound)),
        new Webhook("POST", STATUS_PATH, request -> receive(request, "MessageStatus", form -> receipt(request, form))));
  }

  private Reception receive(Request request, String needed, Function<Form, List<? extends Event>> events) {
    var given = request.headers().get(TwilioSignature.HEADER);
    if (given == null) {
      return new Turned(403, "A call without " + TwilioSignature.HEADER);
    }
    var call = TwilioCall.read(request);
    if (call.isEmpty()) {
      return new Turned(413, "The form is longer than the provider's forms are");
    }
    if (!signature.matches(given, settings.signedBases(), request.uri(), call.get().signed())
        || !call.get().genuine()) {
      return new Turned(403, "Wrong signature: TWILIO_AUTH_TOKEN and PUBLIC_URL must be those the provider uses");
    }
    var form = call.get().fields();
    if (id(form).isEmpty() || form.get(needed).isBlank()) {
      return new Turned(400, "The form has no MessageSid or no " + needed);
    }
    return new Taken(List.copyOf(events.apply(form)), 0, NOTHING_TO_SAY);
  }

  /** WhatsApp has its own channel; a sender that is no number (a brand, a short code) cannot be answered. */
  private List<Inbound> inbound(Form form) {
    var number = form.get("From").startsWith("+") ? PhoneNumber.e164(form.get("From")) : Optional.<String>empty();
    if (number.isEmpty()) {
      return List.of();
    }
    var from = new Address(TwilioChannel.NAME, number.get());
    var inbounds = new ArrayList<Inbound>();
    var contents = contents(form);
    for (int i = 0; i < contents.size(); i++) {
      var id = i == 0 ? id(form) : id(form) + "/" + i;
      inbounds.add(new Inbound(from, id, contents.get(i), clock.instant()));
    }
    return inbounds;
  }

  /** A text, or the attached files; what was typed with them is the caption of the first. */
  private static List<Content> contents(Form form) {
    var text = heard(clean(form.get("Body"), LONGEST_TEXT), form.get("OptOutType"));
    int media = Math.min(number(form.get("NumMedia")), MOST_MEDIA);
    var contents = new ArrayList<Content>();
    for (int i = 0; i < media; i++) {
      var type = clean(form.get("MediaContentType" + i), LONGEST_ID);
      var address = form.get("MediaUrl" + i);
      if (address.length() <= LONGEST_ADDRESS && address.matches("https?://[\\x21-\\x7e]+")) {
        var caption = contents.isEmpty() ? text : "";
        contents.add(new Content.Media(kind(type), address, type.isEmpty() ? null : type, caption));
      }
    }
    if (contents.isEmpty()) {
      contents.add(media > 0 && text.isEmpty() ? new Content.Unsupported("media") : new Content.Text(text));
    }
    return contents;
  }

  /** The account may have words of its own: the provider says what they meant. */
  private static String heard(String text, String optOutType) {
    return switch (optOutType) {
      case "STOP" -> text.equalsIgnoreCase("stop") ? text : "STOP";
      case "START" -> text.equalsIgnoreCase("unstop") ? text : "START";
      default -> SmsWords.heard(text);
    };
  }

  private static String kind(String mimeType) {
    int slash = mimeType.indexOf('/');
    return switch (slash < 0 ? "" : mimeType.substring(0, slash)) {
      case "image" -> "image";
      case "audio" -> "audio";
      case "video" -> "video";
      default -> "document";
    };
  }

  private List<Receipt> receipt(Request request, Form form) {
    var mark = mark(form.get("MessageStatus"));
    if (mark == null) {
      return List.of();
    }
    var code = form.get("ErrorCode").matches("[0-9]{1,6}") ? form.get("ErrorCode") : null;
    return List.of(new Receipt(TwilioChannel.NAME, outbound(request), id(form), mark, mark == Mark.FAILED ? code : null,
        clock.instant()));
  }

  /** Null for a step on the way that tells nobody anything, and for a word of tomorrow. */
  private static @Nullable Mark mark(String status) {
    return switch (status) {
      case "sent", "partially_delivered" -> Mark.SENT;
      case "delivered" -> Mark.DELIVERED;
      case "read" -> Mark.READ;
      case "failed", "undelivered", "canceled" -> Mark.FAILED;
      default -> null;
    };
  }

  private static @Nullable Long outbound(Request request) {
    var id = request.query().get(OUTBOUND);
    return id != null && id.matches("[1-9][0-9]{0,17}") ? Long.valueOf(id) : null;
  }

  private static String id(Form form) {
    var sid = form.get("MessageSid").isEmpty() ? form.get("SmsSid") : form.get("MessageSid");
    return clean(sid, LONGEST_ID);
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
  }

  private static String clean(String text, int longest) {
    return Untrusted.text(text.replace("\0", "").strip(), longest);
  }
}
