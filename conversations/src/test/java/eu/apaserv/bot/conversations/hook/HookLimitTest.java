package eu.apaserv.bot.conversations.hook;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.core.Future;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many may be told. */
class HookLimitTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private static Optional<String> add(Database database, String name) {
    return new Hooks(database, HookScene.SEAL).add(name, URI.create("https://billing.example.ro/hooks"),
        EnumSet.allOf(HookKind.class), "ana");
  }

  @Test
  void ofTwoAddedAtOnceOneIsTheLastThatMayBe() {
    var database = fresh.database();
    assertThat(IntStream.range(0, 19).mapToObj(n -> add(database, "hook-" + n))).allMatch(Optional::isPresent);
    Future<Optional<String>> second = database.asOne(open -> {
      assertThat(add(open, "last")).isPresent();
      var begun = CompletableFuture.supplyAsync(() -> add(database, "more"));
      Beside.doneOrWaiting(database, begun::isDone);
      return Future.fromCompletionStage(begun);
    });
    assertThat(Database.await(second)).isEmpty();
    assertThat(new Hooks(database, HookScene.SEAL).list()).hasSize(20);
  }
}
