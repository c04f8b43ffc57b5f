package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.Form.duration;
import static eu.apaserv.bot.docker.Setting.open;
import static eu.apaserv.bot.docker.Setting.secret;

import eu.apaserv.bot.core.console.ConsoleRules;
import eu.apaserv.bot.core.store.AnswerWithin;
import eu.apaserv.bot.core.store.Seal;
import java.time.Duration;
import java.util.List;

/** How the staff's console works. */
final class ConsoleTable {
  private ConsoleTable() {}

  static final Setting<Duration> CONSOLE_LEASE = open("CONSOLE_LEASE",
      "how long a colleague who took over may be silent before others may", "15m", between());
  static final Setting<Duration> CONSOLE_ANSWER_WITHIN = open("CONSOLE_ANSWER_WITHIN",
      "how soon somebody who waits should be answered, in hours of the main office; then they are shown as late", "15m",
      between());
  static final Setting<Seal> CONSOLE_KEYS = secret("CONSOLE_KEYS",
      "seal staff's second factors and the secrets of webhooks; absent: kept as they are", new Form<>(
          "name:key of 32 bytes in base64 (openssl rand -base64 32), a new key before the old with a comma between",
          Seal::read));

  static final List<Setting<?>> ALL = List.of(CONSOLE_LEASE, CONSOLE_ANSWER_WITHIN, CONSOLE_KEYS);

  static ConsoleRules rules(Settings settings) {
    return new ConsoleRules(settings.get(CONSOLE_LEASE), AnswerWithin.always(settings.get(CONSOLE_ANSWER_WITHIN)),
        settings.find(CONSOLE_KEYS).orElse(Seal.NONE));
  }

  private static Form<Duration> between() {
    return new Form<>("a time like 90s, 15m or 2h, from a minute to a day", text -> {
      var time = duration().read(text);
      if (time.compareTo(Duration.ofMinutes(1)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException();
      }
      return time;
    });
  }
}
