package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.outage.OutageNotice.Fact;
import eu.apaserv.bot.conversations.outage.OutageStep.Change;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What dispatchers do with outages: prepare, look at who would be told, approve, publish, postpone, end. Every step is kept
 * with who took it, and whoever did not see the newest state is told so instead of overwriting it.
 */
public final class OutageDesk {
  private final Database database;
  private final OutageStore store;
  private final KnownStreets streets;
  private final OutageTold told;
  private final OutageRules rules;
  private final Clock clock;

  /** @param told writes to people */
  public OutageDesk(Database database, KnownStreets streets, OutageTold told, OutageRules rules, Clock clock) {
    this.database = database;
    this.store = new OutageStore(database);
    this.streets = streets;
    this.told = told;
    this.rules = rules;
    this.clock = clock;
  }

  /** The same desk, whose steps are part of what else is done in an open transaction. */
  public OutageDesk in(Database open) {
    return new OutageDesk(open, streets, told, rules, clock);
  }

  /** Those that are not over, drafts too, the newest first. */
  public List<Outage> open() {
    return store.open();
  }

  public Optional<Outage> find(long id) {
    return store.find(id);
  }

  /** The one that was prepared with a key. */
  public Optional<Outage> find(String key) {
    return store.find(key);
  }

  /** Every step of one, in the order it happened. */
  public List<OutageStep> steps(long id) {
    return store.steps(id);
  }

  /**
   * Prepares a new outage.
   *
   * @param key the same key prepares once
   * @param who of the staff, by name
   */
  public Outage draft(String key, String who, OutageNotice notice) {
    var forms = AreaRows.Forms.of(notice, streets);
    var made = database.together(open -> {
      var outage = OutageStore.insert(open, key, who, notice, clock.instant());
      outage.ifPresent(fresh -> {
        AreaRows.writeDraft(open, fresh.id(), forms);
        OutageStore.append(open, fresh, Change.DRAFTED, who, clock.instant(), EnumSet.allOf(Fact.class), false);
      });
      return outage;
    });
    return made.or(() -> store.find(key)).orElseThrow();
  }

  /**
   * Writes the draft anew; of a published outage, prepares what is to follow. An approval of the draft before is void.
   *
   * @param draftNo which draft they have seen
   */
  public Outcome edit(long id, String who, int draftNo, OutageNotice notice) {
    var forms = AreaRows.Forms.of(notice, streets);
    return locked(id, (open, outage) -> {
      if (outage.status().isOver()) {
        return new Outcome.Refused(Outcome.Reason.NOT_OPEN);
      }
      if (outage.draftNo() != draftNo) {
        return new Outcome.Changed(outage);
      }
      var next = outage.drafted(notice, who);
      AreaRows.writeDraft(open, id, forms);
      return done(open, next, Change.DRAFTED, who, notice.differs(outage.latest()), false);
    });
  }

  /** What publishing the draft would do, before anything is sent. */
  public OutagePreview preview(long id) {
    var outage = store.find(id).orElseThrow(() -> new IllegalArgumentException("There is no outage " + id));
    return told.preview(outage, telling(outage), tells(outage), remarks(outage.latest()));
  }

  /** How many people were told of it so far, each once. */
  public long heard(Outage outage) {
    return told.heard(outage);
  }

  /** Streets of a notice that billing does not know, or that were understood as another. */
  private List<OutagePreview.Remark> remarks(OutageNotice notice) {
    return Stream.concat(notice.areas().stream(), notice.exceptions().stream())
        .flatMap(area -> Optional.ofNullable(area.street()).flatMap(street -> {
          var meant = streets.meant(area.locality(), street);
          return meant.known() && !meant.guessed()
              ? Optional.empty()
              : Optional.of(new OutagePreview.Remark(area.label(), meant.known(), String.join(" / ", meant.keys())));
        }).stream()).toList();
  }

  /** A second member of staff agrees with exactly this draft. */
  public Outcome approve(long id, String who, int draftNo) {
    return locked(id, (open, outage) -> {
      if (outage.status().isOver()) {
        return new Outcome.Refused(Outcome.Reason.NOT_OPEN);
      }
      if (outage.draft() == null) {
        return new Outcome.Refused(Outcome.Reason.NO_DRAFT);
      }
      if (outage.draftNo() != draftNo) {
        return new Outcome.Changed(outage);
      }
      return who.equals(outage.draftedBy())
          ? new Outcome.Refused(Outcome.Reason.OWN_DRAFT)
          : done(open, outage.approved(who), Change.APPROVED, who, Set.of(), false);
    });
  }

  /**
   * Makes the draft public and tells people, in one transaction. An edit that changes neither start, end nor area is public
   * without a message.
   *
   * @param draftNo which draft they have seen
   * @param late publishes planned works even where it is too late for the notice they need
   */
  public Outcome publish(long id, String who, int draftNo, boolean late) {
    return locked(id, (open, outage) -> {
      var draft = outage.draft();
      if (outage.status().isOver()) {
        return new Outcome.Refused(Outcome.Reason.NOT_OPEN);
      }
      if (draft == null) {
        return new Outcome.Refused(Outcome.Reason.NO_DRAFT);
      }
      if (outage.draftNo() != draftNo) {
        return new Outcome.Changed(outage);
      }
      var flaw = flaw(outage);
      if (flaw.isPresent()) {
        return new Outcome.Refused(flaw.get());
      }
      if (outage.approvedBy() == null && tells(outage)) {
        long people = told.people(open, outage, telling(outage));
        if (people > rules.approvalAbove()) {
          return new Outcome.NeedsApproval(people, rules.approvalAbove());
        }
      }
      var latest = draft.startsAt().minus(rules.plannedNotice());
      if (!late && outage.version() == 0 && draft.kind() == OutageKind.PLANNED && clock.instant().isAfter(latest)) {
        return new Outcome.Late(latest);
      }
      return published(open, outage, draft, who);
    });
  }

