package eu.apaserv.bot.docker.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * A page of the console as a browser has it open. The lists of the inbox are pushed: a message counts as seen when lists that
 * were read after it was taken have come whole. Of a conversation it hears that something has changed, waits as its script
 * does and asks for the part that shows it: seen is what was taken before it asked. Lives on one event loop.
 */
final class OpenPage {
  /** As console.js has it: so long between two questions, and some more, so that not all ask at once. */
  private static final long APART_MILLIS = 450;
  private static final double MORE_MILLIS = 300;
  private static final double AT_FIRST_MILLIS = 150;

  private static final String END = "\n\n";
  private static final Pattern LISTS = Pattern.compile("^id: (\\d{1,18})\nevent: lists\n");

  private final Vertx vertx;
  private final HttpClient client;
  private final RequestOptions part;
  private final StringBuilder heard = new StringBuilder();
  private final Histogram seen;
  private List<Taken> unseen = new ArrayList<>();
  private long last;
  private boolean waiting;
  private boolean asking;
  private boolean closed;
  private int asked;
  private int failed;

  /** A message: when, by the clock that lists are numbered by, and by the one that measures. */
  private record Taken(long millis, long nanos) {}

  /**
   * @param page its address
   * @param live where it hears what has changed
   * @param seen gets how long each message took, in microseconds
   */
  OpenPage(Vertx vertx, HttpClient client, int port, String session, String page, String live, Histogram seen) {
    this.vertx = vertx;
    this.client = client;
    this.part = to(port, session, page + "?part=1");
    this.seen = seen;
    client.request(to(port, session, live)).compose(request -> request.send())
        .onSuccess(response -> response.handler(bytes -> hear(bytes.toString())))
        .onFailure(_ -> failed++);
  }

  private static RequestOptions to(int port, String session, String address) {
    return new RequestOptions().setMethod(HttpMethod.GET).setHost("127.0.0.1").setPort(port).setURI(address)
        .putHeader("Cookie", "bot_console=" + session).putHeader("Accept-Encoding", "gzip");
  }

  /** A message that this page shows was taken now. */
  void expect() {
    unseen.add(new Taken(System.currentTimeMillis(), System.nanoTime()));
  }

  private void hear(String told) {
    heard.append(told);
    for (int end = heard.indexOf(END); end >= 0; end = heard.indexOf(END)) {
      var event = heard.substring(0, end);
      heard.delete(0, end + END.length());
      var lists = LISTS.matcher(event);
      if (!closed && lists.find()) {
        asked++;
        show(Long.parseLong(lists.group(1)));
      } else if (event.contains("event: talk")) {
        soon();
      }
    }
  }

  private void show(long read) {
    long at = System.nanoTime();
    unseen.stream().filter(one -> one.millis() < read).forEach(one -> see(one, at));
    unseen.removeIf(one -> one.millis() < read);
  }

  private void see(Taken one, long at) {
    seen.recordValue(TimeUnit.NANOSECONDS.toMicros(at - one.nanos()));
  }

  private void soon() {
    if (!closed && !waiting) {
      waiting = true;
      var random = ThreadLocalRandom.current();
      long pause = (long) Math.max(1 + random.nextDouble() * AT_FIRST_MILLIS,
          last + APART_MILLIS + random.nextDouble() * MORE_MILLIS - now());
      vertx.setTimer(pause, _ -> {
        waiting = false;
        last = now();
        ask();
      });
    }
  }

  private void ask() {
    if (closed) {
      return;
    }
    if (asking) { // a browser would begin anew; what it then gets is at least as late
      waiting = true;
      vertx.setTimer(50, _ -> {
        waiting = false;
        ask();
      });
      return;
    }
    asking = true;
    asked++;
    var before = unseen;
    unseen = new ArrayList<>();
    client.request(part).compose(request -> request.send())
        .compose(response -> response.body().map(_ -> response.statusCode())).onComplete(done -> {
          asking = false;
          if (done.succeeded() && done.result() == 200) {
            long at = System.nanoTime();
            before.forEach(one -> see(one, at));
          } else {
            failed++;
            unseen.addAll(before);
          }
        });
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Nobody looks any more. */
  void close() {
    closed = true;
  }

  int asked() {
    return asked;
  }

  int failed() {
    return failed;
  }

  int unseen() {
    return unseen.size();
  }
}
