package eu.apaserv.bot.core.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is answered to a request that no route could answer. The usual way writes the exception to the log: of an address or
 * a form that cannot be read it repeats all of it, a search, a link, a password, and anybody could fill the log with it.
 */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  /** What the caller did wrong. */
  private static final List<Integer> THEIRS = List.of(400, 405, 406, 413, 414, 415, 431);
  private static final int OURS = 500;
  /** What the library says of a body that broke off, or of a form that it cannot take apart. */
  private static final int BROKEN = 200;
  private static final int UNREADABLE = 400;
  private static final int MISSING = 404;
  /** People come here by a link that a phone has cut or somebody has typed. */
  private static final String NOWHERE = SmallPage.of("Pagina nu există",
      "Poate linkul nu s-a copiat întreg. Deschideți-l din nou din mesaj sau începeți de la <a href=\"/\">prima pagină</a>.",
      "There is no such page. Open the link again from the message, or begin at the <a href=\"/\">first page</a>.");

  private Failures() {}

  /** For all routes of a router. */
  public static void mount(Router router) {
    THEIRS.forEach(status -> router.errorHandler(status, context -> end(context.response(), status)));
    router.errorHandler(MISSING, context -> {
      var response = context.response();
      if (!response.ended() && !response.closed() && !response.headWritten()) {
        response.setStatusCode(MISSING).putHeader("Content-Type", SmallPage.TYPE)
            .putHeader("X-Content-Type-Options", "nosniff").end(NOWHERE);
      }
    });
    router.errorHandler(BROKEN, context -> end(context.response(), UNREADABLE));
    router.errorHandler(OURS, context -> {
      if (isTheirs(context)) {
        end(context.response(), UNREADABLE);
      } else {
        tell(context);
        end(context.response(), OURS);
      }
    });
  }

  /** They wrote what nobody can take apart, or left in the middle of it. */
  private static boolean isTheirs(RoutingContext context) {
    return context.failure() instanceof DecoderException
        || (context.response().closed() && context.failure() instanceof VertxException);
  }

  /** Where it happened, in our words: an exception's own may hold anything of anybody. */
  private static void tell(RoutingContext context) {
    var failure = context.failure();
    if (failure != null) {
      var trace = failure.getStackTrace();
      LOG.error("A {} request could not be answered: {} at {}", context.request().method(),
          failure.getClass().getName(), trace.length == 0 ? "an unknown place" : trace[0]);
    }
  }

  private static void end(HttpServerResponse response, int status) {
    if (!response.ended() && !response.closed()) {
      if (!response.headWritten()) {
        response.setStatusCode(status).putHeader("Content-Type", "text/plain");
      }
      response.end();
    }
  }
}
