package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.ConversationList;
import eu.apaserv.bot.core.store.ConversationList.Filter;
import eu.apaserv.bot.core.store.ConversationList.Shared;
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
   * Its first page.
   *
   * @param waiting longest first; none when the filter does not ask for them, as for the others
   * @param waits how many wait in all: of a great many not all are listed
   * @param recent one more than is shown, when there are more
   */
  record Board(List<Shared> waiting, int waits, List<Shared> staffed, List<Shared> recent) {}

  /** As it is now. */
  Board read(Filter filter) {
    var who = filter.who();
    var waiting = List.of("", "waiting").contains(who) ? conversations.waiting(filter) : List.<Shared>of();
    return new Board(waiting, conversations.waiting(filter, waiting),
        List.of("", "mine", "staff").contains(who) ? conversations.staffed(filter) : List.of(),
        List.of("", "assistant").contains(who)
            ? conversations.recent(filter, Long.MAX_VALUE, ENTRIES + 1)
            : List.of());
  }

  /** What comes after its first page. */
  Board older(Filter filter, long before) {
    return new Board(List.of(), 0, List.of(), List.of("", "assistant").contains(filter.who())
        ? conversations.recent(filter, before, ENTRIES + 1)
        : List.of());
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
