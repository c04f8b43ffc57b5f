package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.Subscription;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.store.Consents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** To be told no more: of one thing, by one way, for one code; of everything is STOP. */
public final class AlertsOffFlow implements Flow {
  private final Alerting alerting;
  private final AlertConsent consent;

  public AlertsOffFlow(Consents consents, Alerting alerting, Business business) {
    this.alerting = alerting;
    this.consent = new AlertConsent(consents, business);
  }

  @Override
  public String name() {
    return "unsubscribe_alerts";
  }

  @Override
  public Set<String> intents() {
    return Set.of("unsubscribe_alerts");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("alerts.title_off"));
  }

  @Override
  public Set<String> about() {
    return Set.of("alert_type");
  }

  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  /**
   * What was ended, kept: afterwards it is not there to be found again.
   *
   * @param way whether they were reached by the way they name, if only where another failed
   */
  private record Ended(List<AlertKind> kinds, boolean way) {}

  @Override
  public void run(Dialogue d) {
    var had = d.keep("had", Had.class, () -> Had.of(alerting.subscriptions().of(d.person().conversation())));
    if (had.kinds().isEmpty()) {
      d.say(Phrase.of("alerts.none"));
      return;
    }
    var channel = d.given("channel").map(named -> named.equals("email") ? "mail" : named).orElse(null);
    var kinds = kinds(d, had.kinds(), channel);
    var ended = d.once("ended", Ended.class, key -> end(key, d, kinds, channel));
    if (!ended.kinds().isEmpty()) {
      d.say(Phrase.of("alerts.off", "what", AlertWords.of(ended.kinds())));
      d.say(Phrase.of("alerts.off_all"));
    } else if (ended.way()) {
      d.say(
          Phrase.of("alerts.way_off", "how", Phrase.of("sms".equals(channel) ? "alerts.way_sms" : "alerts.way_mail")));
    } else {
      d.say(Phrase.of("alerts.not_there", "what", AlertWords.of(had.kinds())));
    }
  }

  private Ended end(String key, Dialogue d, List<AlertKind> kinds, @Nullable String channel) {
    boolean way = channel != null && alerting.subscriptions().goesBy(d.person().conversation(), channel);
    var ended = alerting.subscriptions().end(d.person().conversation(), kinds, d.given("client_code").orElse(null),
        channel, "asked");
    consent.keep(key, d.person(), ended, d.person().address().channel(), false);
    return new Ended(ended, way);
  }

  /** What there was when they asked. */
  private record Had(List<AlertKind> kinds) {
    static Had of(List<Subscription> all) {
      return new Had(all.stream().map(Subscription::kind).distinct().sorted().toList());
    }
  }

  private static List<AlertKind> kinds(Dialogue d, List<AlertKind> had, @Nullable String channel) {
    var named = d.opening().entities().stream().filter(e -> e.key().equals("alert_type"))
        .flatMap(e -> AlertKind.ofTopic(e.value()).stream()).distinct().toList();
    if (!named.isEmpty()) {
      return named;
    }
    var topics = AlertWords.topics(had).toList();
    return channel != null || topics.size() == 1 || d.given("client_code").isPresent()
        ? had
        : AlertKind.ofTopic(d.ask(question(topics)));
  }

  private static Question<String> question(List<String> topics) {
    var options = new ArrayList<Option<String>>();
    topics.forEach(topic -> options.add(new Option<>(topic, AlertWords.ofTopic(topic), topic)));
    options.add(new Option<>(AlertKind.ALL, Phrase.of("alerts.group_all"), AlertKind.ALL));
    return Question.choosing("which", Phrase.of("alerts.which_off"), options);
  }
}
