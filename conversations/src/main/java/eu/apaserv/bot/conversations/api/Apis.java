package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.importing.ReadingsExport;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.util.List;

/** Everything that can be called: one line a part. */
public final class Apis {
  private Apis() {}

  /**
   * @param publicUrl how others see us, without a path
   * @param perMinute how many calls a token has each minute on a node
   */
  public static Api all(Database database, Business business, String publicUrl, int perMinute, Clock clock) {
    return new Api(new ApiTokens(database, clock), new Share(perMinute, clock), publicUrl,
        List.of(new ReadingsPart(new ReadingsExport(database), business.zone())));
  }
}
