package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.ticket.Ticket;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.conversations.ticket.TicketState;
import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.core.console.Answer;
import eu.apaserv.bot.core.console.Masked;
import eu.apaserv.bot.core.console.Route;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.console.Signpost;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Visit;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.Attachments.Attachment;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.FileType;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffReveals;
import eu.apaserv.bot.core.store.Token;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Faults, complaints and requests: by how far they are, faults by place; what is answered goes to all who reported. */
final class TicketSection implements Section {
  private static final int MOST = 500;
  private static final int LONGEST_ANSWER = 1000;
  private static final List<TicketState> OPEN = List.of(TicketState.NEW, TicketState.IN_WORK, TicketState.ANSWERED);

  private final TicketWork work;
  private final Attachments attachments;
  private final AuditLog audit;
  private final StaffReveals reveals;
  private final Clock clock;
  private final ZoneId zone;
  private final Runnable told;
  private final Templates templates = Templates.of(TicketSection.class);

  /** @param told rung when a customer is written to */
  TicketSection(TicketWork work, Attachments attachments, AuditLog audit, StaffReveals reveals, Clock clock,
      ZoneId zone, Runnable told) {
    this.work = work;
    this.attachments = attachments;
    this.audit = audit;
    this.reveals = reveals;
    this.clock = clock;
    this.zone = zone;
    this.told = told;
  }

  /**
   * @param place where a fault is; of everything else it may be where somebody lives, and is masked until it is revealed
   * @param late the law's day for an answer is over, or today
   */
  record Row(Ticket ticket, String place, String kind, String topic, String state, String filed, String due,
      boolean late) {}

  /** Tickets of one place, the place with most first. */
  record Place(String name, List<Row> rows) {}

  /** @param kind the one that is shown; empty: all */
  record ListPage(Words words, String view, String kind, List<String> kinds, List<Place> places) {}

  /**
   * A file that came with it.
   *
   * @param picture a browser shows it; anything else is only downloaded
   * @param kind for example {@code PDF}; empty: it is not here
   */
  record Evidence(String address, boolean picture, String kind) {}

