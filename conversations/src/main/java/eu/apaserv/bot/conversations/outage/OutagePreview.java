package eu.apaserv.bot.conversations.outage;

import java.math.BigDecimal;
import java.util.List;

/**
 * What publishing would do.
 *
 * @param points consumption points in the area, of people who are told and of all others
 * @param people who would be written to, each once
 * @param rows by channel and language
 * @param approval whether a second member of staff is needed
 * @param remarks streets to look at again
 */
public record OutagePreview(long points, long people, List<Row> rows, boolean approval, List<Remark> remarks) {
  public OutagePreview {
    rows = List.copyOf(rows);
    remarks = List.copyOf(remarks);
  }

  /**
   * One channel in one language.
   *
   * @param text what is said there
   * @param parts of one message
   * @param cost of all of them, in lei
   */
  public record Row(String channel, String language, long people, String text, int parts, BigDecimal cost) {}

  /**
   * A street that is not as billing writes it.
   *
   * @param known false: nobody lives there as far as billing knows
   * @param meant what it was understood as
   */
  public record Remark(String area, boolean known, String meant) {}

  /** What it costs, in lei. */
  public BigDecimal cost() {
    return rows.stream().map(Row::cost).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** Parts of all messages that are billed by part. */
  public long segments() {
    return rows.stream().filter(row -> row.cost().signum() > 0).mapToLong(row -> row.parts() * row.people()).sum();
  }
}
