package eu.apaserv.bot.core.http;

import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.store.DocumentLinks;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens short-lived document links. Who may see the document is asked again when it is opened. */
public final class DocumentPages {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentPages.class);
  private static final String GONE = SmallPage.of("Linkul nu mai este valabil",
      "Din motive de siguranță, linkurile se deschid doar câteva minute. Cereți din nou documentul în conversație.",
      "This link has expired. Ask for the document again in the chat.");

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

  /** What a link leads to now. */
  private sealed interface Page {
    record Found(DocumentLinks.Opened link, OwnFile file) implements Page {}

    /** Its time is over, it never was, or whoever asked for it may see it no more. */
    record Gone() implements Page {}

    /** That cannot be known at the moment. */
    record Later() implements Page {}
  }

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
        answer(context, new Page.Gone());
      } else if (!places.tryAcquire()) {
        answer(context, new Page.Later());
      } else {
        threads.execute(() -> {
          var page = open(token);
          answers.runOnContext(_ -> answer(context, page));
        });
      }
    });
  }

  private Page open(String token) {
    try {
      return links.find(token).<Page>flatMap(link -> documents.open(link.reference(), link.conversation())
          .map(file -> new Page.Found(link, file))).orElseGet(Page.Gone::new);
    } catch (RuntimeException e) {
      LOG.warn("A document link could not be opened: {}", e.getMessage());
      return new Page.Later();
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

  private void answer(RoutingContext context, Page page) {
    var response = context.response().putHeader("Cache-Control", "no-store").putHeader("X-Robots-Tag", "noindex")
        .putHeader("X-Content-Type-Options", "nosniff").putHeader("Referrer-Policy", "no-referrer");
    switch (page) {
      case Page.Gone _ -> response.setStatusCode(404).putHeader("Content-Type", SmallPage.TYPE).end(GONE);
      case Page.Later _ -> response.setStatusCode(503).putHeader("Retry-After", "2")
          .putHeader("Content-Type", SmallPage.TYPE).end(SmallPage.BUSY);
      case Page.Found(var link, var file) -> {
        response.putHeader("Content-Type", link.mimeType())
            .putHeader("Content-Disposition",
                "inline; filename=\"" + link.fileName().replaceAll("[^A-Za-z0-9._-]", "_") + "\"")
            .putHeader("Content-Length", Long.toString(file.length()));
        threads.execute(() -> write(response, file));
      }
    }
  }
}
