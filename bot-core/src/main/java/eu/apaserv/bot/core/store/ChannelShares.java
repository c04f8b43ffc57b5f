package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What is agreed with each channel's provider, divided among the nodes that are alive: in no span do all of them together
 * begin more calls than the provider allows, whoever comes, goes, dies or freezes.
 */
public final class ChannelShares {
  private final Database database;
  private final String node;

  ChannelShares(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  /**
   * What a node asks for.
   *
   * @param limit most calls of all nodes together in any span
   * @param busiest the most calls that this node may have begun within the last span
   * @param span while which a call counts
   */
  public record Ask(String channel, int limit, int busiest, Duration span) {}

  /**
   * Asks for this node's shares, or keeps them.
   *
   * @param lease after which it begins no call, counted from before asking, unless it has asked again
   * @return calls it may begin in any span, by channel; 0 while the others may still be using all there is
   */
  public Map<String, Integer> take(List<Ask> asks, Duration lease) {
    return database.run("select lane, share from bot_share($1, $2, $3, $4, $5, $6)", Tuple.of(node)
        .addArrayOfString(each(asks, Ask::channel, String[]::new))
        .addArrayOfInteger(each(asks, Ask::limit, Integer[]::new))
        .addArrayOfInteger(each(asks, Ask::busiest, Integer[]::new))
        .addArrayOfLong(each(asks, ask -> ask.span().toMillis() + 1, Long[]::new)).addLong(lease.toMillis()))
        .stream().collect(Collectors.toMap(row -> row.getString(0), row -> row.getInteger(1)));
  }

  /** This node begins no more calls: its shares are free once the last span is over. */
  public void leave() {
    database.run("update channel_share set until = least(until, clock_timestamp()) where node = $1", node);
  }

  private static <T> T[] each(List<Ask> asks, Function<Ask, T> part, IntFunction<T[]> array) {
    return asks.stream().map(part).toArray(array);
  }
}
