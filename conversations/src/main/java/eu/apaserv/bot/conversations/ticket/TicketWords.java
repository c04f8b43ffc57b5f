package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.core.store.Place;
import eu.apaserv.bot.core.store.SealedPart;
import eu.apaserv.bot.core.store.StoredContent;
import eu.apaserv.bot.core.store.TranscriptSeal;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How what people and staff wrote in a ticket is kept. It is bound to the key of its row, which is known before the row is
 * written and stays when who filed it is forgotten.
 *
 * @param seal of the database that has them
 */
public record TicketWords(TranscriptSeal seal) {
  private static final String TICKET = "ticket/";
  private static final String EVENT = "ticket_event/";
  private static final String NOTE = "ticket_note/";
  /** Where the body and contact of a ticket {@code t} are kept, in SQL. */
  public static final String PLACE = place(TICKET, "t");
  /** Where what a step {@code e} of a ticket told the customer is kept, in SQL. */
  public static final String ANSWER = place(EVENT, "e");
  /** Where a note {@code e} of colleagues is kept, in SQL. */
  public static final String NOTED = place(NOTE, "e");
  /** The columns, so that they are sealed anew when keys change. */
  public static final List<SealedPart> COLUMNS = List.of(
      SealedPart.text("ticket", "body", PLACE),
      SealedPart.text("ticket", "contact", PLACE),
      SealedPart.text("ticket_event", "note", place(EVENT, "t")),
      SealedPart.text("ticket_note", "body", place(NOTE, "t")));

  private static String place(String table, String row) {
    return "'" + table + "' || " + row + ".idempotency_key";
  }

  @Nullable
  String keep(@Nullable String words, String key) {
    return words == null ? null : kept(words, TICKET + key);
  }

  String keepEvent(String words, String key) {
    return kept(words, EVENT + key);
  }

  String keepNote(String words, String key) {
    return kept(words, NOTE + key);
  }

  String open(String kept, String key) {
    return StoredContent.text(kept, seal, new Place(TICKET + key));
  }

  String openEvent(String kept, String key) {
    return StoredContent.text(kept, seal, new Place(EVENT + key));
  }

  String openNote(String kept, String key) {
    return StoredContent.text(kept, seal, new Place(NOTE + key));
  }

  /** A row as {@link Tickets#FIND} gives it. */
  Ticket ticket(Row row) {
    var answer = row.getString("answer");
    return new Ticket(row.getLong("id"), row.getString("number"), TicketKind.of(row.getString("kind")),
        row.getString("topic"), TicketState.of(row.getString("state")), row.getString("place"),
        open(row.getString("body"), row.getString("key")), row.getOffsetDateTime("filed_at").toInstant(),
        row.getLocalDate("due_on"), row.getString("owner"), instant(row.getOffsetDateTime("expected_at")),
        answer == null ? null : openEvent(answer, row.getString("answer_key")), row.getBoolean("joined"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** Nothing stays nothing: statements ask whether there are words. */
  private String kept(String words, String place) {
    return words.isEmpty() ? words : seal.text(words, new Place(place));
  }
}
