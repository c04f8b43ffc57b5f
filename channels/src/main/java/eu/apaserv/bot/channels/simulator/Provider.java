package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.core.message.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A simulated provider: an HTTP server on 127.0.0.1 that speaks one provider's protocol, with a phone for every person.
 *
 * <p>A subclass turns a {@link Call} into an {@link Answer}, and what a person does into a {@link Post}; this class
 * carries both over real sockets, with the faults that are ordered, and repeats webhooks as providers do.
 */
public abstract class Provider {
  /** Stands for closing the connection without an answer. */
  private static final Answer DROPPED = Answer.of(0, "text/plain", "");

  /** The call that this thread answers. */
  private static final ThreadLocal<@Nullable Taking> ANSWERING = new ThreadLocal<>();

  private final int wantedPort;
  private final Redelivery redelivery;
  private final Faults faults = new Faults();
  private final Shelf shelf = new Shelf();
  private final Witness witness = new Witness();
  private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Future<?>> lastPosts = new HashMap<>();
  private volatile @Nullable Running running;
  private volatile String botUrl = "http://127.0.0.1:1";
  /** The time stamps of messages. */
  protected final Clock clock;

  private record Running(Vertx vertx, HttpServer server, WebClient client) {}

  /** A message came or changed on somebody's phone. */
  public record Change(String person, PhoneMessage message) {}

  /** @param port where to listen on 127.0.0.1; 0 takes a free one */
  protected Provider(int port, Clock clock, Redelivery redelivery) {
    this.wantedPort = port;
    this.clock = clock;
    this.redelivery = redelivery;
  }

  /** The provider's API. Runs on an event loop; may complete later (long polling). */
  protected abstract Future<Answer> answer(Call call);

  /** A refusal in the provider's own shape, asking to wait when {@code after} is given. */
  protected abstract Answer failure(int status, @Nullable Duration after);

  /** Whether a call sends something to a person: only those meet faults. */
  protected abstract boolean sends(Call call);

  /** A person types and sends a text. Completes when the bot took it, fails when the provider gave up. */
  public abstract Future<Void> say(String person, String text);

  /**
   * A person taps the button with this id, on the newest message that has it.
   *
   * @return as {@link #say}; fails with {@link IllegalArgumentException} when no message has it
   */
  public abstract Future<Void> tap(String person, String choice);

  /** A person sends a file with these words under it, which may be empty; as {@link #say}. */
  public abstract Future<Void> sendFile(String person, Call.Upload file, String caption);

  /** A person sends a pin on the map, in degrees; as {@link #say}. */
  public abstract Future<Void> sendPlace(String person, double latitude, double longitude);

