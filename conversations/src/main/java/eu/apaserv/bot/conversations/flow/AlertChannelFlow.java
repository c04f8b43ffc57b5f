package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.Subscription;
import eu.apaserv.bot.conversations.alert.Subscriptions;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.store.Consents;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Sends what somebody is told about by another way, or by several in an order; should all of them fail, the chat is next. */
public final class AlertChannelFlow implements Flow {
  private final Alerting alerting;
  private final WhichAccount which;
  private final AlertConsent consent;

  public AlertChannelFlow(Alerting alerting, WhichAccount which, Consents consents, Business business) {
    this.alerting = alerting;
    this.which = which;
    this.consent = new AlertConsent(consents, business);
  }

  @Override
  public String name() {
    return "alert_channel";
  }

  @Override
  public Set<String> intents() {
    return Set.of("alert_channel");
  }

  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    var kinds = alerting.subscriptions().of(d.person().conversation()).stream().map(Subscription::kind).distinct()
        .sorted().toList();
    if (kinds.isEmpty()) {
      d.say(Phrase.of("alerts.none"));
      return;
    }
    AlertWay.of(d, which, d.ask(question())).ifPresentOrElse(way -> {
      var ways = Stream.concat(Stream.of(way), next(d)).distinct().toList();
      if (ways.size() == 1) {
        move(d, kinds, way);
      } else {
        arrange(d, kinds, ways);
      }
    }, () -> d.say(Phrase.of("alerts.not_moved")));
  }

  /** What they name after the first; a way by which they cannot be told is left out. */
  private Stream<AlertWay> next(Dialogue d) {
    return d.opening().entities().stream().filter(entity -> entity.key().equals("channel")).skip(1)
        .flatMap(entity -> AlertWay.known(d, which, entity.value()).stream());
  }

  private void arrange(Dialogue d, List<AlertKind> kinds, List<AlertWay> ways) {
    var first = ways.getFirst();
    d.replacing("arranged", Boolean.class, key -> {
      alerting.subscriptions().arrange(d.person().conversation(),
          ways.stream().map(way -> new Subscriptions.Route(way.to(), way.proof())).toList());
      alerting.subscriptions().redirect(d.person().conversation(), kinds, first.channel());
      consent.keep(key, d.person(), kinds, first.channel(), true);
      return true;
    });
    var then = ways.stream().skip(1).map(AlertWay::said).toList();
    d.say(Phrase.of("alerts.arranged", "first", first.said(), "then", AlertWords.joined(then), "what",
        AlertWords.of(kinds)));
  }

  private void move(Dialogue d, List<AlertKind> kinds, AlertWay way) {
    d.replacing("moved", Boolean.class, key -> {
      if (!way.isHere()) {
        alerting.subscriptions().route(d.person().conversation(), way.to(), way.proof());
      }
      alerting.subscriptions().redirect(d.person().conversation(), kinds, way.channel());
      consent.keep(key, d.person(), kinds, way.channel(), true);
      return true;
    });
    d.say(Phrase.of(way.isHere() ? "alerts.moved_here" : "alerts.moved", "how", way.said(), "what",
        AlertWords.of(kinds)));
    if (!way.isHere() && alerting.subscriptions().stopped(way.to())) {
      d.say(Phrase.of("alerts.stopped_there"));
    }
  }

  private static Question<String> question() {
    return Question.<String>reading("way", Phrase.of("alerts.which_way"), said -> said.entity("channel")
        .map(Reading::is).orElseGet(Reading::unclear)).or(List.of(
            new Option<>("here", Phrase.of("alerts.option_here"), "here"),
            new Option<>("sms", Phrase.of("alerts.option_sms"), "sms"),
            new Option<>("email", Phrase.of("alerts.option_mail"), "email")))
        .given(said -> said.entity("channel").map(Reading::is).orElseGet(Reading::unclear));
  }
}
