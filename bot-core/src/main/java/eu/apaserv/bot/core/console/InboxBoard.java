package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.ConversationList;
import eu.apaserv.bot.core.store.ConversationList.Filter;
import eu.apaserv.bot.core.store.ConversationList.Shared;
import eu.apaserv.bot.core.store.Transcripts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inbox as it stands, once for all who look at it with the same filter. */
final class InboxBoard {
  static final int ENTRIES = 30;

  private final ConversationList conversations;
  private final Map<Filter, Board> read = new HashMap<>();
  private long round = -1;

  InboxBoard(ConversationList conversations) {
    this.conversations = conversations;
  }

  /**
   * One of its pages.
   *
   * @param waiting longest first; none when the filter does not ask for them, as for the others
   * @param waits how many wait in all: of a great many not all are listed on one page
   * @param skipped how many of them wait before the first that is listed
   * @param recent one more than is shown, when there are more
   */
  record Board(List<Shared> waiting, int waits, int skipped, List<Shared> staffed, List<Shared> recent) {}

  /** As it is now. */
  Board read(Filter filter) {
    var who = filter.who();
    var waiting = List.of("", "waiting").contains(who) ? conversations.waiting(filter) : List.<Shared>of();
    return new Board(waiting, waiting.size() < Transcripts.MOST_WAITING ? waiting.size() : conversations.waits(filter),
        0,
        List.of("", "mine", "staff").contains(who) ? conversations.staffed(filter) : List.of(),
        List.of("", "assistant").contains(who)
            ? conversations.recent(filter, Long.MAX_VALUE, ENTRIES + 1)
            : List.of());
  }

  /** What comes after its first page. */
  Board older(Filter filter, long before) {
    return new Board(List.of(), 0, 0, List.of(), List.of("", "assistant").contains(filter.who())
        ? conversations.recent(filter, before, ENTRIES + 1)
        : List.of());
  }

  /** Those who wait further down: the last of them, when there are no longer so many. */
  Board waiting(Filter filter, int before) {
    int waits = conversations.waits(filter);
    int last = Math.max(waits - 1, 0) / Transcripts.MOST_WAITING * Transcripts.MOST_WAITING;
    int skipped = Math.min(before, last);
    return new Board(conversations.waiting(filter, skipped), waits, skipped, List.of(), List.of());
  }

  /** As it was when the first page of this round asked for it: {@link Live} has one round after the other. */
  Board at(long number, Filter filter) {
    if (number != round) {
      read.clear();
      round = number;
    }
    return read.computeIfAbsent(filter, this::read);
  }
}
