package eu.apaserv.bot.core.store;

/** Recipients change their state in one shape of statement, which keeps the run's figures with it. */
final class RunMoves {
  /**
   * Ends a statement whose table expressions give {@code moved (run_id, was, was_reason, state, reason)}: what has moved
   * is counted, whatever the order in which nodes get there.
   */
  static final String COUNTED = """
    , change as (
      select run_id, state, coalesce(reason, '') as reason, sum(n) as n from (
        select run_id, was as state, was_reason as reason, -1 as n from moved
        union all select run_id, state, reason, 1 from moved
      ) c group by 1, 2, 3 having sum(n) <> 0
    )
    insert into run_count (run_id, state, reason, recipients)
    select run_id, state, reason, n from change order by run_id, state, reason
    on conflict (run_id, state, reason) do update set recipients = run_count.recipients + excluded.recipients""";

  private RunMoves() {}
}
