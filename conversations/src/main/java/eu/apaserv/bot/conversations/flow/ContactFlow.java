package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.office.AskedDay;
import eu.apaserv.bot.conversations.office.Office;
import eu.apaserv.bot.conversations.office.Span;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where, when and how people reach the utility: what they ask for, or all of it; hours by the calendar. */
public final class ContactFlow implements Flow {
  private final Business business;
  private final Business.Company company;

  public ContactFlow(Business business) {
    this.business = business;
    this.company = business.company();
  }

  @Override
  public String name() {
    return "contact_info";
  }

  @Override
  public Set<String> intents() {
    return Set.of("contact_info");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.contact"));
  }

  @Override
  public Set<String> about() {
    return Set.of("day", "until");
  }

  @Override
  public void run(Dialogue d) {
    var now = LocalDateTime.ofInstant(d.person().now(), business.zone());
    var day = AskedDay.of(d.given("day").orElseGet(d.opening()::text), now.toLocalDate());
    if (d.given("remote").filter("away"::equals).isPresent()) {
      d.say(Phrase.of("contact.away", "phone", company.phone(), "email", company.email()));
      d.offer(List.of(Next.CALLBACK, Next.PERSON));
      return;
    }
    var until = d.given("until").map(_ -> "hours");
    switch (until.or(() -> d.given("contact_topic")).orElse(day.isPresent() ? "hours" : "")) {
      case "emergency" -> {
        d.say(Phrase.of("contact.emergency", "emergency", company.emergencyPhone()));
        d.offer(List.of(Next.FAULT, Next.NO_WATER));
      }
      case "phone" -> d.say(Phrase.of("contact.phone", "phone", company.phone(), "emergency",
          company.emergencyPhone()));
      case "email" -> d.say(Phrase.of("contact.email", "email", company.email()));
      case "address" -> offices(d);
      case "management" -> {
        d.say(Phrase.of("contact.management", "email", company.email(), "address", business.desk().main().place()));
        d.offer(List.of(Next.COMPLAINT, Next.PERSON));
      }
      case "hours" -> hours(d, day, now);
      default ->
        d.say(Phrase.of("contact.all", "phone", company.phone(), "emergency", company.emergencyPhone(), "email",
            company.email(), "address", business.desk().main().place(), "hours",
            business.desk().main().hours().inWords(d.person().language())));
    }
  }

  private Optional<Office> named(Dialogue d) {
    return d.given("locality").flatMap(town -> business.desk().offices().stream()
        .filter(office -> office.locality().equals(town)).findFirst());
  }

  /** The office asked for, or all of them: a town without one is told the others. */
  private void offices(Dialogue d) {
    var named = named(d);
    if (named.isEmpty()) {
      d.given("locality").ifPresent(town -> d.say(Phrase.of("contact.no_office", "locality", town)));
    }
    var shown = named.map(List::of).orElse(business.desk().offices());
    d.say(Phrase.of("contact.offices", "lines", shown.stream().map(office -> Phrase.of("contact.office", "place",
        office.place(), "hours", office.hours().inWords(d.person().language()))).toList()));
  }

  private void hours(Dialogue d, Optional<LocalDate> day, LocalDateTime now) {
    var office = named(d).orElse(business.desk().main());
    if (day.isPresent() && day.get().isAfter(now.toLocalDate())) {
      on(d, office, day.get());
      return;
    }
    if (day.isEmpty()) {
      d.say(Phrase.of("contact.hours", "place", office.place(), "hours",
          office.hours().inWords(d.person().language())));
    }
    d.say(office.until(now).map(until -> Phrase.of("hours.open_now", "place", office.place(), "until",
        until.toLocalTime().toString())).orElseGet(() -> closedNow(d, office, now)));
  }

  private Phrase closedNow(Dialogue d, Office office, LocalDateTime now) {
    return Phrase.of("hours.closed_now", "place", office.place(), "next", Moments.next(d, office, now), "emergency",
        company.emergencyPhone());
  }

  private void on(Dialogue d, Office office, LocalDate day) {
    var spans = office.on(day);
    var name = Moments.day(d, day);
    d.say(spans.isEmpty()
        ? Phrase.of("hours.closed_on", "day", name, "date", day, "place", office.place(), "next",
            Moments.next(d, office, day.atStartOfDay()))
        : Phrase.of("hours.open_on", "day", name, "date", day, "place", office.place(), "spans",
            spans.stream().map(Span::toString).collect(Collectors.joining(", "))));
  }
}
