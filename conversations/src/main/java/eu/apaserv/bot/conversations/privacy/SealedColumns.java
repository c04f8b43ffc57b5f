package eu.apaserv.bot.conversations.privacy;

import eu.apaserv.bot.conversations.ticket.TicketWords;
import eu.apaserv.bot.core.store.SealedPart;
import java.util.List;
import java.util.stream.Stream;

/** What people and staff write that is sealed in the utility's own tables, beside the core's. */
public final class SealedColumns {
  /** All of them. */
  public static final List<SealedPart> ALL = Stream.concat(TicketWords.COLUMNS.stream(),
      PrivacyRequests.COLUMNS.stream()).toList();

  private SealedColumns() {}
}
