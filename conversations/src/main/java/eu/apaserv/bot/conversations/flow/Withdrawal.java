package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.Subscription;
import eu.apaserv.bot.conversations.question.Linking;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.store.Consents;
import eu.apaserv.bot.core.store.Consents.Consent;
import java.util.List;

/**
 * Consent taken back, as easily as it was given: no proof is asked for. Who agreed to both the use of contract data and to
 * alerts says which they mean (GDPR: consent is given and taken back for each purpose).
 */
final class Withdrawal {
  private final WhichAccount which;
  private final Consents consents;
  private final Alerting alerting;
  private final Business business;

  Withdrawal(WhichAccount which, Consents consents, Alerting alerting, Business business) {
    this.which = which;
    this.consents = consents;
    this.alerting = alerting;
    this.business = business;
  }

  /** What it is taken back for. */
  private enum Scope {
    DATA, ALERTS, ALL;

    private boolean data() {
      return this != ALERTS;
    }

    private boolean alerts() {
      return this != DATA;
    }
  }

  /**
   * What there was when they asked.
   *
   * @param purposes agreed to, but for alerts
   * @param told what they are told of
   * @param data whether contract data may be used, or a client code is linked
   */
  private record Held(List<String> purposes, List<AlertKind> told, boolean data) {}

  void run(Dialogue d) {
    var held = d.keep("held", Held.class, () -> held(d));
    if (!held.data && held.told.isEmpty()) {
      d.say(Phrase.of("privacy.no_consent"));
      return;
    }
    var scope = scope(d, held);
    if (!d.ask(YesNo.of("withdraw", sure(scope, held)))) {
      d.say(Phrase.of("privacy.kept"));
      return;
    }
    d.once("withdrawn", Integer.class, key -> withdraw(key, d, held, scope));
    if (scope.data()) {
      d.remember(WhichAccount.FACT, "");
    }
    d.say(done(scope, held));
  }

  private static Phrase sure(Scope scope, Held held) {
    return switch (scope) {
      case DATA -> Phrase.of("privacy.withdraw_sure");
      case ALERTS -> Phrase.of("privacy.withdraw_sure_alerts", "what", AlertWords.of(held.told));
      case ALL -> Phrase.of("privacy.withdraw_sure_all", "what", AlertWords.of(held.told));
    };
  }

  private Phrase done(Scope scope, Held held) {
    return switch (scope) {
      case DATA -> Phrase.of("privacy.withdrawn", "phone", business.company().phone());
      case ALERTS -> Phrase.of("privacy.withdrawn_alerts", "what", AlertWords.of(held.told));
      case ALL -> Phrase.of("privacy.withdrawn_all", "phone", business.company().phone());
    };
  }

  private Held held(Dialogue d) {
    var person = d.person().conversation();
    var purposes = consents.current(person).stream().filter(Consent::given).map(Consent::purpose)
        .filter(purpose -> !AlertConsent.isAlerts(purpose)).toList();
    var told = alerting.subscriptions().of(person).stream().map(Subscription::kind).distinct().sorted().toList();
    return new Held(purposes, told, !purposes.isEmpty() || !which.linked(d).isEmpty());
  }

  private static Scope scope(Dialogue d, Held held) {
    if (held.told.isEmpty()) {
      return Scope.DATA;
    }
    return held.data
        ? d.ask(Question.choosing("scope", Phrase.of("privacy.withdraw_which"), List.of(
            new Option<>("data", Phrase.of("privacy.withdraw_data"), Scope.DATA),
            new Option<>("alerts", Phrase.of("privacy.withdraw_alerts"), Scope.ALERTS),
            new Option<>("all", Phrase.of("privacy.withdraw_both"), Scope.ALL))))
        : Scope.ALERTS;
  }

  private int withdraw(String key, Dialogue d, Held held, Scope scope) {
    var person = d.person();
    if (scope.alerts()) {
      alerting.subscriptions().end(person.conversation(), held.told, null, null, "consent withdrawn");
      new AlertConsent(consents, business).keep(key, person, held.told, person.address().channel(), false);
    }
    if (!scope.data()) {
      return 0;
    }
    var purposes = held.purposes.isEmpty() ? List.of(Linking.PURPOSE) : held.purposes;
    purposes.forEach(purpose -> consents.keep(key + "/" + purpose, person.conversation(), new Consent(purpose, false,
        business.terms().version(), person.language(), person.address().channel(), person.now())));
    return which.unlinkAll(d, "consent withdrawn");
  }
}
