package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.Subscription;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this person is told about, for which code or place, and by which way. */
public final class AlertsFlow implements Flow {
  private final Alerting alerting;

  public AlertsFlow(Alerting alerting) {
    this.alerting = alerting;
  }

  @Override
  public String name() {
    return "list_alerts";
  }

  @Override
  public Set<String> intents() {
    return Set.of("list_alerts");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  /** What belongs together on a line. */
  private record Target(@Nullable String code, String place, String channel) {
    static Target of(Subscription one) {
      var place = one.place();
      return new Target(one.clientCode(), place == null ? "" : place.label(), one.channel());
    }
  }

  @Override
  public void run(Dialogue d) {
    var targets = new LinkedHashMap<Target, List<AlertKind>>();
    alerting.subscriptions().of(d.person().conversation())
        .forEach(one -> targets.computeIfAbsent(Target.of(one), _ -> new ArrayList<>()).add(one.kind()));
    if (targets.isEmpty()) {
      d.say(Phrase.of("alerts.none"));
      return;
    }
    var lines = new ArrayList<Phrase>();
    targets.forEach((target, kinds) -> lines.add(line(d, target, kinds)));
    d.say(Phrase.of("alerts.list", "lines", lines));
    d.say(Phrase.of("alerts.list_how"));
  }

  private static Phrase line(Dialogue d, Target target, List<AlertKind> kinds) {
    var where = target.code() == null
        ? Phrase.plain(target.place())
        : Phrase.of("alerts.account", "code", target.code());
    return Phrase.of("alerts.line", "what", AlertWords.of(kinds), "where", where, "how", way(d, target.channel()));
  }

  private static Phrase way(Dialogue d, String channel) {
    if (channel.equals(d.person().address().channel())) {
      return Phrase.of("alerts.here");
    }
    return Phrase.of(channel.equals("sms") ? "alerts.way_sms" : "alerts.way_mail");
  }
}
