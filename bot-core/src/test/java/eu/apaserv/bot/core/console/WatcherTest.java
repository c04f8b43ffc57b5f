package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.junit5.VertxExtension;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An open page that is told of changes. */
@ExtendWith(VertxExtension.class)
class WatcherTest {
  @Test
  void aPageThatHasGoneIsToldNothingAndBreaksNothing(Vertx vertx) {
    var opened = Promise.<HttpServerResponse>promise();
    var context = Promise.<Context>promise();
    var server = Database.await(vertx.createHttpServer().requestHandler(request -> {
      context.complete(vertx.getOrCreateContext());
      request.response().setChunked(true).end("gone");
      opened.complete(request.response());
    }).listen(0, "127.0.0.1"));
    Database.await(vertx.createHttpClient()
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
        .compose(request -> request.send()).compose(answer -> answer.body()));
    var watcher = new Watcher(Database.await(opened.future()), Database.await(context.future()),
        new Live.Wish("session", new Words(Texts.load(List.of(Texts.ENGINE)), Language.RO, ZoneOffset.UTC), null,
            null));
    watcher.tell("talk");
    watcher.count(3, "three");
    watcher.show("mark", 1, "lists");
    watcher.end();
    assertThat(watcher.waiting()).isEqualTo(3);
  }
}
