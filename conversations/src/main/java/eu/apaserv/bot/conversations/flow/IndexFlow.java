package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.alert.Reminders;
import eu.apaserv.bot.conversations.question.Doubt;
import eu.apaserv.bot.conversations.question.MeterIndex;
import eu.apaserv.bot.conversations.question.MeterPhoto;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.conversations.question.WhichMeter;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.ReadingRules;
import eu.apaserv.bot.conversations.reading.ReadingValidation;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.conversations.reading.Submission;
import eu.apaserv.bot.conversations.understanding.Readings.MeterValue;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The customer reads their own meter: inside the window, by the rules, as often as they correct themselves; the last value
 * counts. A client code and a value alone are taken from anybody, to be checked, and reveal nothing.
 */
public final class IndexFlow implements Flow {
  private final WhichAccount which;
  private final Readings readings;
  private final Reminders reminders;
  private final ReadingRules rules;
  private final MeterIndex index;
  private final Business business;
  private final IndexSubmission submission;

  public IndexFlow(WhichAccount which, Readings readings, Reminders reminders, Business business) {
    this.which = which;
    this.reminders = reminders;
    this.readings = readings;
    this.business = business;
    this.rules = new ReadingRules(business.readings());
    this.index = new MeterIndex(rules, business);
    this.submission = new IndexSubmission(readings, business);
  }

  @Override
  public String name() {
    return "submit_index";
  }

  @Override
  public Set<String> intents() {
    return Set.of("submit_index");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.index"));
  }

  @Override
  public Set<String> accepts() {
    return Set.of("image");
  }

  @Override
  public Set<String> about() {
    return Set.of(Doubted.KEY);
  }

  /** Values of other meters or codes stand beside the first; of the same the later counts. */
  @Override
  public Said joining(Said first, Said again) {
    return ToldReadings.joined(first, again);
  }

  @Override
  public void run(Dialogue d) {
    if (d.given(Doubted.KEY).isPresent()) {
      d.say(Phrase.of("index.doubt"));
      return;
    }
    if (bare(d) && which.linked(d).isEmpty()) {
      d.say(BareIndex.isCode(d, business.codes().length(), List.of())
          ? Phrase.of("code.late")
          : Phrase.of("index.bare_unlinked", "value", d.given("index_value").orElse("")));
      d.offer(List.of(Next.INDEX, Next.LINK));
      return;
    }
    var unlinked = unlinked(d);
    if (unlinked.isPresent()) {
      d.say(
          Phrase.of("index.unlinked", "code", unlinked.get().code(), "value", Integer.toString(unlinked.get().value()),
              "reference", unlinked.get().submission().reference()));
      return;
    }
    var coded = coded(d);
    if (coded.isEmpty()) {
      which.anyway(d).ifPresent(chosen -> read(d, chosen));
    } else {
      ofCodes(d, coded);
    }
  }

  private static List<MeterValue> typed(Dialogue d) {
    return d.given("readings").map(eu.apaserv.bot.conversations.understanding.Readings::read).orElse(List.of());
  }

  /** Values told with client codes, or with the flats of their places, each of them one this chat may act for; empty where that is not so. */
  private List<MeterValue> coded(Dialogue d) {
    var linked = which.linked(d);
    var typed = typed(d);
    var coded = typed.stream().flatMap(one -> WhichAccount.code(one.meter(), linked)
        .map(code -> new MeterValue(code, one.value())).stream()).toList();
    boolean each = coded.size() == typed.size()
        && coded.stream().map(MeterValue::meter).distinct().count() == coded.size();
    return linked.size() > 1 && each ? coded : List.of();
  }

  /** "1010028: 850, 1010035: 120": each code's only meter; where a code has several, which one is not said. */
  private void ofCodes(Dialogue d, List<MeterValue> coded) {
    var meters = new ArrayList<PlacedMeter>();
    var typed = new ArrayList<MeterValue>();
    for (var one : coded) {
      var own = readings.meters(d.person().conversation(), one.meter());
      if (own.size() == 1) {
        meters.addAll(own);
        typed.add(new MeterValue(own.getFirst().serial(), one.value()));
      } else {
        d.say(Phrase.of("index.code_meters", "code", one.meter(), "n", own.size()));
      }
    }
    all(d, meters, typed);
  }

