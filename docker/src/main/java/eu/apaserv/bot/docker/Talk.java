package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.understanding.Gazetteer;
import eu.apaserv.bot.conversations.understanding.PlaceUpdates;
import eu.apaserv.bot.conversations.understanding.UtilityTeaching;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.dialogue.Dialogues;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.DocumentLinks;
import eu.apaserv.bot.core.store.Misunderstandings;
import eu.apaserv.bot.core.store.ModelVersions;
import eu.apaserv.bot.core.store.Notices;
import eu.apaserv.bot.core.store.PaidAnswers;
import eu.apaserv.bot.core.store.TextVersions;
import eu.apaserv.bot.core.work.Flood;
import eu.apaserv.bot.core.work.Learning;
import eu.apaserv.bot.core.work.Router;
import eu.apaserv.bot.core.work.TextUpdates;
import eu.apaserv.bot.core.work.Thrift;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What is understood and said: flows, texts, places and the understanding, all of which may change while it runs. */
final class Talk {
  /** Who was told of a link that is not theirs ends it, also after STOP. */
  private static final Set<String> ALWAYS_HEARD = Set.of("undo_link");
  /** How soon what was misunderstood is seen, and another version of the understanding answers on every node. */
  private static final Duration LEARNING_POLL = Duration.ofSeconds(5);
  /** Staff who have labelled nothing for so long are done: what they said is learned. */
  private static final Duration LABELLING_ENDS = Duration.ofMinutes(10);

  private final Router router;
  private final Learning learning;
  private final TextUpdates texts;
  private final Notices notices;
  private final PlaceUpdates places;

  /**
   * @param links where documents are fetched that a channel cannot carry
   * @param capabilities of each channel that is on
   */
  Talk(Vertx vertx, String node, Assistant.Parts parts, Utility utility, DocumentLinks links,
      Map<String, Capabilities> capabilities) {
    var database = utility.database();
    var clock = utility.clock();
    var gazetteer = Gazetteer.builtIn();
    texts = new TextUpdates(new TextVersions(database, utility.wordings()), utility.wordings(), utility.texts());
    notices = new Notices(vertx, parts.databaseAddress(), Map.of(TextVersions.PUBLISHED, texts.bell()::ring));
    places = new PlaceUpdates(vertx, database, gazetteer);
    learning = new Learning(new Misunderstandings(database), new ModelVersions(database, node),
        new UtilityTeaching(gazetteer), clock, LEARNING_POLL, LABELLING_ENDS);
    var dialogues = new Dialogues(utility.flows(), utility.texts(), links, parts.patience().questionPatience());
    router = new Router(dialogues, learning.understanding(), utility.texts(), capabilities, ALWAYS_HEARD, clock,
        new Flood(parts.front().messagesPerMinute()), new Thrift(parts.front().paidAnswers(), new PaidAnswers(database),
            new Alarms(database, AlarmMail.to(parts.staff().alarms(), parts.publicUrl()))));
  }

  Router router() {
    return router;
  }

  Learning learning() {
    return learning;
  }

  Loops into(Loops loops) {
    return loops.with(texts::start, texts::stop).with(notices::start, notices::stop).with(learning::start,
        learning::stop).with(places::start, () -> {});
  }
}
