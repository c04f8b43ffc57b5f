package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.privacy.PrivacyRequests;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests.Kind;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests.Request;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Requests of people about their data: a registry of letters enters them and sees what is open. A copy is given and data
 * erased in the console alone, by people.
 */
final class PrivacyPart implements ApiPart {
  private static final int LONGEST = 500;

  private final Clock clock;
  private final ZoneId zone;

  PrivacyPart(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/privacy/requests", "privacyRequests", Scope.PRIVACY_READ, this::list),
        Endpoint.post("/privacy/requests", "enterPrivacyRequest", Scope.PRIVACY_WRITE, this::enter, "kind",
            "conversation", "reason", "received_on"));
  }

  private JsonObject list(Call call) {
    return new JsonObject().put("requests",
        Fields.list(new PrivacyRequests(call.database(), clock).open(), PrivacyPart::fields));
  }

  private static JsonObject fields(Request one) {
    var veil = new Veil(false);
    return new JsonObject().put("id", one.id()).put("kind", one.kind().code())
        .put("conversation", one.conversation().toString()).put("channel", one.channel())
        .put("address", veil.address(one.address())).put("received_on", one.receivedOn().toString())
        .put("due_on", one.dueOn().toString()).put("entered_by", one.enteredBy())
        .put("state", one.state().name().toLowerCase(Locale.ROOT));
  }

  private JsonObject enter(Call call) {
    var kind = switch (call.text("kind", LONGEST)) {
      case "access" -> Kind.ACCESS;
      case "erasure" -> Kind.ERASURE;
      default -> throw Problem.wrong("kind takes one of access, erasure");
    };
    var person = ConversationsPart.entry(call.database(), conversation(call)).id();
    return fields(new PrivacyRequests(call.database(), clock).enter(kind, person, call.text("reason", LONGEST),
        received(call), call.caller().staff()));
  }

  private static UUID conversation(Call call) {
    try {
      return UUID.fromString(call.text("conversation", LONGEST));
    } catch (IllegalArgumentException e) {
      throw Problem.wrong("conversation takes the id of a conversation");
    }
  }

  private LocalDate received(Call call) {
    var today = LocalDate.ofInstant(clock.instant(), zone);
    try {
      var day = LocalDate.parse(call.text("received_on", LONGEST));
      if (!day.isAfter(today) && day.isAfter(today.minusYears(1))) {
        return day;
      }
    } catch (DateTimeException e) {
      throw Problem.wrong("received_on takes a day like 2026-11-20");
    }
    throw Problem.wrong("received_on takes a day of the last year, today at the latest");
  }
}