  /** A number and nothing else, out of nothing: an answer to a reminder, or a slip. */
  private static boolean bare(Dialogue d) {
    return d.given("number").isPresent() && d.given("index_value").isPresent();
  }

  private record Unlinked(String code, int value, Submission submission) {}

  /** A client code the chat may not act for, and a value: recorded to be checked, whether the code exists or not. */
  private Optional<Unlinked> unlinked(Dialogue d) {
    var code = which.named(d).filter(named -> which.linked(d).stream().noneMatch(a -> a.clientCode().equals(named)));
    var value = d.given("index_value").filter(typed -> typed.matches("\\d{1,6}")).map(Integer::valueOf);
    if (!business.readings().unlinked() || code.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    var person = d.person();
    var submission = d.once("unlinked", Submission.class, key -> readings.submitUnlinked(key, person.conversation(),
        code.get(), value.get(), person.address().channel()));
    return Optional.of(new Unlinked(code.get(), value.get(), submission));
  }

  private void read(Dialogue d, Chosen chosen) {
    var meters = readings.meters(d.person().conversation(), chosen.account().clientCode());
    chosen.heading().ifPresent(d::say);
    var several = typed(d);
    if (meters.isEmpty()) {
      d.say(Phrase.of("index.no_meter", "phone", business.company().phone()));
      d.offer(List.of(Next.PERSON, Next.CONTACT));
    } else if (several.isEmpty()) {
      one(d, meters);
    } else {
      all(d, meters, several);
    }
  }

  private void one(Dialogue d, List<PlacedMeter> meters) {
    if (bare(d) && BareIndex.isCode(d, business.codes().length(), meters)
        && meters.stream().noneMatch(meter -> reminded(d, meter))) {
      d.say(Phrase.of("code.late"));
      d.offer(List.of(Next.INDEX));
      return;
    }
    var meter = asked(d, meters).orElseGet(() -> WhichMeter.ask(d, meters));
    var verdict = rules.check(meter, meter.previous().value(), business.day(d.person().now()));
    if (verdict instanceof ReadingValidation.OutOfWindow || verdict instanceof ReadingValidation.ReadByReader) {
      d.say(Doubt.of(verdict, meter));
      d.offer(List.of(Next.BALANCE, Next.INVOICE));
    } else if (shown(d, meter)) {
      d.say(Phrase.of("index.photo_added", "serial", meter.serial()));
    } else if (meters.size() > 1 || !bare(d) || reminded(d, meter)) {
      submission.settle(d, meter, "submitted", index.ask(d, meter), left(meters, List.of(meter)));
    } else {
      bareValue(d, meter);
    }
  }

  /** The only meter of the only place a number alone can be the answer for: we asked for its index. */
  private Optional<PlacedMeter> asked(Dialogue d, List<PlacedMeter> meters) {
    if (!bare(d) || meters.size() == 1) {
      return Optional.empty();
    }
    var reminded = meters.stream().filter(meter -> reminded(d, meter)).toList();
    return reminded.size() == 1 ? Optional.of(reminded.getFirst()) : Optional.empty();
  }

  /** Kept for this run of the flow, so that an open question stays what it is. */
  private boolean reminded(Dialogue d, PlacedMeter meter) {
    return d.keep("reminded", Reminded.class, () -> new Reminded(reminders.places(d.person().conversation())))
        .places().contains(meter.place().pointId());
  }

  /** Places whose index we asked for in these days. */
  private record Reminded(List<String> places) {}

  /** Those whose value has not been sent yet. */
  private static List<Suggestion> left(List<PlacedMeter> meters, Collection<PlacedMeter> but) {
    return meters.stream().filter(m -> !but.contains(m) && m.sent() == null).limit(2).map(m -> Next.index(m.serial()))
        .toList();
  }

  /** A picture alone, after the value has been sent: it is kept beside it. */
  private boolean shown(Dialogue d, PlacedMeter meter) {
    var photo = MeterPhoto.of(d.opening());
    boolean alone = photo.isPresent() && d.given("index_value").isEmpty();
    return alone && meter.sent() != null && d.once("evidence", Boolean.class,
        _ -> readings.evidence(d.person().conversation(), meter.serial(), photo.orElseThrow()));
  }

  /** Asked about, as it may be a slip; another number typed instead is the index. */
  private void bareValue(Dialogue d, PlacedMeter meter) {
    var value = d.given("index_value").orElse("");
    var sent = d.keep("bare_sent", Sent.class, () -> new Sent(Optional.ofNullable(meter.sent())
        .filter(earlier -> value.equals(Integer.toString(earlier.value()))).map(Submission::reference).orElse("")));
    if (!sent.reference().isEmpty()) {
      d.say(Phrase.of("index.already", "value", value, "serial", meter.serial(), "until", meter.window().closesOn(),
          "reference", sent.reference()));
      return;
    }
    var bare = BareIndex.ask(d, meter);
    if (bare.index()) {
      submission.settle(d, meter, "submitted", index.ask(d, meter, "", bare.other()), List.of());
    } else {
      d.say(Phrase.of("index.bare_kept"));
      d.offer(List.of(Next.BALANCE, Next.INDEX));
    }
  }

  /** The reference of what was sent already; empty: another value was, or none. */
  private record Sent(String reference) {}

  /** Several in one message: what is clear is recorded at once, then what is not is asked about, one after the other. */
  private void all(Dialogue d, List<PlacedMeter> meters, List<MeterValue> typed) {
    var values = new LinkedHashMap<PlacedMeter, Integer>();
    for (var one : typed) {
      var meter = WhichMeter.find(meters, one.meter()).or(() -> Optional.of(meters)
          .filter(all -> all.size() == 1 && typed.size() == 1).map(List::getFirst));
      meter.ifPresentOrElse(found -> values.put(found, (int) Math.min(one.value(), Integer.MAX_VALUE)),
          () -> d.say(Phrase.of("index.unknown_meter", "meter", one.meter())));
    }
    var doubted = new ArrayList<PlacedMeter>();
    var closed = new LinkedHashSet<Phrase>();
    values.forEach((meter, value) -> {
      var verdict = d.once("verdict_" + meter.serial(), Verdict.class, _ -> Verdict.of(
          rules.check(meter, value, business.day(d.person().now()))));
      switch (verdict) {
        case CLEAR -> submission.confirm(d, meter, submission.submit(d, "submitted_" + meter.serial(), meter,
            new MeterIndex.Outcome.Agreed(value, false, null)));
        case CLOSED -> closed.add(Doubt.of(rules.check(meter, value, business.day(d.person().now())), meter));
        case DOUBTED -> doubted.add(meter);
      }
    });
    closed.forEach(d::say);
    for (var meter : doubted) {
      int n = meters.indexOf(meter) + 1;
      submission.settle(d, meter, "submitted_" + meter.serial(), index.ask(d, meter, "m" + n + "_", values.get(meter)),
          List.of());
    }
    if (doubted.isEmpty() && closed.isEmpty()) {
      d.offer(left(meters, values.keySet()));
    }
  }

  /** What was thought of a value when it was sent; kept, as what is recorded meanwhile changes what is thought. */
  private enum Verdict {
    CLEAR, CLOSED, DOUBTED;

    static Verdict of(ReadingValidation validation) {
      return switch (validation) {
        case ReadingValidation.Accepted _ -> CLEAR;
        case ReadingValidation.OutOfWindow _,ReadingValidation.ReadByReader _ -> CLOSED;
        default -> DOUBTED;
      };
    }
  }
}
