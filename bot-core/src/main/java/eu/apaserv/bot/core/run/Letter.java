package eu.apaserv.bot.core.run;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one address.
 *
 * @param until not sent after this; null: no limit
 * @param cost of sending it, in lei; zero where nothing is billed by message
 */
public record Letter(Address to, Content content, @Nullable Instant until, BigDecimal cost) {

  /** One that costs nothing by itself. */
  public Letter(Address to, Content content, @Nullable Instant until) {
    this(to, content, until, BigDecimal.ZERO);
  }
}
