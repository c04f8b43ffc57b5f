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

  /** As it stood once a step was taken. */
  public Outage asOf(OutageStep step) {
    return new Outage(id, step.status(), step.version(), step.notice(), null, draftNo, null, null, publishedAt,
        step.at());
  }

  Outage drafted(OutageNotice next, String who) {
    return new Outage(id, status, version, notice, next, draftNo + 1, who, null, publishedAt, changedAt);
  }

  Outage approved(String who) {
    return new Outage(id, status, version, notice, draft, draftNo, draftedBy, who, publishedAt, changedAt);
  }

  Outage published(OutageNotice next, Instant now) {
    var begun = next.startsAt().isAfter(now) ? OutageStatus.PLANNED : OutageStatus.ACTIVE;
    return new Outage(id, begun, version + 1, next, null, draftNo, draftedBy, null,
        publishedAt == null ? now : publishedAt, now);
  }

  /** Other times for what is published; what is prepared takes them over. */
  Outage retimed(OutageNotice next, Instant now) {
    var begun = next.startsAt().isAfter(now) ? OutageStatus.PLANNED : OutageStatus.ACTIVE;
    var prepared = draft == null ? null : draft.at(next.startsAt(), next.worksEndAt(), next.normalAt());
    return new Outage(id, begun, version + 1, next, prepared, draft == null ? draftNo : draftNo + 1, draftedBy, null,
        publishedAt, now);
  }

  Outage ended(OutageStatus end, Instant now) {
    return new Outage(id, end, version == 0 ? 0 : version + 1, notice, notice == null ? draft : null, draftNo,
        draftedBy,
        null, publishedAt, now);
  }
}
