package eu.apaserv.bot.conversations.importing;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Writes down what an import brings that people may want to be told ({@code billing_event}), in the import's own
 * transaction and once for each subject, however often the same export is loaded. It looks at what the tables do not have
 * yet, so it runs before the merge; of who was asked about in between they have it already.
 *
 * @param today the utility's calendar day; what happened more than a month before is history, not news
 */
record News(Connection connection, Instant asAt, LocalDate today) {
  private static final int DAYS = 31;
  /* Billing's API brings what is new as soon as anybody asks, and tells nobody: it is news all the same, once. */
  private static final String ASKED_ABOUT = "exists (select from billing_account b where b.client_code = s.client_code)";

  void note() throws SQLException {
    note("""
        select case when s.total < 0 then 'credit_note_issued' else 'invoice_issued' end, s.invoice_number, s.client_code,
          s.issued_on, ?
        from stage_invoice s
        where s.issued_on >= ? and (not exists (select from invoice t where t.invoice_number = s.invoice_number)
          or\s""" + ASKED_ABOUT + ")");
    note("""
        select 'payment_booked', s.payment_id, s.client_code, coalesce(s.booked_on, s.paid_on), ?
        from stage_payment s
        where s.status = 'booked' and s.amount > 0 and coalesce(s.booked_on, s.paid_on) >= ?
          and (not exists (select from payment t where t.payment_id = s.payment_id and t.status = 'booked')
          or\s""" + ASKED_ABOUT + ")");
    note("""
        select 'window_announced', s.zone || ' ' || s.opens_on, null, s.opens_on, ?
        from stage_reading_window s
        where s.closes_on >= ?
          and not exists (select from reading_window t where t.zone = s.zone and t.opens_on = s.opens_on)""");
  }

  private void note(String found) throws SQLException {
    try (var statement = connection.prepareStatement(
        "insert into billing_event (kind, subject, client_code, happened_on, noted_at) " + found
            + " on conflict (kind, subject) do nothing")) {
      statement.setTimestamp(1, Timestamp.from(asAt));
      statement.setDate(2, Date.valueOf(today.minusDays(DAYS)));
      statement.executeUpdate();
    }
  }
}
