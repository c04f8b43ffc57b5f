package eu.apaserv.bot.conversations.privacy;

import eu.apaserv.bot.core.store.Aged;
import java.time.Duration;
import java.util.List;

/** What of the utility's own leaves by age. */
public final class AgeLimits {
  /** What systems read by the API stays as long as a claim about it may be brought: three years. */
  public static final Duration API_READS = Duration.ofDays(1096);

  private AgeLimits() {}

  /** Together with old messages, or by a longer term of their own. */
  public static final List<Aged> STATEMENTS = List.of(new Aged("alert_rounds", """
    delete from alert_round where key in (
      select key from alert_round where at < $1 order by at limit $2 for update skip locked)"""),
      new Aged("api_reads", """
    delete from api_audit where id in (
      select id from api_audit where at < $1 and at < now() - interval '%d days' order by id limit $2
      for update skip locked)""".formatted(API_READS.toDays())));
}
