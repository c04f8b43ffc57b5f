package eu.apaserv.bot.channels;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Event;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The smallest bot: an HTTP server that gives each request to the channel's webhook and keeps what came of it. */
public final class TestBot implements AutoCloseable {
  private final BlockingQueue<Reception> receptions = new LinkedBlockingQueue<>();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicInteger down = new AtomicInteger();
  private final HttpServer server;
  private volatile Channel channel;

  public TestBot(Vertx vertx) {
    server = await(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
        .requestHandler(this::serve).listen());
  }

  /** The channel whose webhooks are served from now on. */
  public void mount(Channel mounted) {
    channel = mounted;
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** The next {@code n} requests are answered with 503 and not looked at. */
  public void downFor(int n) {
    down.set(n);
  }

  /** The next reception, waited for. */
  public Reception reception() {
    return within(receptions);
  }

  /** The next event, waited for. */
  public Event event() {
    return within(events);
  }

  public int receptionsWaiting() {
    return receptions.size();
  }

  public int eventsWaiting() {
    return events.size();
  }

  private static <T> T within(BlockingQueue<T> queue) {
    try {
      var next = queue.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("something arrives at the bot within ten seconds").isNotNull();
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  private void serve(HttpServerRequest http) {
    http.body().onSuccess(body -> {
      if (down.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        http.response().setStatusCode(503).end();
        return;
      }
      var webhook = webhook(http);
      if (webhook.isEmpty()) {
        http.response().setStatusCode(404).end();
        return;
      }
      var request = new Request(http.method().name(), http.uri(), http.headers(), http.params(), body,
          http.remoteAddress().hostAddress());
      answer(http, webhook.get().receive().apply(request));
    }).onFailure(gone -> http.connection().close());
  }

  private Optional<Webhook> webhook(HttpServerRequest http) {
    return channel.webhooks().stream()
        .filter(w -> w.method().equals(http.method().name()) && serves(w, http.path())).findFirst();
  }

  /** A part of the path that begins with a colon stands for any. */
  public static boolean serves(Webhook webhook, String path) {
    return path.matches(webhook.path().replaceAll(":[a-z]+", "[^/]+"));
  }

  private void answer(HttpServerRequest http, Reception reception) {
    receptions.add(reception);
    switch (reception) {
      case Reception.Taken taken -> {
        events.addAll(taken.events());
        http.response().putHeader("Content-Type", taken.answer().contentType()).end(taken.answer().body());
      }
      case Reception.Turned turned -> http.response().setStatusCode(turned.status()).end();
    }
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    } catch (Exception e) {
      throw new AssertionError("It failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    await(server.close());
  }
}
