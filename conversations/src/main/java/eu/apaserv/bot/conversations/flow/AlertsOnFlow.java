package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.Subscriptions.Target;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichPlace;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.store.Consents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * To be told of bills, reading days and outages: in one message where it says of what. Bills and readings need a link; an
 * outage is told by place to anybody. The wish is kept with its evidence.
 */
public final class AlertsOnFlow implements Flow {
  private static final int FEW_WORDS = 8;
  /** Whoever wants something ended or deleted turns nothing on by it. */
  private static final Pattern ENDING = Pattern
      .compile("\\b(?:oprest\\w*|opriti\\w*|sterg\\w*|dezactiv\\w*|dezabon\\w*|scoat\\w*|renunt\\w*"
          + "|inchid\\w*|stop|nu mai|fara|turn(?:ing)? off|unsubscribe|delete|erase|cancel)\\b");
  /** What belongs together, by the words that name it; the first that matches. */
  private static final Map<String, Pattern> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put(AlertKind.ALL, Pattern.compile("\\b(?:toate|tot|all|everything)\\b"));
    GROUPS.put("bills", Pattern.compile("factur|scaden|bill|invoice"));
    GROUPS.put("readings", Pattern.compile("index|citir|contor|reading|meter"));
    GROUPS.put("outages", Pattern.compile("avari|lucrar|opri|outage|works"));
  }

  private final WhichAccount which;
  private final Alerting alerting;
  private final Business business;
  private final WhichPlace places;
  private final AlertConsent consent;

  public AlertsOnFlow(WhichAccount which, Consents consents, Alerting alerting, Business business) {
    this.which = which;
    this.alerting = alerting;
    this.business = business;
    this.places = new WhichPlace(business.desk());
    this.consent = new AlertConsent(consents, business);
  }

  @Override
  public String name() {
    return "subscribe_alerts";
  }

  @Override
  public Set<String> intents() {
    return Set.of("subscribe_alerts");
  }

  @Override
  public Set<String> formerly() {
    return Set.of("elsewhere");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("alerts.title_on"));
  }

  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public Set<String> about() {
    return Set.of("channel", "alert_type");
  }

  @Override
  public void run(Dialogue d) {
    if (d.given("alert_other").isPresent()) {
      d.say(Phrase.of("alerts.other"));
      d.offer(List.of(Next.DELEGATE));
      return;
    }
    var kinds = kinds(d);
    boolean byPlace = kinds.stream().noneMatch(AlertKind::isOfAccount)
        && (d.given("street").isPresent() || d.given("locality").isPresent() || which.linked(d).isEmpty());
    if (byPlace) {
      place(d, kinds);
    } else {
      which.anyway(d).ifPresent(chosen -> account(d, kinds, chosen.account().clientCode(), chosen.account().label()));
    }
  }

  private void account(Dialogue d, List<AlertKind> kinds, String code, String label) {
    way(d).ifPresentOrElse(
        way -> on(d, kinds, new Target(code, null, way.channel(), urgent(d)), way, Phrase.of("alerts.for_code", "code",
            code, "place", label)),
        () -> notOn(d));
  }

  private void place(Dialogue d, List<AlertKind> kinds) {
    var place = places.ask(d, which.linked(d));
    if (place.locality() == null) {
      d.say(Phrase.of("alerts.no_pin"));
      throw d.again("place");
    }
    way(d).ifPresentOrElse(way -> on(d, kinds, new Target(null, place, way.channel(), urgent(d)), way,
        Phrase.plain(place.label())), () -> notOn(d));
  }

  private Optional<AlertWay> way(Dialogue d) {
    return AlertWay.of(d, which, d.given("channel").orElse("here"));
  }

  private static void notOn(Dialogue d) {
    d.say(Phrase.of("alerts.not_on"));
  }

  private void on(Dialogue d, List<AlertKind> kinds, Target target, AlertWay way, Phrase where) {
    d.replacing("subscribed", Boolean.class, key -> {
      if (!way.isHere()) {
        alerting.subscriptions().route(d.person().conversation(), way.to(), way.proof());
      }
      alerting.subscriptions().subscribe(d.person().conversation(), kinds, target);
      consent.keep(key, d.person(), kinds, way.channel(), true);
      return true;
    });
    d.say(Phrase.of("alerts.on", "how", way.said(), "what", AlertWords.of(kinds), "where", where));
    if (!way.isHere() && alerting.subscriptions().stopped(way.to())) {
      d.say(Phrase.of("alerts.stopped_there"));
    }
    var rules = business.alerts();
    d.say(Phrase.of(night(kinds, target) ? "alerts.also_at_night" : "alerts.quiet", "from", rules.quietFrom(), "to",
        rules.quietTo()));
  }

  private static boolean night(List<AlertKind> kinds, Target target) {
    return target.urgent() && kinds.contains(AlertKind.OUTAGE);
  }

  /** Also at night, where they say so. */
  private static boolean urgent(Dialogue d) {
    return Plain.has(d.opening().text(), "noaptea", "la orice ora", "oricand", "at night", "any time", "anytime");
  }

  private static List<AlertKind> kinds(Dialogue d) {
    var named = d.opening().entities().stream().filter(e -> e.key().equals("alert_type"))
        .flatMap(e -> AlertKind.ofTopic(e.value()).stream()).distinct().sorted().toList();
    return named.isEmpty() ? AlertKind.ofGroup(d.ask(question())) : named;
  }

  private static Question<String> question() {
    return Question.<String>reading("kinds", Phrase.of("alerts.which"), AlertsOnFlow::group).or(List.of(
        new Option<>("bills", Phrase.of("alerts.group_bills"), "bills"),
        new Option<>("readings", Phrase.of("alerts.group_readings"), "readings"),
        new Option<>("outages", Phrase.of("alerts.group_outages"), "outages"),
        new Option<>("all", Phrase.of("alerts.group_all"), AlertKind.ALL)));
  }

  private static Reading<String> group(Said said) {
    if (ENDING.matcher(Plain.of(said.text())).find()) {
      return Reading.unclear();
    }
    // A long message that names a meter somewhere tells something else.
    if (said.text().strip().split("\\s+").length > FEW_WORDS && !said.intent().equals("subscribe_alerts")) {
      return Reading.unclear();
    }
    return GROUPS.entrySet().stream().filter(group -> group.getValue().matcher(Plain.of(said.text())).find())
        .findFirst().map(group -> Reading.is(group.getKey())).orElseGet(Reading::unclear);
  }
}
