package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.run.Reach;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * What sending to an audience would mean, before anything is sent.
 *
 * @param rows by channel and language
 */
public record Preview(List<Row> rows) {
  public Preview {
    rows = List.copyOf(rows);
  }

  /**
   * @param text as it would be said there to somebody with one place
   * @param parts of one message: what it is billed as
   * @param cost in lei, of all messages of the row; zero where nothing is billed by part
   */
  public record Row(Reach reach, String text, int parts, BigDecimal cost) {}

  /** @param message what would be said in a row */
  public static Preview of(List<Reach> reaches, AlertPost post, Function<Reach, Message> message) {
    return new Preview(reaches.stream().map(reach -> {
      var said = message.apply(reach);
      var text = post.text(reach.language(), reach.channel(), said);
      return new Row(reach, text, post.parts(reach.channel(), said.template(), text),
          post.cost(reach.channel(), said.template(), text, reach.people()));
    }).toList());
  }

  /** How many people it reaches. */
  public long people() {
    return rows.stream().mapToLong(row -> row.reach().people()).sum();
  }

  /** What it costs, in lei. */
  public BigDecimal cost() {
    return rows.stream().map(Row::cost).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }
}
