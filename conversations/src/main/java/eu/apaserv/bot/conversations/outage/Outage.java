package eu.apaserv.bot.conversations.outage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outage as it stands.
 *
 * @param version of what is published; 0 while nothing is
 * @param notice what is published; null while nothing is
 * @param draft what is prepared to follow; null: nothing
 * @param draftNo which edit the draft is: an approval is of one edit
 * @param draftedBy who wrote the draft
 * @param approvedBy who approved exactly this draft; null: nobody
 * @param publishedAt when people could first read of it
 * @param changedAt when what is published changed last: the time stamp people are told
 */
public record Outage(long id, OutageStatus status, int version, @Nullable OutageNotice notice,
    @Nullable OutageNotice draft, int draftNo, @Nullable String draftedBy, @Nullable String approvedBy,
    @Nullable Instant publishedAt, Instant changedAt) {

  /** Where it stands at a moment: what was to begin has begun. */
  public OutageStatus statusAt(Instant now) {
    return status == OutageStatus.PLANNED && notice != null && !notice.startsAt().isAfter(now)
        ? OutageStatus.ACTIVE
        : status;
  }

  /** What is published; only for what has been. */
  public OutageNotice published() {
    if (notice == null) {
      throw new IllegalStateException("Outage " + id + " is not published yet");
    }
    return notice;
  }

  /** What staff look at: the draft where there is one. */
  public OutageNotice latest() {
    return draft == null ? published() : draft;
  }
}
