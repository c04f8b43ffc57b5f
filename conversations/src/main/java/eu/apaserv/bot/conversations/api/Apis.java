package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.outage.OutageDesk;
import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that can be called: one line a part. */
public final class Apis {
  private Apis() {}

  /**
   * What the API works with.
   *
   * @param publicUrl how others see us, without a path
   * @param perMinute how many calls a token has each minute on a node
   * @param lease how long a colleague who took over may be silent before others may
   * @param openings how one begins, by channel; a channel that is not there takes any words at any time
   * @param wordsOnly the channels that carry no files
   * @param told rung when something was done: a customer may be to be written to
   */
  public record Parts(Database database, Clock clock, ZoneId zone, String publicUrl, int perMinute, Texts texts,
      WordingCheck wordings, ReadingReviews reviews, OutageDesk outages, Duration lease, Map<String, Opening> openings,
      Set<String> wordsOnly, Runnable told) {}

  public static Api all(Parts parts) {
    var database = parts.database();
    var clock = parts.clock();
    var gatekeeper = new Gatekeeper(database, new ApiTokens(database, clock), new OnceCalls(database, clock),
        new Share(parts.perMinute(), clock), parts.told());
    return new Api(gatekeeper, parts.publicUrl(),
        List.of(new ConversationsPart(),
            new TakeOverPart(parts.lease(), new Written(parts.openings(), parts.wordsOnly(), clock)),
            new ReviewsPart(parts.reviews()),
            new ReadingsPart(parts.zone()), new TicketsPart(clock), new OutagesPart(parts.outages()),
            new RunsPart(clock), new TextsPart(parts.texts(), parts.wordings()), new ReportsPart(clock, parts.zone()),
            new ChannelsPart(), new PrivacyPart(clock, parts.zone())));
  }
}
