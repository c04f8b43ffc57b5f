package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.ticket.Ticket;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.conversations.ticket.TicketState;
import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Faults, complaints and requests: read, taken, answered, closed. What is answered goes to all who reported. */
final class TicketsPart implements ApiPart {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int LONGEST_ANSWER = 1000;
  private static final List<TicketState> OPEN = List.of(TicketState.NEW, TicketState.IN_WORK, TicketState.ANSWERED);

  private final Clock clock;

  TicketsPart(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/tickets", "tickets", Scope.TICKETS_READ, this::list, "state", "kind", "cursor", "limit"),
        Endpoint.get("/tickets/:number", "ticket", Scope.TICKETS_READ, call -> one(call.database(), number(call))),
        post("take", "takeTicket", this::take), post("expect", "expectTicket", this::expect, "at").by(Role.DISPATCHER),
        post("answer", "answerTicket", this::answer, "text"), post("close", "closeTicket", this::close, "text"),
        post("note", "noteOnTicket", this::note, "text"));
  }

  private static Endpoint post(String step, String operation, Endpoint.Handler handler, String... fields) {
    return Endpoint.post("/tickets/:number/" + step, operation, Scope.TICKETS_WRITE, handler, fields);
  }

  private static String number(Call call) {
    return call.part("number");
  }

  private JsonObject list(Call call) {
    int limit = call.limit(USUAL, MOST);
    var asked = call.oneOf("state", "open", "new", "in_work", "answered", "closed");
    var states = asked.equals("open") ? OPEN : List.of(TicketState.valueOf(asked.toUpperCase(Locale.ROOT)));
    var rows = new TicketWork(call.database(), clock).list(states, kinds(call), call.cursor(0), limit + 1);
    return Fields.page("tickets", rows, limit, TicketsPart::fields, Ticket::id);
  }

  private static List<TicketKind> kinds(Call call) {
    var words = Stream.concat(Stream.of(""), Stream.of(TicketKind.values()).map(TicketsPart::word))
        .toArray(String[]::new);
    var asked = call.oneOf("kind", words);
    return Stream.of(TicketKind.values()).filter(kind -> asked.isEmpty() || word(kind).equals(asked)).toList();
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject fields(Ticket ticket) {
    return new JsonObject().put("number", ticket.number()).put("kind", word(ticket.kind()))
        .put("topic", ticket.topic()).put("state", word(ticket.state())).put("place", ticket.where())
        .put("body", new Veil(false).text(ticket.body())).put("filed_at", ticket.filedAt().toString())
        .put("due_on", ticket.dueOn().toString()).put("owner", ticket.owner())
        .put("expected_at", Fields.moment(ticket.expectedAt()));
  }

  private JsonObject one(Database database, String number) {
    var work = new TicketWork(database, clock);
    var ticket = work.find(number).orElseThrow(() -> Problem.missing("There is no ticket of this number"));
    return fields(ticket).put("conversations", new JsonArray(work.reporters(number).stream().map(Object::toString)
        .toList())).put("pictures", work.photos(number).size())
        .put("events", Fields.list(work.events(number), event -> new JsonObject().put("who", event.who())
            .put("what", event.what()).put("note", new Veil(false).text(event.note()))
            .put("at", event.at().toString())))
        .put("notes", Fields.list(work.notes(number), note -> new JsonObject().put("who", note.staff())
            .put("text", new Veil(false).text(note.body())).put("at", note.at().toString())));
  }

  /** A step of the desk: false when there was nothing to do. */
  private interface Step {
    boolean take(TicketWork work, String key, String number, String staff);
  }

  private JsonObject done(Call call, String deed, Step step) {
    var number = number(call);
    one(call.database(), number);
    if (!step.take(new TicketWork(call.database(), clock), call.onceKey(), number, call.caller().staff().name())) {
      throw Problem.conflict("ticket_state", "The ticket stands otherwise, so this cannot be done");
    }
    call.audit("ticket." + deed, number, "");
    return one(call.database(), number);
  }

  private JsonObject take(Call call) {
    return done(call, "taken", (work, key, number, staff) -> work.assign(key, number, staff));
  }

  private JsonObject expect(Call call) {
    var at = call.moment("at");
    if (at == null || at.isBefore(clock.instant())) {
      throw Problem.wrong("at is missing or over: a moment to come, like 2026-11-20T08:00:00+02:00");
    }
    return done(call, "expected", (work, key, number, staff) -> work.expect(key, number, staff, at));
  }

  private JsonObject answer(Call call) {
    var text = call.text("text", LONGEST_ANSWER);
    return done(call, "answered", (work, key, number, staff) -> work.answer(key, number, staff, text));
  }

  private JsonObject close(Call call) {
    var text = call.text("text", LONGEST_ANSWER);
    return done(call, "closed", (work, key, number, staff) -> work.close(key, number, staff, text));
  }

  private JsonObject note(Call call) {
    var text = call.text("text", LONGEST_ANSWER);
    return done(call, "noted", (work, key, number, staff) -> work.note(key, number, staff, text));
  }
}