  /**
   * @param evidence nothing in it can be masked: none for viewers
   * @param body numbers and mail addresses in it masked, as in what was answered and noted, until they are revealed
   * @param key what is done with the form is done once
   */
  record OnePage(Visit visit, Words words, Row row, String body, List<TicketWork.Event> events,
      List<TicketWork.Note> notes, List<Evidence> evidence, List<UUID> reporters, String key, String expected,
      boolean revealed) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("tickets", Group.WORK, Role.VIEWER).saying(ConsolePages.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.VIEWER, this::list), Route.get("/:number", Role.VIEWER, this::one),
        Route.get("/:number/pictures/:n", Role.OPERATOR, this::picture),
        Route.post("/:number/reveal", Role.OPERATOR, this::reveal),
        Route.post("/:number/note", Role.OPERATOR, this::note),
        Route.post("/:number/take", Role.OPERATOR, this::take),
        Route.post("/:number/expect", Role.DISPATCHER, this::expect),
        Route.post("/:number/answer", Role.OPERATOR, this::answer),
        Route.post("/:number/close", Role.OPERATOR, this::close));
  }

  private Answer list(Visit visit) {
    var view = List.of("closed", "places").contains(visit.asked("view")) ? visit.asked("view") : "open";
    var kind = visit.asked("kind");
    var rows = work.list(view.equals("closed") ? List.of(TicketState.CLOSED) : OPEN, MOST).stream()
        .filter(ticket -> kind.isEmpty() || ticket.kind().name().equalsIgnoreCase(kind))
        .map(ticket -> row(visit.words(), ticket, false)).toList();
    var kinds = List.of(TicketKind.values()).stream().map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    return templates.page(visit, "tickets", visit.words().say("nav.tickets"), new ListPage(visit.words(), view, kind,
        kinds, view.equals("places") ? byPlace(visit.words(), rows) : List.of(new Place("", rows))));
  }

  private static List<Place> byPlace(Words words, List<Row> rows) {
    var places = rows.stream().collect(Collectors.groupingBy(
        row -> row.place().isEmpty() ? words.say("ticket.nowhere") : row.place(), TreeMap::new, Collectors.toList()));
    return places.entrySet().stream().sorted(Map.Entry.comparingByValue((a, b) -> b.size() - a.size()))
        .map(one -> new Place(one.getKey(), one.getValue())).toList();
  }

  private Row row(Words words, Ticket ticket, boolean revealed) {
    boolean late = ticket.state() != TicketState.CLOSED && !ticket.dueOn().isAfter(LocalDate.ofInstant(clock.instant(),
        zone));
    return new Row(ticket, revealed || ticket.kind() == TicketKind.FAULT ? ticket.where() : Masked.name(ticket.where()),
        words.or("ticket_kind", ticket.kind().name()),
        ticket.topic().isEmpty() ? "" : words.or("ticket_topic", ticket.topic()),
        words.or("ticket_state", ticket.state().name()), words.when(ticket.filedAt(), clock.instant()),
        words.day(ticket.dueOn().atStartOfDay(zone).toInstant()), late);
  }

  private Answer one(Visit visit) {
    return work.find(visit.part("number")).map(ticket -> one(visit, ticket)).orElseGet(() -> said("", "no_ticket"));
  }

  private Answer one(Visit visit, Ticket ticket) {
    var number = ticket.number();
    var words = visit.words();
    var expected = ticket.expectedAt() == null
        ? ""
        : words.day(ticket.expectedAt()) + " " + words.time(ticket.expectedAt());
    boolean revealed = !reveals.shown(visit.staff(), List.of(subject(number))).isEmpty();
    UnaryOperator<String> shown = revealed ? text -> text : Masked::text;
    var events = work.events(number).stream().map(event -> new TicketWork.Event(event.who(), event.what(),
        shown.apply(event.note()), event.at())).toList();
    var notes = work.notes(number).stream().map(note -> readable(words, note))
        .map(note -> new TicketWork.Note(note.staff(), shown.apply(note.body()), note.at())).toList();
    return templates.page(visit, "ticket", number, new OnePage(visit, words, row(words, ticket, revealed),
        shown.apply(ticket.body()), events, notes, visit.may(Role.OPERATOR) ? evidence(number) : List.of(),
        work.reporters(number), Token.random(), expected, revealed));
  }

  private List<Evidence> evidence(String number) {
    var photos = work.photos(number);
    return IntStream.range(0, photos.size()).mapToObj(n -> {
      var type = attachments.find(photos.get(n).conversation(), photos.get(n).providerId()).map(Attachment::type);
      return new Evidence(path("/" + number + "/pictures/" + n), type.map(FileType::picture).orElse(false),
          type.map(known -> known.ending().toUpperCase(Locale.ROOT)).orElse(""));
    }).toList();
  }

  /** What the person added has its topic in words, as a ticket has. */
  static TicketWork.Note readable(Words words, TicketWork.Note note) {
    if (!note.staff().equals(TicketWork.THEMSELVES)) {
      return note;
    }
    var parts = note.body().split("\n", 2);
    var body = words.or("ticket_topic", parts[0]) + (parts.length > 1 ? "\n" + parts[1] : "");
    return new TicketWork.Note(words.say("ticket.added"), body, note.at());
  }

  private static String subject(String number) {
    return "ticket " + number;
  }

  private Answer reveal(Visit visit) {
    var number = visit.part("number");
    if (visit.field("reason").isEmpty() || work.find(number).isEmpty()) {
      return said("/" + number, "ticket_reason");
    }
    reveals.reveal(visit.staff(), subject(number), visit.field("reason"));
    return Answer.redirect(path("/" + number));
  }

  /** For colleagues: the customer never sees it, so nobody is told. */
  private Answer note(Visit visit) {
    var number = visit.part("number");
    return written(visit).map(text -> {
      boolean done = work.note(Typed.key(visit), number, visit.staff().name(), text);
      if (done) {
        audit.write(visit.staff(), "ticket.noted", number, "");
      }
      return done ? said("/" + number, "ticket_noted").taken(visit) : said("/" + number, "ticket_unchanged");
    }).orElseGet(() -> unwritten(visit));
  }

  private Answer picture(Visit visit) {
    var photos = work.photos(visit.part("number"));
    return Typed.index(visit.part("n")).filter(n -> n < photos.size()).map(photos::get)
        .flatMap(photo -> attachments.find(photo.conversation(), photo.providerId()))
        .flatMap(file -> attachments.open(file.conversation(), file.id()))
        .map(opened -> opened.type().picture()
            ? Answer.picture(opened.type().mimeType(), opened.bytes())
            : Answer.file(opened.type().mimeType(),
                visit.part("number") + "-" + visit.part("n") + "." + opened.type().ending(), opened.bytes()))
        .orElseGet(() -> said("/" + visit.part("number"), "no_picture"));
  }

  private Answer take(Visit visit) {
    return done(visit, "ticket.taken", work.assign(Typed.key(visit), visit.part("number"), visit.staff().name()));
  }

  private Answer expect(Visit visit) {
    var at = moment(visit.field("at"));
    return at.isEmpty() || at.get().isBefore(clock.instant())
        ? said("/" + visit.part("number"), "ticket_when")
        : done(visit, "ticket.expected",
            work.expect(Typed.key(visit), visit.part("number"), visit.staff().name(), at.get()));
  }

  private Answer answer(Visit visit) {
    return written(visit).map(text -> done(visit, "ticket.answered", work.answer(Typed.key(visit), visit.part("number"),
        visit.staff().name(), text))).orElseGet(() -> unwritten(visit));
  }

  private Answer close(Visit visit) {
    return written(visit).map(text -> done(visit, "ticket.closed", work.close(Typed.key(visit), visit.part("number"),
        visit.staff().name(), text))).orElseGet(() -> unwritten(visit));
  }

  private Answer unwritten(Visit visit) {
    return said("/" + visit.part("number"), "ticket_text");
  }

  private static Optional<String> written(Visit visit) {
    var text = visit.field("text");
    return text.isEmpty() || text.length() > LONGEST_ANSWER ? Optional.empty() : Optional.of(text);
  }

  private Optional<Instant> moment(String typed) {
    try {
      return Optional.of(LocalDateTime.parse(typed).atZone(zone).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private Answer done(Visit visit, String deed, boolean done) {
    var number = visit.part("number");
    if (done) {
      audit.write(visit.staff(), deed, number, "");
      told.run();
    }
    return done
        ? said("/" + number, deed.replace('.', '_')).taken(visit)
        : said("/" + number, "ticket_unchanged");
  }
}
