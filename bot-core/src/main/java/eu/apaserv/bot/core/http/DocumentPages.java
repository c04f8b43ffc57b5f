package eu.apaserv.bot.core.http;

import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.store.DocumentLinks;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens short-lived document links. Who may see the document is asked again when it is opened. */
public final class DocumentPages {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentPages.class);
  private static final String GONE = """
    <!doctype html><html lang="ro"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Link expirat</title><body style="font:18px/1.5 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 1em">
    <h1 style="font-size:1.4em">Linkul nu mai este valabil</h1>
    <p>Din motive de siguranță, linkurile se deschid doar câteva minute. Cereți din nou documentul în conversație.</p>
    <p lang="en">This link has expired. Ask for the document again in the chat.</p></body></html>""";

  /** Strangers can call this; so many at once leave the database to those who write. */
  private static final int MOST_AT_ONCE = 8;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final DocumentLinks links;
  private final Documents documents;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  public DocumentPages(DocumentLinks links, Documents documents) {
    this.links = links;
    this.documents = documents;
  }

  private record Page(DocumentLinks.Opened link, OwnFile file) {}

  /**
   * Adds the address.
   *
   * @param path ends in {@code /:token}
   */
  public void mount(Router router, String path) {
    router.get(path).handler(context -> {
      var answers = context.vertx().getOrCreateContext();
      var token = Objects.requireNonNullElse(context.pathParam("token"), "");
      if (!TOKEN.matcher(token).matches()) {
        answer(context, Optional.empty());
      } else if (!places.tryAcquire()) {
        context.response().setStatusCode(503).putHeader("Retry-After", "2").end();
      } else {
        threads.execute(() -> {
          var page = open(token);
          answers.runOnContext(_ -> answer(context, page));
        });
      }
    });
  }

  private Optional<Page> open(String token) {
    try {
      return links.find(token)
          .flatMap(link -> documents.open(link.reference(), link.conversation()).map(file -> new Page(link, file)));
    } catch (RuntimeException e) {
      LOG.warn("A document link could not be opened: {}", e.getMessage());
      return Optional.empty();
    } finally {
      places.release();
    }
  }

  /** A piece at a time: the next once the one before is on its way. */
  private static void write(HttpServerResponse response, OwnFile file) {
    try {
      boolean open = true;
      for (long at = 0; open && at < file.length();) {
        var piece = file.piece(at);
        at += piece.length();
        open = isDone(response.write(piece));
      }
      if (open && !isDone(response.end())) {
        LOG.debug("Nobody waited for the end of a document");
      }
    } catch (RuntimeException e) {
      LOG.warn("A document broke off while it was read: {}", e.getMessage());
      response.reset();
    }
  }

  private static boolean isDone(Future<Void> write) {
    write.otherwiseEmpty().toCompletionStage().toCompletableFuture().join();
    return write.succeeded();
  }

  private void answer(RoutingContext context, Optional<Page> page) {
    var response = context.response().putHeader("Cache-Control", "no-store").putHeader("X-Robots-Tag", "noindex")
        .putHeader("X-Content-Type-Options", "nosniff").putHeader("Referrer-Policy", "no-referrer");
    if (page.isEmpty()) {
      response.setStatusCode(404).putHeader("Content-Type", "text/html; charset=utf-8").end(GONE);
      return;
    }
    var name = page.get().link().fileName().replaceAll("[^A-Za-z0-9._-]", "_");
    response.putHeader("Content-Type", page.get().link().mimeType())
        .putHeader("Content-Disposition", "inline; filename=\"" + name + "\"")
        .putHeader("Content-Length", Long.toString(page.get().file().length()));
    threads.execute(() -> write(response, page.get().file()));
  }
}
