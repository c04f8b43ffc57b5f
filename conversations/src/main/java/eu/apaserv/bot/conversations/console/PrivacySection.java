package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.privacy.PrivacyRequests;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests.Kind;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests.Person;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests.Request;
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
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffForms;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests of people about their data: what is open and until when, what was done, and entering one. */
final class PrivacySection implements Section {
  static final List<String> TEXTS = List.of("console_privacy");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final List<TicketState> OPEN = List.of(TicketState.NEW, TicketState.IN_WORK);
  /** What {@link eu.apaserv.bot.conversations.flow.PrivacyFlow} files: everything else is done in the chat itself. */
  private static final Set<String> WISHES = Set.of("rectification", "objection");
  private static final int MOST = 200;
  private static final int SETTLED = 20;
  private static final int SOON_DAYS = 7;

  private final PrivacyRequests requests;
  private final StaffForms forms;
  private final TicketWork tickets;
  private final PrivacyWork work;
  private final Clock clock;
  private final ZoneId zone;
  private final Templates templates = Templates.of(PrivacySection.class);

  PrivacySection(PrivacyRequests requests, StaffForms forms, TicketWork tickets, PrivacyWork work, Clock clock,
      ZoneId zone) {
    this.requests = requests;
    this.forms = forms;
    this.tickets = tickets;
    this.work = work;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * One request, in words.
   *
   * @param urgency the badge of its term: empty, {@code warn} or {@code bad}
   */
  record Row(String number, String link, String kind, String who, String talk, String received, String due,
      String left, String urgency, String by, String outcome) {}

  /** A wish to be worked off among the tickets. */
  record Petition(String number, String topic, String due, String left, String urgency) {}

  /** What the assistant did by itself. */
  record Done(String talk, String what, String when, String state) {}

  /**
   * The form as it was filled in.
   *
   * @param chosen among several chats that may be meant, in words; empty: none has to be chosen
   */
  record Form(String kind, String who, String received, String reason, List<Choice> chosen, @Nullable String wrong) {}

  /** @param value of the field that says who is meant */
  record Choice(String value, String label) {}

  record Page(Visit visit, Words words, List<Row> open, List<Petition> petitions, List<Row> settled, List<Done> byChat,
      Form form, String today) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("privacy", Group.HOUSE, Role.ADMIN).saying(TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.ADMIN, visit -> show(visit, form(visit, List.of(), null))),
        Route.post("", Role.ADMIN, this::enter), Route.get("/:request", Role.ADMIN, work::show),
        Route.post("/:request/export", Role.ADMIN, work::export),
        Route.post("/:request/settle", Role.ADMIN, work::settle),
        Route.post("/:request/erase", Role.ADMIN, work::erase));
  }

  private Form form(Visit visit, List<Person> people, @Nullable String wrong) {
    var words = visit.words();
    return new Form(visit.field("kind"), visit.field("who").isEmpty() ? visit.asked("who") : visit.field("who"),
        visit.field("received"), visit.field("reason"), people.stream().map(one -> new Choice(
            one.conversation().toString(), words.or("channel", one.channel()) + " " + Masked.id(one.address())))
            .toList(),
        wrong);
  }

  private Answer show(Visit visit, Form form) {
    var words = visit.words();
    var today = LocalDate.ofInstant(clock.instant(), zone);
    var petitions = tickets.list(OPEN, List.of(TicketKind.RECTIFICATION), 0, MOST).stream()
        .filter(one -> WISHES.contains(one.topic())).map(one -> new Petition(one.number(), words.or("ticket_topic",
            one.topic()), DAY.format(one.dueOn()), left(words, today, one.dueOn()), urgency(today, one.dueOn())))
        .toList();
    var page = templates.page(visit, "privacy", words.say("nav.privacy"), new Page(visit, words,
        requests.open().stream().map(one -> row(words, today, one)).toList(), petitions,
        requests.settled(SETTLED).stream().map(one -> row(words, today, one)).toList(),
        requests.byChat(SETTLED).stream().map(one -> done(words, one)).toList(), form, today.toString()));
    return form.wrong() == null ? page : page.status(422);
  }

  static Row row(Words words, LocalDate today, Request one) {
    var open = one.state() == PrivacyRequests.State.OPEN;
    var settled = one.settledAt();
    return new Row(String.valueOf(one.id()), "/console/privacy/" + one.id(),
        words.or("privacy.kind", one.kind().code()),
        words.or("channel", one.channel()) + " " + Masked.id(one.address()),
        "/console/conversations/" + one.conversation(), DAY.format(one.receivedOn()), DAY.format(one.dueOn()),
        open ? left(words, today, one.dueOn()) : "", open ? urgency(today, one.dueOn()) : "", one.enteredBy(),
        settled == null
            ? ""
            : words.or("privacy.state", one.state().name()) + ", " + words.day(settled) + ", " + one.settledBy());
  }

  private static String left(Words words, LocalDate today, LocalDate due) {
    long days = ChronoUnit.DAYS.between(today, due);
    return days < 0 ? words.say("privacy.late", "n", -days) : words.say("privacy.left", "n", days);
  }

  private static String urgency(LocalDate today, LocalDate due) {
    return due.isBefore(today) ? "bad" : due.isAfter(today.plusDays(SOON_DAYS)) ? "" : "warn";
  }

  private static Done done(Words words, PrivacyRequests.ByChat one) {
    var complete = one.completeAt();
    return new Done("/console/conversations/" + one.conversation(),
        words.say(one.erasure() ? "privacy.kind.erasure" : "privacy.kind.access"), words.day(one.at()),
        !one.erasure()
            ? words.say("privacy.given")
            : complete == null
                ? words.say("privacy.under_way")
                : words.say("privacy.complete", "when", words.day(complete) + " " + words.time(complete)));
  }

  private Answer enter(Visit visit) {
    var words = visit.words();
    var received = day(visit.field("received"));
    if (visit.field("reason").isEmpty() || received.isEmpty()) {
      return show(visit, form(visit, List.of(), words.say("privacy.wrong")));
    }
    var people = requests.people(visit.field("person").isEmpty() ? visit.field("who") : visit.field("person"));
    if (people.isEmpty()) {
      return show(visit, form(visit, List.of(), words.say("privacy.nobody")));
    }
    if (people.size() > 1) {
      return show(visit, form(visit, people, words.say("privacy.several")));
    }
    return said(entered(visit, people.getFirst(), received.get()), "privacy_entered").taken(visit);
  }

  /** @return where it is shown: by itself, or among the others for whoever sends the same form again */
  private String entered(Visit visit, Person person, LocalDate received) {
    var kind = Typed.oneOf(Kind.class, visit.field("kind"), Kind.ACCESS);
    return forms.once(visit.formKey(), open -> requests.in(open).enter(kind, person.conversation(),
        visit.field("reason"), received, visit.staff())).map(made -> "/" + made.id()).orElse("");
  }

  /** When it was received: not after today, and not so long ago that somebody has mistyped. */
  private Optional<LocalDate> day(String typed) {
    var today = LocalDate.ofInstant(clock.instant(), zone);
    try {
      return Optional.of(LocalDate.parse(typed)).filter(day -> !day.isAfter(today) && day.isAfter(today.minusYears(1)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