  /** What keeps a draft from being told to anybody as it is. */
  public Optional<Outcome.Reason> flaw(Outage outage) {
    return Optional.ofNullable(outage.draft())
        .flatMap(draft -> OutageTimes.flaw(outage.notice(), draft, clock.instant()));
  }

  private Outcome published(Transaction open, Outage outage, OutageNotice draft, String who) {
    var before = outage.notice();
    var differs = before == null ? EnumSet.allOf(Fact.class) : draft.differs(before);
    var telling = telling(outage);
    AreaRows.publish(open, outage.id());
    var change = before == null
        ? Change.PUBLISHED
        : telling == Telling.POSTPONED ? Change.POSTPONED : Change.UPDATED;
    return tell(open, outage.published(draft, clock.instant()), change, who, differs, telling);
  }

  /** What publishing the draft tells. */
  private static Telling telling(Outage outage) {
    var before = outage.notice();
    var draft = outage.draft();
    if (before == null || draft == null) {
      return Telling.NOTICE;
    }
    return postpones(before, draft) ? Telling.POSTPONED : Telling.UPDATE;
  }

  /** Whether publishing the draft tells anybody. */
  private static boolean tells(Outage outage) {
    var before = outage.notice();
    var draft = outage.draft();
    return before == null || draft == null || draft.differs(before).stream().anyMatch(Fact::isTold);
  }

  /** The start or the end is later, the area the same. */
  private static boolean postpones(OutageNotice before, OutageNotice now) {
    var facts = now.differs(before);
    return !facts.contains(Fact.AREA) && (facts.contains(Fact.START) || facts.contains(Fact.END));
  }

  /**
   * Other times for what is published. What is prepared to follow takes them over, and needs approval anew.
   *
   * @param version which version they have seen
   * @param startsAt null: as it was
   */
  public Outcome postpone(long id, String who, int version, @Nullable Instant startsAt, @Nullable Instant worksEndAt,
      @Nullable Instant normalAt) {
    return open(id, version, (open, outage) -> {
      var before = outage.published();
      var start = Objects.requireNonNullElse(startsAt, before.startsAt());
      var notice = before.at(start, worksEndAt, normalAt);
      if (notice.equals(before)) {
        return new Outcome.Refused(Outcome.Reason.SAME);
      }
      var flaw = OutageTimes.flaw(before, notice, clock.instant());
      if (flaw.isPresent()) {
        return new Outcome.Refused(flaw.get());
      }
      var next = outage.retimed(notice, clock.instant());
      return tell(open, next, Change.POSTPONED, who, notice.differs(before), Telling.POSTPONED);
    });
  }

  /** It is over: the water is back. */
  public Outcome restore(long id, String who, int version) {
    return open(id, version, (open, outage) -> tell(open, outage.ended(OutageStatus.RESTORED, clock.instant()),
        Change.RESTORED, who, Set.of(), Telling.RESTORED));
  }

  /** It does not happen, or was a mistake. A draft is dropped without a word to anybody. */
  public Outcome cancel(long id, String who, int version) {
    return locked(id, (open, outage) -> {
      if (outage.status() == OutageStatus.DRAFT) {
        return done(open, outage.ended(OutageStatus.CANCELLED, clock.instant()), Change.CANCELLED, who, Set.of(),
            false);
      }
      return whileOpen(outage, version, () -> tell(open, outage.ended(OutageStatus.CANCELLED, clock.instant()),
          Change.CANCELLED, who, Set.of(), Telling.CANCELLED));
    });
  }

  private Outcome open(long id, int version, Step step) {
    return locked(id, (open, outage) -> whileOpen(outage, version, () -> step.take(open, outage)));
  }

  private static Outcome whileOpen(Outage outage, int version, Supplier<Outcome> step) {
    if (!outage.status().isOpen()) {
      return new Outcome.Refused(Outcome.Reason.NOT_OPEN);
    }
    return outage.version() == version ? step.get() : new Outcome.Changed(outage);
  }

  /** Something that is done with an outage while nobody else does anything with it. */
  private interface Step {
    Outcome take(Transaction open, Outage outage);
  }

  private Outcome locked(long id, Step step) {
    return database.together(open -> step.take(open, OutageStore.lock(open, id)));
  }

  private Outcome tell(Transaction open, Outage next, Change change, String who, Set<Fact> differs, Telling telling) {
    boolean ends = !next.status().isOpen();
    boolean tells = ends || differs.stream().anyMatch(Fact::isTold);
    var outcome = done(open, next, change, who, differs, tells);
    if (tells) {
      told.begin(open, next, telling, who);
    }
    return outcome;
  }

  private Outcome done(Transaction open, Outage next, Change change, String who, Set<Fact> differs, boolean tells) {
    OutageStore.update(open, next);
    OutageStore.append(open, next, change, who, clock.instant(), differs, tells);
    return new Outcome.Done(next);
  }
}
