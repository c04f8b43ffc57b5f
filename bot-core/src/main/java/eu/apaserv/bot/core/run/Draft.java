package eu.apaserv.bot.core.run;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is asked for.
 *
 * @param key what it announces: with the same key it is the same run, and only who is not yet in it is added
 * @param kind the name of a {@link RunKind}
 * @param title for staff, bounded
 * @param payload the kind's own JSON
 * @param urgent goes before other runs
 * @param startedBy a member of staff, or what starts it by itself
 * @param budget what it may cost, in lei: beyond it is paused; null: nobody has asked what it costs
 */
public record Draft(String key, String kind, String title, String payload, boolean urgent, String startedBy,
    @Nullable BigDecimal budget) {

  /** Of which nobody has asked what it costs. */
  public Draft(String key, String kind, String title, String payload, boolean urgent, String startedBy) {
    this(key, kind, title, payload, urgent, startedBy, null);
  }
}
