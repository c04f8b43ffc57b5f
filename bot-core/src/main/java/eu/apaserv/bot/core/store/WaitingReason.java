package eu.apaserv.bot.core.store;

import java.util.regex.Pattern;

/**
 * Why a person is wanted, as it is kept: {@code what REFERENCE happened: detail}. What people are counted and filtered by is its
 * kind, without reference and detail; the detail may be somebody's own words.
 *
 * @param kind {@link #LOST}, {@link #UNANSWERED}, or what happened
 * @param detail empty when there is none
 */
public record WaitingReason(String kind, String detail) {
  /** Was not understood, however often. */
  public static final String LOST = "lost";
  /** A question was not answered, whichever. */
  public static final String UNANSWERED = "unanswered";

  /** Somebody's life or health is at stake. */
  public static final String IN_DANGER = "in danger";

  private static final String BEFORE_DETAIL = ": ";
  private static final Pattern REFERENCE = Pattern.compile(" [A-Z0-9]{4,} ");
  private static final Pattern ASKED = Pattern.compile("question \\S+ of \\S+ not answered");

  /** Reads one. */
  public static WaitingReason of(String kept) {
    if (kept.startsWith("not understood ")) {
      return new WaitingReason(LOST, "");
    }
    if (ASKED.matcher(kept).matches()) {
      return new WaitingReason(UNANSWERED, "");
    }
    int detail = detailAt(kept);
    var what = detail < 0 ? kept : kept.substring(0, detail - BEFORE_DETAIL.length());
    return new WaitingReason(REFERENCE.matcher(what).replaceAll(" "), detail < 0 ? "" : kept.substring(detail));
  }

  /** Where the detail begins; -1 when there is none. */
  static int detailAt(String kept) {
    int colon = kept.indexOf(BEFORE_DETAIL);
    return colon < 0 ? -1 : colon + BEFORE_DETAIL.length();
  }

  /** How who waits is ordered in SQL: whoever may be in danger, then who waits longest. */
  static String urgency(String conversation) {
    return rank(conversation) + ", %1$s.waiting_since, %1$s.id".formatted(conversation);
  }

  /** 0 of who may be in danger, 1 of everybody else, in SQL. */
  static String rank(String conversation) {
    return "case when %1$s.waiting_reason like '%2$s:%%' then 0 else 1 end".formatted(conversation, IN_DANGER);
  }

  /** Its kind in SQL: the same as {@link #of} finds. */
  static String kindOf(String column) {
    return """
      case when %1$s like 'not understood %%' then 'lost' when %1$s like 'question %% not answered' then 'unanswered'
        else regexp_replace(split_part(%1$s, ': ', 1), ' [A-Z0-9]{4,} ', ' ', 'g') end""".formatted(column);
  }
}
