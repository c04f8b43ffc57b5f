package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.alert.Message;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An outage in the words people are told, in chats and in notices alike. */
public final class OutageWords {
  /** So many areas are named; the rest is counted. */
  private static final int MOST_NAMED = 6;
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("dd.MM HH:mm", Locale.ROOT);
  private static final Phrase NOTHING = Phrase.plain("");

  private final ZoneId zone;
  private final String emergencyPhone;

  public OutageWords(ZoneId zone, String emergencyPhone) {
    this.zone = zone;
    this.emergencyPhone = emergencyPhone;
  }

  /** What is known now: effect, place, cause, both end times, and since when we know it. */
  public Phrase told(Outage outage, Instant now) {
    var notice = outage.published();
    return switch (outage.statusAt(now)) {
      case RESTORED -> Phrase.of("outage.restored", "where", where(notice), "at", local(outage.changedAt()));
      case CANCELLED -> Phrase.of("outage.cancelled", "where", where(notice), "at", local(outage.changedAt()));
      case DRAFT, PLANNED, ACTIVE -> Phrase.of("outage.told", "head", head(outage, now), "details",
          notice.details().isEmpty() ? NOTHING : Phrase.of("outage.details", "details", notice.details()), "except",
          except(notice), "cause",
          notice.cause().isEmpty() ? NOTHING : Phrase.of("outage.cause", "cause", notice.cause()),
          "end", end(notice, now), "stamp", Phrase.of("outage.stamp", "at", local(outage.changedAt())));
    };
  }

  /** What it is, where, since when. */
  public Phrase head(Outage outage, Instant now) {
    var notice = outage.published();
    boolean begun = outage.statusAt(now) == OutageStatus.ACTIVE;
    var key = notice.kind() == OutageKind.FAULT
        ? "outage.fault"
        : begun ? "outage.works_now" : "outage.works_soon";
    return Phrase.of(key, "effect", effect(notice.effect(), begun), "where", where(notice), "since",
        local(notice.startsAt()));
  }

  /** What people notice: now, or once it begins. */
  public static Phrase effect(OutageEffect effect, boolean begun) {
    return Phrase.of(switch (effect) {
      case NO_WATER -> begun ? "outage.effect_no_water" : "outage.effect_no_water_soon";
      case LOW_PRESSURE -> begun ? "outage.effect_low_pressure" : "outage.effect_low_pressure_soon";
      case DISCOLOURED -> begun ? "outage.effect_discoloured" : "outage.effect_discoloured_soon";
      case NO_SEWERAGE -> begun ? "outage.effect_no_sewerage" : "outage.effect_no_sewerage_soon";
    });
  }

  /** The areas, the first few by name. */
  public static Phrase where(OutageNotice notice) {
    return joined(notice.areas());
  }

  private static Phrase except(OutageNotice notice) {
    return notice.exceptions().isEmpty()
        ? NOTHING
        : Phrase.of("outage.except", "areas", joined(notice.exceptions()));
  }

  private static Phrase joined(List<Area> areas) {
    var named = areas.subList(0, Math.min(MOST_NAMED, areas.size()));
    int more = areas.size() - named.size();
    var all = more == 0
        ? area(named.getLast())
        : Phrase.of("outage.areas_more", "area", area(named.getLast()), "more",
            more);
    for (int i = named.size() - 2; i >= 0; i--) {
      all = Phrase.of("outage.areas", "area", area(named.get(i)), "rest", all, "more", areas.size() - i - 1);
    }
    return all;
  }

  /** One area. */
  public static Phrase area(Area area) {
    return switch (area.parity()) {
      case ALL -> Phrase.plain(area.label());
      case ODD -> Phrase.of("outage.area_odd", "area", area.label());
      case EVEN -> Phrase.of("outage.area_even", "area", area.label());
    };
  }

  private Phrase end(OutageNotice notice, Instant now) {
    var works = notice.worksEndAt();
    var over = notice.endsAt();
    if (over == null) {
      return Phrase.of("outage.end_unknown");
    }
    if (!over.isAfter(now)) {
      return Phrase.of("outage.end_passed", "at", local(over));
    }
    return works == null || works.equals(over)
        ? Phrase.of(notice.effect() == OutageEffect.NO_WATER ? "outage.end" : "outage.end_other", "at", local(over))
        : Phrase.of("outage.end_both", "works", local(works), "normal", local(over));
  }

  /** What to do meanwhile, and whom to call. */
  public Phrase advice(OutageNotice notice, boolean begun) {
    var key = notice.effect() == OutageEffect.NO_SEWERAGE
        ? "outage.advice_sewerage"
        : begun ? "outage.advice" : "outage.advice_soon";
    return Phrase.of(key, "emergency", emergencyPhone);
  }

  /**
   * A notice that people get without asking.
   *
   * @param places of the person that it is about, where there are several; else empty
   */
  Message message(Outage outage, Telling telling, List<String> places, Instant now) {
    var notice = outage.published();
    var what = told(outage, now);
    var head = switch (telling) {
      case NOTICE, RESTORED, CANCELLED -> what;
      case UPDATE -> Phrase.of("outage.updated", "told", what);
      case POSTPONED -> Phrase.of("outage.postponed", "told", what);
      case REMINDER -> Phrase.of(day(notice.startsAt()).equals(day(now)) ? "outage.reminder" : "outage.reminder_before",
          "told", what);
    };
    var lines = places.stream().map(place -> Phrase.of("outage.your_place", "place", place)).toList();
    boolean begun = outage.statusAt(now) == OutageStatus.ACTIVE;
    return new Message(template(notice, telling), blanks(notice, telling, begun), head, lines,
        switch (telling) {
          case CANCELLED -> List.of();
          case RESTORED -> afterwards(notice);
          case NOTICE, UPDATE, POSTPONED, REMINDER -> List.of(advice(notice, begun));
        });
  }

  /** What to do once it is over: of what was to be done meanwhile nothing holds any more. */
  private List<Phrase> afterwards(OutageNotice notice) {
    return notice.effect() == OutageEffect.NO_SEWERAGE
        ? List.of()
        : List.of(Phrase.of("outage.advice_back", "emergency", emergencyPhone));
  }

  private LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  private static String template(OutageNotice notice, Telling telling) {
    return switch (telling) {
      case RESTORED -> "restored";
      case CANCELLED -> "works_cancelled";
      case NOTICE, UPDATE, POSTPONED, REMINDER -> notice.kind() == OutageKind.FAULT ? "outage" : "planned_works";
    };
  }

  private List<Phrase> blanks(OutageNotice notice, Telling telling, boolean begun) {
    var where = where(notice);
    if (telling == Telling.RESTORED || telling == Telling.CANCELLED) {
      return List.of(where);
    }
    var blanks = new ArrayList<Phrase>(List.of(effect(notice.effect(), begun), where));
    if (notice.kind() == OutageKind.PLANNED) {
      blanks.add(local(notice.startsAt()));
    }
    var end = notice.endsAt();
    blanks.add(end == null ? Phrase.of("outage.not_known") : local(end));
    return blanks;
  }

  /** By the utility's clock; the year is left out where every character costs. */
  public Phrase local(Instant at) {
    var time = at.atZone(zone);
    return Phrase.of("outage.at", "at", time, "short", SHORT.format(time));
  }
}
