package eu.apaserv.bot.conversations.outage;

import java.math.BigDecimal;
import java.util.List;

/**
 * What publishing would do at this moment, exactly: who is told, by which channel, how long and at what cost.
 *
 * @param points consumption points in the area, of people who are told and of all others
 * @param tells false: what changes is public without a message
 * @param people who would be written to, each once
 * @param unreached who wants to be told, and to whom no way is open
 * @param rows by channel and language
 * @param approval whether a second member of staff is needed
 * @param remarks streets to look at again
 */
public record OutagePreview(long points, boolean tells, long people, long unreached, List<Row> rows, boolean approval,
    List<Remark> remarks) {
  public OutagePreview {
    rows = List.copyOf(rows);
    remarks = List.copyOf(remarks);
  }

  /**
   * One channel in one language.
   *
   * @param text what is said there to somebody with one place
   * @param parts of that message
   * @param segments parts of all messages of the row, those to people with several places too; 0 where nothing is billed by part
   * @param cost of all of them, in lei
   */
  public record Row(String channel, String language, long people, String text, int parts, long segments,
      BigDecimal cost) {

    /** With others of the same channel and language. */
    Row with(Row more) {
      return new Row(channel, language, people + more.people, text, parts, segments + more.segments,
          cost.add(more.cost));
    }
  }

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
    return rows.stream().mapToLong(Row::segments).sum();
  }
}
