package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Ticket;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.conversations.ticket.TicketState;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far a ticket is: the one whose number is said, or the last ones; only those of this chat. */
public final class TicketFlow implements Flow {
  private static final int MOST = 3;
  private static final int MOST_OPEN = 10;

  private final Desk desk;
  private final Business business;

  public TicketFlow(Desk desk, Business business) {
    this.desk = desk;
    this.business = business;
  }

  @Override
  public String name() {
    return "ticket_status";
  }

  @Override
  public Set<String> intents() {
    return Set.of("ticket_status");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.tickets"));
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public boolean possible(Dialogue d) {
    return !desk.tickets().of(d.person().conversation(), 1).isEmpty();
  }

  @Override
  public void run(Dialogue d) {
    if (d.given("ticket_news").isPresent()) {
      news(d);
      return;
    }
    if (d.given("ticket_hurry").isPresent() && hurries(d)) {
      return;
    }
    if (d.given(TakenBack.KEY).isPresent()) {
      withdraw(d);
      return;
    }
    var mine = d.person().conversation();
    var number = d.given("ticket_number");
    var tickets = number.map(n -> desk.tickets().find(mine, n).stream().toList())
        .orElseGet(() -> desk.tickets().of(mine, MOST));
    tickets.forEach(ticket -> say(d, ticket));
    if (tickets.isEmpty()) {
      d.say(number.map(n -> Phrase.of("ticket.unknown", "number", n)).orElseGet(() -> Phrase.of("ticket.none")));
      d.offer(List.of(Next.FAULT, Next.PERSON));
    }
  }

  /** Who waits for a crew wants no date by which they are answered: who can tell more is said. */
  private boolean hurries(Dialogue d) {
    var fault = desk.tickets().of(d.person().conversation(), MOST).stream()
        .filter(ticket -> ticket.kind() == TicketKind.FAULT)
        .filter(TicketFlow::isOpen).findFirst();
    fault.ifPresent(ticket -> d.say(Phrase.of("ticket.hurry", "number", ticket.number(), "emergency",
        business.company().emergencyPhone())));
    return fault.isPresent();
  }

  private static boolean isOpen(Ticket ticket) {
    return ticket.state() == TicketState.NEW || ticket.state() == TicketState.IN_WORK;
  }

  /** What they want no more: the one that is open, or the one whose number they say. */
  private void withdraw(Dialogue d) {
    var mine = d.person().conversation();
    var number = d.given("ticket_number");
    var found = number.map(n -> desk.tickets().find(mine, n).stream().toList())
        .orElseGet(() -> desk.tickets().of(mine, MOST_OPEN));
    var open = found.stream().filter(TicketFlow::isOpen).toList();
    if (open.isEmpty() && number.isPresent() && !found.isEmpty()) {
      found.forEach(ticket -> say(d, ticket));
    } else if (open.isEmpty()) {
      d.say(number.map(n -> Phrase.of("ticket.unknown", "number", n)).orElseGet(() -> Phrase.of("ticket.none_open")));
      d.offer(List.of(Next.PERSON));
    } else if (open.size() == 1 && !d.given(TakenBack.KEY).equals(Optional.of(TakenBack.DONE))) {
      d.say(Phrase.of("ticket.how_withdrawn", "number", open.getFirst().number()));
    } else if (open.size() > 1) {
      var lines = open.stream().map(ticket -> Phrase.of("ticket.line", "number", ticket.number(), "what", what(ticket)))
          .toList();
      d.say(Phrase.of("ticket.which_withdrawn", "lines", lines, "number", open.getFirst().number()));
    } else {
      TakenBack.note(d, desk, open.getFirst(), d.opening().text());
    }
  }

  /** Who reports is told what came of it without asking. */
  private void news(Dialogue d) {
    var open = desk.tickets().of(d.person().conversation(), MOST).stream()
        .filter(TicketFlow::isOpen).toList();
    open.forEach(ticket -> d.say(Phrase.of("ticket.news", "number", ticket.number(), "what", what(ticket))));
    if (open.isEmpty()) {
      d.say(Phrase.of("ticket.no_news"));
      d.offer(List.of(Next.FAULT, Next.PERSON));
    }
  }

  private void say(Dialogue d, Ticket ticket) {
    d.say(Phrase.of("ticket.status", "number", ticket.number(), "what", what(ticket), "date",
        business.day(ticket.filedAt()), "state", state(ticket)));
    if (ticket.answer() != null) {
      d.say(Phrase.of("ticket.answer", "answer", ticket.answer()));
    }
  }

  private static Phrase what(Ticket ticket) {
    return ticket.kind() == TicketKind.FAULT ? FaultFlow.called(ticket.topic()) : Phrase.of(switch (ticket.kind()) {
      case COMPLAINT -> "ticket.complaint";
      case CALLBACK -> "ticket.callback";
      default -> "ticket.request";
    });
  }

  private static Phrase state(Ticket ticket) {
    return switch (ticket.state()) {
      case NEW -> Phrase.of("ticket.new", "due", ticket.dueOn());
      case IN_WORK -> Phrase.of("ticket.in_work", "due", ticket.dueOn());
      case ANSWERED -> Phrase.of("ticket.answered");
      case CLOSED -> Phrase.of("ticket.closed");
    };
  }
}
