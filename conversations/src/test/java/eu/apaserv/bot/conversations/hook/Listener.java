package eu.apaserv.bot.conversations.hook;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Another system that is told, on a real socket; it answers as a test wishes. */
final class Listener implements AutoCloseable {
  /** Says nothing at all. */
  static final int NEVER = 0;
  /** Says yes, and never stops. */
  static final int ENDLESS = -1;
  /** Says yes, and a letter now and then. */
  static final int DRIPPING = -2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicReference<Integer> answer = new AtomicReference<>(204);
  private final AtomicReference<String> elsewhere = new AtomicReference<>("");
  private final AtomicBoolean cutOff = new AtomicBoolean();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Supplier<String> stand;
  private final Vertx vertx;
  private final HttpServer server;

  /** One call as it came. */
  record Call(MultiMap headers, String text) {
    String header(String name) {
      return Objects.requireNonNullElse(headers.get(name), "");
    }

    JsonObject body() {
      return new JsonObject(text);
    }
  }

  /** @param stand how its deliveries stand, for a failure's message */
  Listener(Vertx vertx, Supplier<String> stand) {
    this.stand = stand;
    this.vertx = vertx;
    server = Database.await(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      calls.add(new Call(request.headers(), body.toString()));
      switch (answer.get()) {
        case NEVER -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          request.connection().closeHandler(_ -> open.decrementAndGet());
        }
        case ENDLESS -> endless(request);
        case DRIPPING -> drip(request);
        default -> request.response().setStatusCode(answer.get()).putHeader("Location", elsewhere.get()).end();
      }
    });
  }

  private void drip(HttpServerRequest request) {
    var response = request.response().setChunked(true);
    long drops = vertx.setPeriodic(100, _ -> response.write("x"));
    request.connection().closeHandler(_ -> {
      vertx.cancelTimer(drops);
      cutOff.set(true);
    });
  }

  private void endless(HttpServerRequest request) {
    var response = request.response().setChunked(true);
    request.connection().closeHandler(_ -> cutOff.set(true));
    response.write(Buffer.buffer("x".repeat(32 << 10))).onSuccess(_ -> more(request));
  }

  private void more(HttpServerRequest request) {
    if (!cutOff.get()) {
      request.response().write(Buffer.buffer("x".repeat(32 << 10))).onSuccess(_ -> more(request));
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hooks?from=us";
  }

  void answer(int status) {
    answer.set(status);
  }

  void redirect(String url) {
    elsewhere.set(url);
    answer.set(302);
  }

  /** How many calls it left without an answer at once. */
  int mostAtOnce() {
    return most.get();
  }

  boolean cutOff() {
    return cutOff.get();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  List<String> types() {
    return calls.stream().map(call -> call.body().getString("type")).toList();
  }

  void await(int count) {
    settled(() -> calls.size() >= count);
  }

  /** Waits for a condition. */
  void settled(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(condition.getAsBoolean()).as(() -> "told so far: " + types() + "; " + stand.get()).isTrue();
  }

  @Override
  public void close() {
    Database.await(server.close());
  }
}
