package eu.apaserv.bot.conversations.privacy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long each kind of thing is kept, as this program runs.
 *
 * @param messages after they are settled
 * @param tickets after the last thing that happened, once answered or closed
 * @param files of customers
 */
public record RetentionTerms(Duration messages, Duration tickets, Duration files) {
  private static final Duration EXCHANGES = Duration.ofDays(7);

  /**
   * One kind.
   *
   * @param what its name, as {@link eu.apaserv.bot.core.store.RetentionLog} has it
   * @param days null: as long as the law or the relation says
   * @param setting that says so; null: the program does
   */
  public record Term(String what, @Nullable Long days, @Nullable String setting) {}

  /** All kinds, as docs/privacy.md has them. */
  public List<Term> all() {
    var message = "BUSINESS_MESSAGE_RETENTION";
    return List.of(new Term("messages", messages.toDays(), message), new Term("receipts", messages.toDays(), message),
        new Term("staff_files", messages.toDays(), message), new Term("links", messages.toDays(), message),
        new Term("run_recipients", messages.toDays(), message), new Term("alert_rounds", messages.toDays(), message),
        new Term("misunderstandings", messages.toDays(), message),
        new Term("exchanges", EXCHANGES.toDays(), null), new Term("files", files.toDays(), "BOT_FILE_DAYS"),
        new Term("tickets", tickets.toDays(), "BUSINESS_TICKET_RETENTION"),
        new Term("api_reads", AgeLimits.API_READS.toDays(), null), new Term("consents", null, null),
        new Term("contract", null, null), new Term("audit", null, null));
  }
}
