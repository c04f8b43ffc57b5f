package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.RunBatch;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An outage that ends in the moment in which people are told of it. */
class OutageBesideBatchTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @Test
  void whoIsBeingToldOfItIsToldOfItsEnd() {
    var scene = new OutageScene(fresh.database());
    var anna = scene.person("sms", "1", "Strada Oituz", "3", AlertKind.OUTAGE, AlertKind.RESTORED);
    var outage = scene.published(OutageScene.fault(OutageScene.OITUZ));
    var notice = scene.run(outage, Telling.NOTICE);
    Future<Outcome> end = fresh.database().asOne(open -> {
      assertThat(new RunBatch(open).take(notice, "sms", 10, scene.clock.instant(), scene.kind::decide)).isEqualTo(1);
      var ending = CompletableFuture.supplyAsync(() -> scene.desk.restore(outage.id(), "ana", outage.version()));
      Beside.doneOrWaiting(fresh.database(), ending::isDone);
      return Future.fromCompletionStage(ending);
    });
    var over = OutageScene.done(Database.await(end));
    assertThat(scene.recipients(scene.run(over, Telling.RESTORED))).extracting(Recipient::person)
        .containsExactly(anna);
  }
}
