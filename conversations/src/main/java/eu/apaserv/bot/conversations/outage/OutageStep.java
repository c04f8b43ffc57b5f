package eu.apaserv.bot.conversations.outage;

import java.time.Instant;
import java.util.Set;

/**
 * One step in an outage's life, kept for ever.
 *
 * @param version of what was published after it
 * @param who staff by name, or the program
 * @param differs the facts that changed
 * @param told whether people are written to about it
 */
public record OutageStep(int step, int version, Change change, String who, Instant at, Set<OutageNotice.Fact> differs,
    boolean told, OutageStatus status, OutageNotice notice) {

  public OutageStep {
    differs = Set.copyOf(differs);
  }

  /** Whether it changed what is public. */
  public boolean isPublic() {
    return change != Change.DRAFTED && change != Change.APPROVED;
  }

  /** What was done. */
  public enum Change {
    DRAFTED, APPROVED, PUBLISHED, UPDATED, POSTPONED, RESTORED, CANCELLED
  }
}
