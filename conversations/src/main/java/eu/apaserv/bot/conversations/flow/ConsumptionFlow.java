package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.invoice.WaterHistory;
import eu.apaserv.bot.conversations.invoice.WaterHistory.Month;
import eu.apaserv.bot.conversations.invoice.WaterPictures;
import eu.apaserv.bot.conversations.invoice.Waters;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.ReadingSource;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How much water was billed, by month: a picture where the channel shows one, a table elsewhere; and the last index. */
public final class ConsumptionFlow implements Flow {
  private static final int SHOWN = 13;
  private static final int SHOWN_BRIEF = 6;
  private static final Map<String, Integer> PERIODS = Map.of("last_3_months", 3, "last_6_months", 6, "last_12_months",
      12, "current", 1);
  private static final String EARLIER = "earlier";
  private static final Pattern INDEX = Pattern.compile("\\b(?:index\\w*|citir\\w*|readings?)\\b");

  private final WhichAccount which;
  private final Waters waters;
  private final Readings readings;
  private final Business business;

  public ConsumptionFlow(WhichAccount which, Waters waters, Readings readings, Business business) {
    this.which = which;
    this.waters = waters;
    this.readings = readings;
    this.business = business;
  }

  @Override
  public String name() {
    return "consumption_history";
  }

  @Override
  public Set<String> intents() {
    return Set.of("consumption_history");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.consumption"));
  }

  @Override
  public boolean possible(Dialogue d) {
    return !which.linked(d).isEmpty();
  }

  @Override
  public Set<String> about() {
    return Set.of("client_code", "month", "year", "period", "months", EARLIER, Doubted.KEY, Doubted.MUCH, Doubted.WHY);
  }

  @Override
  public void run(Dialogue d) {
    if (d.given(Doubted.MUCH).isPresent() || !Doubted.answers(d)) {
      which.account(d).ifPresent(chosen -> answer(d, chosen));
    }
  }

  private void answer(Dialogue d, Chosen chosen) {
    var code = chosen.account().clientCode();
    if (d.given(Doubted.MUCH).isPresent() && MuchWater.answers(d, waters.history(code))) {
      return;
    }
    show(d, chosen);
  }

  /** What was billed by month, whatever else the opening says. */
  void show(Dialogue d) {
    which.account(d).ifPresent(chosen -> show(d, chosen));
  }

  private void show(Dialogue d, Chosen chosen) {
    var code = chosen.account().clientCode();
    chosen.heading().ifPresent(d::say);
    if (INDEX.matcher(Plain.of(d.opening().text())).find()) {
      indexes(d, code);
    }
    var history = waters.history(code);
    if (history.months().isEmpty()) {
      d.say(Phrase.of("consumption.none"));
    } else {
      water(d, code, history);
    }
    // Steps under a picture would be a message of their own: people dislike bursts, and some channels charge for each.
    if (!d.person().capabilities().pictures()) {
      d.offer(List.of(Next.INVOICE, Next.INDEX, Next.BALANCE));
    }
  }

  private void indexes(Dialogue d, String code) {
    var lines = readings.meters(d.person().conversation(), code).stream().map(this::index).toList();
    if (!lines.isEmpty()) {
      d.say(Phrase.of("lines", "lines", lines));
    }
  }

  /** What was sent in this window, else what was read last. */
  private Phrase index(PlacedMeter meter) {
    var sent = meter.sent();
    if (sent != null) {
      return Phrase.of("consumption.sent", "serial", meter.serial(), "place", meter.label(), "value",
          Integer.toString(sent.value()), "on", business.day(sent.submittedAt()), "reference", sent.reference());
    }
    var last = meter.previous();
    return Phrase.of("consumption.index", "serial", meter.serial(), "place", meter.label(), "value",
        Integer.toString(last.value()), "on", last.readOn(), "source",
        source(last.source()));
  }

  private static Phrase source(ReadingSource source) {
    return Phrase.of(switch (source) {
      case READ -> "consumption.read";
      case SELF_READ -> "consumption.self_read";
      case ESTIMATED -> "consumption.estimated";
      case FLAT_RATE -> "consumption.flat_rate";
    });
  }

  private void water(Dialogue d, String code, WaterHistory history) {
    var month = d.given("month").filter(m -> m.matches("1?\\d")).map(Integer::valueOf);
    var shown = shown(d, history);
    var told = year(d).<Phrase>map(year -> ofYear(history, year)).orElseGet(() -> summary(history, shown));
    if (d.given(EARLIER).isPresent()) {
      MuchWater.before(d, history).ifPresentOrElse(
          before -> month(d, history, before.getMonthValue(), Optional.of(before.getYear())),
          () -> d.say(told));
    } else if (month.isPresent()) {
      month(d, history, month.get(), d.given("year").filter(y -> y.matches("\\d{4}")).map(Integer::valueOf));
    } else if (d.person().capabilities().pictures()) {
      MuchWater.shown(d, history.last().orElseThrow());
      d.show(WaterPictures.reference(code, d.person().language()), "consum.png", "image/png", told);
    } else {
      MuchWater.shown(d, history.last().orElseThrow());
      d.say(Phrase.of("lines", "lines", shown.months().reversed().stream().map(ConsumptionFlow::line).toList()));
      d.say(told);
    }
    unusual(history).ifPresent(d::say);
  }