  public final Future<Void> start(Vertx vertx) {
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(wantedPort).setMaxFormAttributeSize(1 << 20);
    return vertx.createHttpServer(options).requestHandler(this::serve).listen().map(server -> {
      var client = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(2000).setIdleTimeout(30));
      running = new Running(vertx, server, client);
      return null;
    });
  }

  public final Future<Void> close() {
    var was = running;
    running = null;
    if (was == null) {
      return Future.succeededFuture();
    }
    was.client.close();
    return was.server.close();
  }

  /** Where the bot's webhooks are, without a path: {@code http://127.0.0.1:8080}. */
  public final void connect(String url) {
    botUrl = url;
  }

  protected final String botUrl() {
    return botUrl;
  }

  /** The port it listens on. */
  public final int port() {
    return running().server.actualPort();
  }

  /** What a channel takes as the provider's address. */
  public final String url() {
    return "http://127.0.0.1:" + port();
  }

  public final Faults faults() {
    return faults;
  }

  /** What the bot could know of the messages that were taken. */
  public final Witness witness() {
    return witness;
  }

  /** The files people sent. */
  public final Shelf shelf() {
    return shelf;
  }

  /** The person's phone; empty of messages when nothing was ever said. */
  public final Conversation conversation(String person) {
    return conversations.computeIfAbsent(person, Conversation::new);
  }

  public final Collection<Conversation> conversations() {
    return List.copyOf(conversations.values());
  }

  /**
   * Follows all phones, live; called on the thread that made the change, so it must not block.
   *
   * @return ends it
   */
  public final Runnable onChange(Consumer<Change> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Puts a message on a person's phone. */
  protected final void show(String person, PhoneMessage message) {
    conversation(person).add(message);
    var call = ANSWERING.get();
    if (call != null) {
      call.brought(message.id());
    }
    listeners.forEach(l -> l.accept(new Change(person, message)));
  }

  /** Sets how far a message of the bot got, as the phone shows it. */
  protected final void mark(String person, String id, Receipt.Mark mark) {
    conversation(person).mark(id, mark).ifPresent(m -> listeners.forEach(l -> l.accept(new Change(person, m))));
  }

  /** Calls a webhook until it is answered with 2xx; posts of the same {@code order} go one after the other. */
  protected final Future<Void> post(String order, Post post) {
    synchronized (lastPosts) {
      var last = lastPosts.getOrDefault(order, Future.succeededFuture());
      if (faults.hits(FaultSwitch.REORDER)) {
        return after(faults.someLag()).compose(waited -> deliver(post));
      }
      Future<Void> mine = last.transform(before -> deliver(post));
      lastPosts.put(order, mine);
      mine.onComplete(done -> {
        synchronized (lastPosts) {
          lastPosts.remove(order, mine);
        }
      });
      return mine;
    }
  }

  /** As {@link #post}, of a receipt that bears the bot's own name of the message with this id. */
  protected final Future<Void> postReceipt(String order, String id, Post post) {
    return post(order, post).onSuccess(taken -> witness.told(id, clock.instant()));
  }

  /** An attempt to call a webhook was answered, with whatever status; for protocols in which the body means something. */
  protected void answered(Post post, int status, Buffer body) {}

  /** Completes after a while; for receipts and long polls. */
  protected final Future<Void> after(Duration wait) {
    return running().vertx.timer(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
  }

  private Future<Void> deliver(Post post) {
    var late = faults.hits(FaultSwitch.DELAY) ? after(faults.someLag()) : Future.<Void>succeededFuture();
    var first = late.compose(waited -> attempt(post, 1));
    for (var more = faults.duplicates(); more > 0; more--) {
      first = first.compose(done -> attempt(post, 1));
    }
    return first;
  }

  private Future<Void> attempt(Post post, int number) {
    var now = running;
    if (now == null) {
      return Future.failedFuture("The simulated provider is closed");
    }
    var sent = faults.hits(FaultSwitch.DROP)
        ? Future.<HttpResponse<Buffer>>failedFuture("Lost on the way")
        : now.client.postAbs(post.url()).putHeaders(post.headers()).sendBuffer(post.body());
    return sent
        .onSuccess(r -> answered(post, r.statusCode(), r.body() == null ? Buffer.buffer() : r.body()))
        .compose(r -> r.statusCode() / 100 == 2
            ? Future.<Void>succeededFuture()
            : Future.<Void>failedFuture("The bot answered " + r.statusCode()))
        .recover(why -> number >= redelivery.attempts() || running == null
            ? Future.failedFuture(why)
            : after(redelivery.before(number + 1)).compose(waited -> attempt(post, number + 1)));
  }

  private void serve(HttpServerRequest request) {
    var call = new Taking(witness);
    call.follow(request);
    Call.read(request).compose(read -> answerWithFaults(read, call)).onSuccess(answer -> {
      if (answer.status() == DROPPED.status()) {
        request.connection().close();
      } else {
        new Responding(request.response(), this::after).with(answer);
      }
    }).onFailure(broken -> request.response().setStatusCode(500).end(String.valueOf(broken)));
  }

  private Future<Answer> answerWithFaults(Call call, Taking taken) {
    if (!sends(call)) {
      return answer(call);
    }
    return switch (faults.take()) {
      case Fault.None none -> act(call, taken);
      case Fault.Fails f -> Future.succeededFuture(failure(f.status(), f.after()));
      case Fault.Answers a -> Future.succeededFuture(a.answer());
      case Fault.Delays d -> act(call, taken).compose(done -> after(d.by()).map(done));
      case Fault.Drops drops -> act(call, taken).map(DROPPED);
      case Fault.Resets resets -> Future.succeededFuture(DROPPED);
      case Fault.Trickles slow ->
        act(call, taken).map(done -> done.with(Responding.TRICKLE, String.valueOf(slow.by().toMillis())));
      case Fault.Garbles garbles -> act(call, taken).map(done -> {
        taken.unseen();
        return Answer.of(200, "text/html", "<html><h1>It works!</h1></html>");
      });
    };
  }

  /** What a call that sends puts on phones is put there while it is answered, on this thread. */
  private Future<Answer> act(Call call, Taking taken) {
    ANSWERING.set(taken);
    try {
      return answer(call);
    } finally {
      ANSWERING.remove();
    }
  }

  private Running running() {
    var now = running;
    if (now == null) {
      throw new IllegalStateException("The simulated provider is not running: call start(vertx) first");
    }
    return now;
  }
}
