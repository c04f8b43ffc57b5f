package eu.apaserv.bot.conversations.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of {@code /api/v1}: a bearer token, its scope, its owner's role, its share of calls, and for what is done a key of
 * the caller. Its description is at {@code /api/v1/openapi.json} for everybody.
 */
public final class Api {
  /** Where it begins. */
  public static final String ROOT = "/api/v1";
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  /** Strangers can call this; so many at once leave the database to those who write. */
  private static final int MOST_AT_ONCE = 8;

  private final Gatekeeper gatekeeper;
  private final String publicUrl;
  private final List<Endpoint> endpoints;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  Api(Gatekeeper gatekeeper, String publicUrl, List<ApiPart> parts) {
    this.gatekeeper = gatekeeper;
    this.publicUrl = publicUrl;
    this.endpoints = parts.stream().flatMap(part -> part.endpoints().stream()).toList();
  }

  /** Everything that can be called. */
  List<Endpoint> endpoints() {
    return endpoints;
  }

  /** Adds the addresses. */
  public void mount(Router router) {
    var description = description().encode();
    router.get(ROOT + "/openapi.json")
        .handler(context -> context.response().putHeader("Content-Type", "application/json").end(description));
    for (var endpoint : endpoints) {
      if (endpoint.writes()) {
        router.route(endpoint.method(), ROOT + endpoint.path()).handler(Api::noForm);
      }
      var route = router.route(endpoint.method(), ROOT + endpoint.path());
      if (endpoint.writes()) {
        route.handler(BodyHandler.create(false).setBodyLimit(endpoint.largest()));
      }
      route.handler(context -> take(context, endpoint));
    }
    var rest = router.route(ROOT + "/*");
    rest.failureHandler(context -> send(context, failed(context.statusCode())));
    rest.handler(context -> send(context,
        Reply.of(Problem.missing("There is no such call: " + ROOT + "/openapi.json describes all"))));
  }

  /** What would be taken apart as a form, by whoever sends it, before anybody asks for a token. */
  private static void noForm(RoutingContext context) {
    var type = Objects.requireNonNullElse(context.request().getHeader("Content-Type"), "");
    if (type.strip().regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
      context.response().putHeader("Connection", "close");
      send(context, Reply.of(Problem.wrong("The body must be one JSON object")));
    } else {
      context.next();
    }
  }

  private static Reply failed(int status) {
    return Reply.of(switch (status) {
      case 413 ->
        new Problem(413, "too_large", "A body takes at most " + Endpoint.LARGEST + " bytes, a reply with a file "
            + TakeOverPart.LARGEST_REPLY);
      case 400 -> Problem.wrong("The request cannot be read");
      default -> new Problem(500, "failed", "The call failed; it may be tried again under its key");
    });
  }

  /** What others find at {@code openapi.json}. */
  JsonObject description() {
    return resource("/openapi/api.json").put("servers",
        new JsonArray().add(new JsonObject().put("url", publicUrl + ROOT)));
  }

  private static JsonObject resource(String name) {
    try (var in = Objects.requireNonNull(Api.class.getResourceAsStream(name), name)) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(RoutingContext context, Endpoint endpoint) {
    if (!places.tryAcquire()) {
      send(context, Reply.of(new Problem(503, "busy", "Too much at once, try again in a moment")));
      return;
    }
    var answers = context.vertx().getOrCreateContext();
    var asked = asked(context, endpoint);
    threads.execute(() -> {
      var reply = reply(asked, endpoint);
      answers.runOnContext(_ -> send(context, reply));
    });
  }

  /** Read on the event loop, safe to take elsewhere. */
  private static Asked asked(RoutingContext context, Endpoint endpoint) {
    var request = context.request();
    var body = endpoint.writes() ? context.body().buffer() : null;
    return new Asked(request.getHeader("Authorization"), request.getHeader("Idempotency-Key"),
        Objects.requireNonNullElse(request.path(), ""),
        context.pathParams(), context.queryParams(), body == null ? Buffer.buffer() : body);
  }

  private Reply reply(Asked asked, Endpoint endpoint) {
    try {
      return new Reply(200, gatekeeper.answer(asked, endpoint));
    } catch (Problem problem) {
      return Reply.of(problem);
    } catch (DecodeException _) {
      return Reply.of(Problem.wrong("The body must be one JSON object"));
    } catch (RuntimeException e) {
      LOG.warn("A call of {} could not be answered: {}", endpoint.path(), e.getMessage());
      return Reply.of(new Problem(503, "unavailable", "Not possible at the moment; it may be tried again"));
    } finally {
      places.release();
    }
  }

  private record Reply(int status, JsonObject body) {
    static Reply of(Problem problem) {
      return new Reply(problem.status(), problem.body());
    }
  }

  private static void send(RoutingContext context, Reply reply) {
    if (context.response().closed() || context.response().ended()) {
      return;
    }
    var response = context.response().setStatusCode(reply.status()).putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Content-Type", reply.status() < 400 ? "application/json" : "application/problem+json");
    switch (reply.status()) {
      case 401 -> response.putHeader("WWW-Authenticate", "Bearer");
      case 429 -> response.putHeader("Retry-After", "60");
      case 503 -> response.putHeader("Retry-After", "2");
      default -> {
      }
    }
    response.end(reply.body().encode());
  }
}
