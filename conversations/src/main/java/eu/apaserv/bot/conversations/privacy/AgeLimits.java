package eu.apaserv.bot.conversations.privacy;

import java.util.List;

/** What of the utility's own leaves together with old messages. */
public final class AgeLimits {
  private AgeLimits() {}

  /** Statements as {@link eu.apaserv.bot.core.store.Retention} takes them. */
  public static final List<String> STATEMENTS = List.of("""
    delete from alert_round where key in (
      select key from alert_round where at < $1 order by at limit $2 for update skip locked)""");
}
