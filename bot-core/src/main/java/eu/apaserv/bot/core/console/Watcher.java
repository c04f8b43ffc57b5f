package eu.apaserv.bot.core.console;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One open page, and what it has been told. A page that does not read is told nothing more until it has caught up: then it
 * gets the newest, never what came between. Told from one thread, written on the page's event loop.
 */
final class Watcher {
  private final HttpServerResponse response;
  private final Context context;
  private final Live.Wish wish;
  private final long since = System.nanoTime();
  private int waiting = -1;
  private @Nullable String mark;
  /** It does not read; known from its event loop, for a response that has ended may not be asked. */
  private volatile boolean full;

  Watcher(HttpServerResponse response, Context context, Live.Wish wish) {
    this.response = response;
    this.context = context;
    this.wish = wish;
  }

  Live.Wish wish() {
    return wish;
  }

  /** When it was opened, in nanoseconds of the process. */
  long since() {
    return since;
  }

  /** The number it shows; -1: none yet. */
  int waiting() {
    return waiting;
  }

  /** Of the lists it shows; null: none yet. */
  @Nullable
  String mark() {
    return mark;
  }

  /** Says that something has changed; it carries nothing, so it does not matter when it is left out. */
  void tell(String event) {
    if (!full) {
      write("event: " + event + "\ndata: \n\n");
    }
  }

  /** Shows how many wait. */
  void count(int now, String html) {
    if (!full) {
      waiting = now;
      write("event: waiting\ndata: " + Json.encode(html) + "\n\n");
    }
  }

  /**
   * Shows the lists of the inbox.
   *
   * @param asked when they were read, in milliseconds: the number of the event
   */
  void show(String now, long asked, String html) {
    if (!full) {
      mark = now;
      write("id: " + asked + "\nevent: lists\ndata: " + Json.encode(html) + "\n\n");
    }
  }

  void end() {
    context.runOnContext(_ -> {
      if (!response.closed() && !response.ended()) {
        response.end();
      }
    });
  }

  /** What people wrote is one line of JSON in it: a line of its own would be an event of its own. */
  private void write(String event) {
    context.runOnContext(_ -> {
      if (!response.closed() && !response.ended()) {
        response.write(event);
        full = response.writeQueueFull();
        if (full) {
          response.drainHandler(_ -> full = false);
        }
      }
    });
  }
}
