package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy before several nodes: each call goes to the next one; who says nothing in a second is a 502, and is passed over for
 * some seconds, as real proxies do.
 */
final class RoundRobin implements AutoCloseable {
  private static final int PATIENCE_MS = 1000;
  private static final long AVOIDED_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final List<Integer> ports;
  private final Map<Integer, Long> failed = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final WebClient client;
  private final HttpServer server;

  RoundRobin(Vertx vertx, List<Integer> ports) {
    this.ports = List.copyOf(ports);
    client = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(PATIENCE_MS).setFollowRedirects(false),
        new PoolOptions().setHttp1MaxSize(50));
    server = Database.await(vertx.createHttpServer().requestHandler(this::pass).listen(0, "127.0.0.1"));
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  private void pass(HttpServerRequest request) {
    request.body().compose(body -> call(request, body)).onComplete(answer -> {
      if (request.response().closed()) {
        return;
      }
      if (answer.failed()) {
        request.response().setStatusCode(502).end();
        return;
      }
      var body = answer.result().bodyAsBuffer();
      var headers = request.response().setStatusCode(answer.result().statusCode()).headers();
      headers.addAll(answer.result().headers()).remove(HttpHeaders.TRANSFER_ENCODING); // it comes whole
      request.response().end(body == null ? Buffer.buffer() : body);
    });
  }

  private Future<HttpResponse<Buffer>> call(HttpServerRequest request, Buffer body) {
    int port = next();
    return client.request(request.method(), port, "127.0.0.1", request.uri()).putHeaders(request.headers())
        .timeout(PATIENCE_MS).sendBuffer(body)
        .onFailure(_ -> failed.put(port, System.nanoTime()));
  }

  private int next() {
    int port = 0;
    for (int tried = 0; tried < ports.size(); tried++) {
      port = ports.get(Math.floorMod(next.getAndIncrement(), ports.size()));
      var since = failed.get(port);
      if (since == null || System.nanoTime() - since > AVOIDED_NANOS) {
        return port;
      }
    }
    return port;
  }

  @Override
  public void close() {
    Database.await(server.close());
    client.close();
  }
}
