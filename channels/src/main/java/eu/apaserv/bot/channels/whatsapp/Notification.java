package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Moved;
import eu.apaserv.bot.core.message.Receipt;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One POST of Meta: entries of changes of messages and statuses, possibly of several numbers. Each element stands for
 * itself, so that a bad one costs only itself. Used once.
 */
final class Notification {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern MOMENT = Pattern.compile("[0-9]{1,15}");
  private static final int LONGEST_ID = 512;
  private static final long MILLISECONDS_FROM = 100_000_000_000L;
  private static final long LAST_SECOND = 4_102_444_800L;
  private final String phoneNumberId;
  private final String account;
  private final Clock clock;
  private final List<Event> events = new ArrayList<>();
  private int unreadable;

  /** @param account whose news count; empty: those of any */
  Notification(String phoneNumberId, String account, Clock clock) {
    this.phoneNumberId = phoneNumberId;
    this.account = account;
    this.clock = clock;
  }

  Reception.Taken read(JsonNode root) {
    for (var entry : root.path("entry")) {
      if (!entry.isObject() || !entry.path("changes").isArray()) {
        unreadable++;
        continue;
      }
      var ours = account.isEmpty() || Wire.text(entry.path("id")).equals(account);
      var at = time(entry.path("time"));
      entry.path("changes").forEach(change -> change(change, ours, at));
    }
    return new Reception.Taken(events, unreadable);
  }

  /**
   * @param ours it is about our business account: an app may be subscribed to several
   * @param at when it happened, for news that do not say so themselves
   */
  private void change(JsonNode change, boolean ours, Instant at) {
    if (change.isObject() && !Wire.text(change.path("field")).equals("messages")) {
      if (ours) {
        news(Wire.text(change.path("field")), change.path("value"), at);
      }
      return;
    }
    var value = change.path("value");
    var number = value.path("metadata").path("phone_number_id");
    if (Wire.text(number).isEmpty()) {
      unreadable++;
      return;
    }
    if (!Wire.text(number).equals(phoneNumberId)) {
      return; // another number of the same account, which another bot serves
    }
    var contacts = new Contacts(value.path("contacts"));
    each(value.path("messages"), message -> message(message, contacts));
    each(value.path("statuses"), this::status);
  }

  /** Templates, quality, account, ids of people; a field that we do not know says nothing to us. */
  private void news(String field, JsonNode value, Instant at) {
    if (field.equals("user_id_update")) {
      each(value.path("user_id_update"), update -> moved(SystemNews.updated(update)));
    } else {
      TemplateNews.of(field, value, at).ifPresent(events::add);
    }
  }

  private void moved(Optional<Moved> moved) {
    moved.ifPresentOrElse(events::add, () -> unreadable++);
  }

  private void each(JsonNode list, Consumer<JsonNode> element) {
    if (list.isArray()) {
      list.forEach(element);
    } else if (!list.isMissingNode() && !list.isNull()) {
      unreadable++;
    }
  }

  private void message(JsonNode message, Contacts contacts) {
    if (message.hasNonNull("group_id")) {
      return; // an answer in a group would show a customer's data to others
    }
    if (Wire.text(message.path("type")).equals("system")) {
      SystemNews.of(message).ifPresent(events::add);
      return;
    }
    var id = id(message);
    var sender = Identity.of(message, contacts);
    if (id == null || sender == null) {
      unreadable++;
      return;
    }
    MessageContent.of(message).ifPresent(content -> events.add(
        new Inbound(sender.address(), id, sender.aliases(), sender.name(), content, time(message.path("timestamp")))));
  }

  private void status(JsonNode status) {
    var id = id(status);
    if (id == null) {
      unreadable++;
      return;
    }
    var mark = mark(Wire.text(status.path("status")));
    if (mark != null) {
      events.add(new Receipt(WhatsAppChannel.NAME, ours(Wire.text(status.path("biz_opaque_callback_data"))), id, mark,
          mark == Receipt.Mark.FAILED ? errorCode(status.path("errors").path(0)) : null,
          time(status.path("timestamp")), price(status.path("pricing"))));
    }
  }

  /** For example {@code PMP regular utility billable}. */
  private static @Nullable String price(JsonNode pricing) {
    if (!pricing.isObject()) {
      return null;
    }
    var billable = pricing.path("billable");
    var charged = !billable.isBoolean() ? "" : billable.booleanValue() ? "billable" : "free";
    var words = Stream.concat(Stream.of("pricing_model", "type", "category").map(f -> Wire.text(pricing.path(f))),
        Stream.of(charged)).filter(w -> w.matches("[A-Za-z_]{1,40}")).collect(Collectors.joining(" "));
    return words.isEmpty() ? null : words;
  }

  /** Null for words that say nothing of how far it got (deleted) or that we do not know yet. */
  private static Receipt.@Nullable Mark mark(String status) {
    return switch (status) {
      case "sent" -> Receipt.Mark.SENT;
      case "delivered" -> Receipt.Mark.DELIVERED;
      case "read", "played" -> Receipt.Mark.READ;
      case "failed" -> Receipt.Mark.FAILED;
      default -> null;
    };
  }

  private static String errorCode(JsonNode error) {
    var code = Untrusted.text(Wire.text(error.path("code")), 20);
    return code.isBlank() ? "unknown" : code;
  }

  private static @Nullable Long ours(String opaque) {
    return NUMBER.matcher(opaque).matches() ? Long.valueOf(opaque) : null;
  }

  private static @Nullable String id(JsonNode element) {
    var id = Untrusted.text(Wire.text(element.path("id")), LONGEST_ID + 1);
    return id.isBlank() || id.length() > LONGEST_ID ? null : id;
  }

  /** Seconds as a rule, sometimes milliseconds, as string or number; without a usable one it came now. */
  private Instant time(JsonNode timestamp) {
    var text = Wire.text(timestamp);
    if (!MOMENT.matcher(text).matches()) {
      return clock.instant();
    }
    var number = Long.parseLong(text);
    if (number >= MILLISECONDS_FROM && number < LAST_SECOND * 1000) {
      return Instant.ofEpochMilli(number);
    }
    return number > 0 && number < LAST_SECOND ? Instant.ofEpochSecond(number) : clock.instant();
  }
}
