package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.office.AskedDay;
import eu.apaserv.bot.conversations.outage.Outage;
import eu.apaserv.bot.conversations.outage.OutageBook.Here;
import eu.apaserv.bot.conversations.outage.OutageStatus;
import eu.apaserv.bot.conversations.outage.OutageTalk;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.time.LocalDate;
import java.util.List;

/** "Și mâine?", after what was said of the water at a place: what is announced there for that day. */
final class OutageDay {
  private static final int MOST_TOLD = 3;

  private final OutageTalk outages;
  private final Business business;

  OutageDay(OutageTalk outages, Business business) {
    this.outages = outages;
    this.business = business;
  }

  /**
   * Tells it, where a day to come is asked about.
   *
   * @param here all that is published for the place
   * @param known whether it is a place of which may be said that nothing is announced
   * @return false where they ask about now
   */
  boolean told(Dialogue d, List<Here> here, String place, boolean known) {
    var now = d.person().now();
    var today = business.day(now);
    var asked = d.given("day").flatMap(named -> AskedDay.of(named, today)).filter(day -> day.isAfter(today));
    if (asked.isEmpty()) {
      return false;
    }
    var day = asked.get();
    var then = here.stream().filter(one -> lasts(one.outage(), day)).toList();
    var sure = then.stream().filter(Here::sure).toList();
    if (sure.isEmpty() && !then.isEmpty()) {
      d.say(Phrase.of("outage.maybe", "place", place));
    }
    (sure.isEmpty() ? then : sure).stream().limit(MOST_TOLD)
        .forEach(one -> d.say(outages.words().told(one.outage(), now)));
    if (then.isEmpty()) {
      d.say(Phrase.of(known ? "outage.none_on" : "outage.unknown_on", "place", place, "day", Moments.day(d, day),
          "date", day, "emergency", business.company().emergencyPhone()));
    }
    return true;
  }

  /** Whether it holds on some hour of that day; of what has no end nobody knows that it does not. */
  private boolean lasts(Outage outage, LocalDate day) {
    var notice = outage.published();
    var ends = notice.endsAt();
    return (outage.status() == OutageStatus.ACTIVE || outage.status() == OutageStatus.PLANNED)
        && !business.day(notice.startsAt()).isAfter(day) && (ends == null || !business.day(ends).isBefore(day));
  }
}