  /** The year asked for, also as "this" and "last" year. */
  private Optional<Integer> year(Dialogue d) {
    int now = business.day(d.person().now()).getYear();
    return d.given("year").filter(y -> y.matches("\\d{4}")).map(Integer::valueOf)
        .or(() -> switch (d.given("period").orElse("")) {
          case "this_year" -> Optional.of(now);
          case "last_year" -> Optional.of(now - 1);
          default -> Optional.empty();
        });
  }

  /** What was used in a year, with how many months that is: the first and the current one are not whole. */
  private static Phrase ofYear(WaterHistory history, int year) {
    var months = history.ofYear(year).months();
    var used = months.stream().map(Month::used).reduce(BigDecimal.ZERO, BigDecimal::add);
    return months.isEmpty()
        ? Phrase.of("consumption.unknown_year", "year", Integer.toString(year))
        : Phrase.of("consumption.year", "year", Integer.toString(year), "used", figure(used), "months", months.size());
  }

  /** The period asked for, else as much as can be read. */
  private WaterHistory shown(Dialogue d, WaterHistory history) {
    int most = d.person().capabilities().brief() ? SHOWN_BRIEF : SHOWN;
    var year = year(d);
    if (year.isPresent() && !history.ofYear(year.get()).months().isEmpty()) {
      return history.ofYear(year.get()).latest(most);
    }
    var months = d.given("months").filter(m -> m.matches("\\d{1,2}")).map(Integer::valueOf);
    return history.latest(Math.min(most, months.orElse(d.given("period").map(PERIODS::get).orElse(most))));
  }

  private static void month(Dialogue d, WaterHistory history, int month, Optional<Integer> year) {
    var found = history.months().reversed().stream().filter(m -> m.month().getMonthValue() == month
        && (year.isEmpty() || m.month().getYear() == year.get())).findFirst();
    if (found.isEmpty()) {
      d.say(Phrase.of("consumption.unknown_month", "month", Phrase.of("month", "n", month), "year",
          year.map(String::valueOf).orElse("")));
    } else {
      d.say(line(found.get()));
      MuchWater.shown(d, found.get());
      lastYear(history, found.get()).ifPresent(d::say);
    }
  }

  private static Phrase summary(WaterHistory history, WaterHistory shown) {
    var last = history.last().orElseThrow();
    var parts = new ArrayList<Phrase>();
    parts.add(Phrase.of("consumption.last", "month", name(last), "year", year(last), "used", figure(last.used()),
        "average", figure(history.average().orElseThrow())));
    lastYear(history, last).ifPresent(parts::add);
    if (shown.months().stream().anyMatch(Month::estimated)) {
      parts.add(Phrase.of("consumption.estimates"));
    }
    return Phrase.of("lines", "lines", parts);
  }

  private static Optional<Phrase> lastYear(WaterHistory history, Month month) {
    return history.of(month.month().minusYears(1)).map(before -> Phrase.of("consumption.last_year", "month",
        name(before), "year", year(before), "used", figure(before.used())));
  }

  /** More than the rules of reading take without asking, or several times the average: perhaps a leak. */
  private Optional<Phrase> unusual(WaterHistory history) {
    var limits = business.readings();
    var last = history.last().orElseThrow();
    return history.averageBefore().filter(average -> average.signum() > 0)
        .filter(average -> last.used().compareTo(average.multiply(limits.unusualFactor())) > 0
            || last.used().compareTo(average.add(BigDecimal.valueOf(limits.unusualAbove()))) > 0)
        .map(average -> Phrase.of("consumption.unusual", "used", figure(last.used()), "average", figure(average)));
  }

  private static Phrase line(Month month) {
    return Phrase.of(month.estimated() ? "consumption.line_estimated" : "consumption.line", "month", name(month),
        "year",
        year(month), "used", figure(month.used()));
  }

  private static Phrase name(Month month) {
    return Phrase.of("month", "n", month.month().getMonthValue());
  }

  private static String year(Month month) {
    return Integer.toString(month.month().getYear());
  }

  /** m³ with one decimal at most; shown as a number of the language. */
  static Number figure(BigDecimal used) {
    return used.setScale(1, RoundingMode.HALF_UP).doubleValue();
  }
}
