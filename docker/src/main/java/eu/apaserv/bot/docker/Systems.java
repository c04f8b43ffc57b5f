package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.api.Api;
import eu.apaserv.bot.conversations.api.Apis;
import eu.apaserv.bot.conversations.api.OnceCalls;
import eu.apaserv.bot.conversations.console.ConsolePages;
import eu.apaserv.bot.conversations.hook.Destinations;
import eu.apaserv.bot.conversations.hook.HookPosts;
import eu.apaserv.bot.conversations.hook.Hooks;
import eu.apaserv.bot.conversations.outage.OutageDesk;
import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.work.Chore;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Other systems: what they call, what they are told, and the pages on which an admin lets them. */
final class Systems {
  private static final Duration EVERY_OLD_CALL = Duration.ofMinutes(10);

  private final Api api;
  private final HookPosts posts;
  private final Chore oldCalls;
  private final List<Section> pages;
  private final Hooks hooks;

  /**
   * @param openings how one begins, by channel
   * @param wordsOnly the channels that carry no files
   * @param told rung when somebody is to be written to
   */
  Systems(Vertx vertx, Utility utility, OutageDesk outages, Assistant.Parts parts, Map<String, Opening> openings,
      Set<String> wordsOnly, Runnable told) {
    var database = utility.database();
    var clock = utility.clock();
    var seal = parts.staff().rules().seal();
    var destinations = new Destinations(parts.exchange().privateHooks());
    api = Apis.all(new Apis.Parts(database, clock, utility.business().zone(), parts.publicUrl(),
        parts.exchange().apiPerMinute(), utility.texts(), utility.wordings(), utility.reviews(), outages,
        parts.staff().rules().lease(), openings, wordsOnly, told));
    hooks = new Hooks(database, seal);
    posts = new HookPosts(database, vertx, destinations, seal, clock);
    oldCalls = new Chore("old-calls", EVERY_OLD_CALL, new OnceCalls(database, clock)::sweep);
    pages = ConsolePages.systems(database, clock, destinations, seal);
  }

  void mount(Router routes) {
    api.mount(routes);
  }

  /** Tokens and webhooks. */
  List<Section> pages() {
    return pages;
  }

  /** What is done once, before anybody is let in. */
  void prepare() {
    hooks.reseal();
  }

  Loops into(Loops loops) {
    return loops.with(posts::start, posts::stop).with(oldCalls::start, oldCalls::stop);
  }
}
