package eu.apaserv.bot.core.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * Turns away addresses that mean another one than they say: the proxy in front lets by what it reads, and the router here would
 * take {@code /console/%2e%2e/metrics} for {@code /metrics}. Browsers and providers never write such.
 */
public final class PlainPaths {
  private PlainPaths() {}

  /** In front of every route that is added after it. */
  public static void mount(Router router) {
    router.route().handler(PlainPaths::look);
  }

  private static void look(RoutingContext context) {
    if (isPlain(String.valueOf(context.request().path()))) {
      if (isReadable(context.request())) {
        context.next();
      } else {
        context.response().setStatusCode(400).end("What follows the question mark cannot be read");
      }
    } else {
      context.response().setStatusCode(400).end("An address without dots between its slashes, please");
    }
  }

  /** Pages ask for parameters without a thought, and what cannot be decoded would be a defect of ours each time. */
  private static boolean isReadable(HttpServerRequest request) {
    var query = request.query();
    if (query == null || query.indexOf('%') < 0) {
      return true;
    }
    try {
      return request.params() != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Begins with a slash, and has neither an empty part in its middle nor one that is only dots. */
  private static boolean isPlain(String path) {
    var parts = path.toLowerCase(Locale.ROOT).replace("%2e", ".").split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].equals(".") || parts[i].equals("..") || (parts[i].isEmpty() && i < parts.length - 1)) {
        return false;
      }
    }
    return parts[0].isEmpty();
  }
}
