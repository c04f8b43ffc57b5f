package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.Form.decimal;
import static eu.apaserv.bot.docker.Form.duration;
import static eu.apaserv.bot.docker.Form.hours;
import static eu.apaserv.bot.docker.Form.whole;
import static eu.apaserv.bot.docker.Setting.open;

import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.docker.Form.Hours;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** When and how people are told of our own accord; the standard values are {@link AlertRules#defaults()}. */
final class AlertTable {
  private static final AlertRules STANDARD = AlertRules.defaults();

  private AlertTable() {}

  static final Setting<Hours> QUIET_HOURS = open("BUSINESS_QUIET_HOURS", "when alerts wait",
      STANDARD.quietFrom() + "-" + STANDARD.quietTo(), hours());
  static final Setting<Integer> DUE_REMINDER_DAYS = open("BUSINESS_DUE_REMINDER_DAYS", "reminder before the due date",
      STANDARD.dueDays() + "", whole(0, 60));
  static final Setting<Integer> GRACE_REMINDER_DAYS = open("BUSINESS_GRACE_REMINDER_DAYS", "reminder before grace ends",
      STANDARD.graceDays() + "", whole(0, 60));
  static final Setting<Integer> NEWS_DAYS = open("BUSINESS_ALERT_NEWS_DAYS", "news that are older are not told",
      STANDARD.newsDays() + "", whole(1, 31));
  static final Setting<Duration> FALLBACK = open("BUSINESS_ALERT_FALLBACK",
      "a failure that is known so soon sends an alert by the person's next channel", "10m", duration());
  static final Setting<Integer> SMS_PARTS = open("BUSINESS_ALERT_SMS_PARTS", "most parts of one alert by SMS",
      STANDARD.smsParts() + "", whole(1, 6));
  static final Setting<BigDecimal> SMS_PRICE = open("BUSINESS_ALERT_SMS_PRICE",
      "lei for one part, in previews and reports",
      STANDARD.smsPrice().toPlainString(), decimal("0", "10"));

  static final Setting<BigDecimal> COST_ROOM = open("BUSINESS_ALERT_COST_ROOM",
      "lei by which alerts of an outage may cost more than its preview, a tenth at the least; then they are paused",
      STANDARD.costRoom().toPlainString(), decimal("0", "100000"));

  static final List<Setting<?>> ALL = List.of(QUIET_HOURS, DUE_REMINDER_DAYS, GRACE_REMINDER_DAYS, NEWS_DAYS, FALLBACK,
      SMS_PARTS, SMS_PRICE, COST_ROOM);

  static AlertRules rules(Settings s) {
    var quiet = s.get(QUIET_HOURS);
    return new AlertRules(quiet.from(), quiet.to(), s.get(DUE_REMINDER_DAYS), s.get(GRACE_REMINDER_DAYS),
        s.get(NEWS_DAYS), s.get(FALLBACK), s.get(SMS_PARTS), s.get(SMS_PRICE), s.get(COST_ROOM));
  }
}
