package eu.apaserv.bot.conversations.outage;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is announced: the facts a dispatcher writes, each bounded.
 *
 * @param worksEndAt when the works end; null while nobody knows
 * @param normalAt when pressure is normal again, often the next day; null: as the works end
 * @param cause "remedierea unei avarii"; in the words people read
 * @param details the notice's own words where streets do not say it ("aval de pod Piața Mare"); empty for none
 * @param exceptions what is not touched within the areas; they win
 * @param source who says it: the dispatcher's desk, reports of customers, another operator's feed
 */
public record OutageNotice(OutageKind kind, OutageEffect effect, Instant startsAt, @Nullable Instant worksEndAt,
    @Nullable Instant normalAt, String cause, String details, List<Area> areas, List<Area> exceptions,
    String source) {
  private static final int LONGEST_TEXT = 500;
  private static final int MOST_AREAS = 200;

  /** A fact that can change from one version to the next. */
  public enum Fact {
    KIND, EFFECT, START, END, AREA, CAUSE, DETAILS;

    /** Whether people are written to when it changes: the start, the end or the area. */
    public boolean isTold() {
      return this == START || this == END || this == AREA;
    }
  }

  public OutageNotice {
    areas = List.copyOf(areas);
    exceptions = exceptions == null ? List.of() : List.copyOf(exceptions);
    cause = bounded("cause", cause);
    details = bounded("details", details);
    source = bounded("source", source);
    if (areas.isEmpty() || areas.size() > MOST_AREAS || exceptions.size() > MOST_AREAS) {
      throw new IllegalArgumentException(
          "An outage needs 1 to " + MOST_AREAS + " areas and at most that many exceptions");
    }
    if (worksEndAt != null && !worksEndAt.isAfter(startsAt)) {
      throw new IllegalArgumentException(
          "The works end (" + worksEndAt + ") has to be after the start (" + startsAt + ")");
    }
    if (normalAt != null && (worksEndAt == null ? !normalAt.isAfter(startsAt) : normalAt.isBefore(worksEndAt))) {
      throw new IllegalArgumentException("Normal pressure (" + normalAt + ") cannot be back before the works end");
    }
  }

  private static String bounded(String what, @Nullable String text) {
    var stripped = text == null ? "" : text.strip();
    if (stripped.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("The " + what + " of an outage takes " + LONGEST_TEXT + " characters at most");
    }
    return stripped;
  }

  /** When it is over for people, or null while nobody knows. */
  public @Nullable Instant endsAt() {
    return normalAt == null ? worksEndAt : normalAt;
  }

  /** The same at other times. */
  public OutageNotice at(Instant start, @Nullable Instant worksEnd, @Nullable Instant normal) {
    return new OutageNotice(kind, effect, start, worksEnd, normal, cause, details, areas, exceptions, source);
  }

  /** Which facts another notice tells differently. */
  public Set<Fact> differs(OutageNotice other) {
    var facts = EnumSet.noneOf(Fact.class);
    add(facts, Fact.KIND, kind != other.kind);
    add(facts, Fact.EFFECT, effect != other.effect);
    add(facts, Fact.START, !startsAt.equals(other.startsAt));
    add(facts, Fact.END, !Objects.equals(worksEndAt, other.worksEndAt) || !Objects.equals(normalAt, other.normalAt));
    add(facts, Fact.AREA, !areas.equals(other.areas) || !exceptions.equals(other.exceptions));
    add(facts, Fact.CAUSE, !cause.equals(other.cause));
    add(facts, Fact.DETAILS, !details.equals(other.details));
    return facts;
  }

  private static void add(Set<Fact> facts, Fact fact, boolean changed) {
    if (changed) {
      facts.add(fact);
    }
  }
}
