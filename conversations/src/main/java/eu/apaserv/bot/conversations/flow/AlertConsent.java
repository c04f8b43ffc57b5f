package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.core.dialogue.Person;
import eu.apaserv.bot.core.store.Consents;
import eu.apaserv.bot.core.store.Consents.Consent;
import java.util.Collection;

/** Who wished what, when, where and under which notice; one row for each kind, given or taken back. */
record AlertConsent(Consents consents, Business business) {
  private static final String PREFIX = "alerts.";

  static boolean isAlerts(String purpose) {
    return purpose.startsWith(PREFIX);
  }

  /** @param channel by which they are told */
  void keep(String key, Person person, Collection<AlertKind> kinds, String channel, boolean given) {
    for (var kind : kinds) {
      consents.keep(key + ":" + kind.word(), person.conversation(), new Consent(PREFIX + kind.word(), given,
          business.terms().version(), person.language(), channel, person.now()));
    }
  }
}
