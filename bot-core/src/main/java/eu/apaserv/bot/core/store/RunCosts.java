package eu.apaserv.bot.core.store;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs cost beside what somebody has agreed to. A run that costs more (people are reached by dearer ways than they
 * asked for) is paused, and staff have an alarm; who resumes it lets it go on.
 */
public final class RunCosts {
  private static final String OVER_BUDGET = "over_budget:";

  /** Of a run, in lei: failed messages count, for some are billed. */
  static final String SPENT = "(select coalesce(sum(p.cost), 0) from run_recipient p where p.run_id = run.id and p.cost > 0)";

  private final Database database;
  private final Alarms alarms;

  /** @param alarms by which staff are told */
  public RunCosts(Database database, Alarms alarms) {
    this.database = database;
    this.alarms = alarms;
  }

  /**
   * In lei.
   *
   * @param budget what was agreed to, with some room; null: nobody has asked, or somebody has let it go on
   */
  public record Cost(BigDecimal spent, @Nullable BigDecimal budget) {

    public boolean isOver() {
      return budget != null && spent.compareTo(budget) > 0;
    }
  }

  private record Held(long run, String channel, Cost cost) {}

  /** Pauses what costs more than was agreed to; what waits in the outbox, a few seconds' worth, still goes. */
  public void hold() {
    held().forEach(one -> alarms.raise(one.channel(), OVER_BUDGET + one.run(), "run %d is paused: %s lei spent of %s"
        .formatted(one.run(), one.cost().spent(), one.cost().budget())));
  }

  private List<Held> held() {
    return database.list(row -> new Held(row.getLong("id"), row.getString("channel"),
        new Cost(row.getBigDecimal("spent"), row.getBigDecimal("budget"))), """
            with spent as (
              select id, %s as spent from run where state = 'running' and budget is not null
            )
            update run r set state = 'paused' from spent s
            where r.id = s.id and r.state = 'running' and s.spent > r.budget
            returning r.id, s.spent, r.budget,
              (select p.channel from run_recipient p where p.run_id = r.id and p.cost > 0 limit 1) as channel"""
            .formatted(SPENT));
  }
}
