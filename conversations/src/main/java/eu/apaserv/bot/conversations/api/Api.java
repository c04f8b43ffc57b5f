package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.api.ApiTokens.Caller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
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
 * The door of {@code /api/v1}: a bearer token, its scope, its share of calls. Its description is at
 * {@code /api/v1/openapi.json} for everybody.
 */
public final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final String ROOT = "/api/v1";
  private static final String BEARER = "Bearer ";
  private static final int LONGEST_TOKEN = 200;
  /** Strangers can call this; so many at once leave the database to those who write. */
  private static final int MOST_AT_ONCE = 8;

  private final ApiTokens tokens;
  private final Share share;
  private final String publicUrl;
  private final List<ApiPart> parts;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  Api(ApiTokens tokens, Share share, String publicUrl, List<ApiPart> parts) {
    this.tokens = tokens;
    this.share = share;
    this.publicUrl = publicUrl;
    this.parts = List.copyOf(parts);
  }

  private record Reply(int status, JsonObject body) {
    static Reply problem(int status, String title) {
      return new Reply(status, new JsonObject().put("title", title).put("status", status));
    }
  }

  /** Adds the addresses. */
  public void mount(Router router) {
    var description = description().encode();
    router.get(ROOT + "/openapi.json")
        .handler(context -> context.response().putHeader("Content-Type", "application/json").end(description));
    for (var part : parts) {
      router.get(ROOT + part.path()).handler(context -> take(context, part));
    }
  }

  /** The parts' descriptions in one document. */
  JsonObject description() {
    var document = resource("/openapi/api.json").put("servers",
        new JsonArray().add(new JsonObject().put("url", publicUrl + ROOT)));
    for (var part : parts) {
      var described = resource(part.description());
      document.getJsonObject("paths").mergeIn(described.getJsonObject("paths"));
      document.getJsonObject("components").getJsonObject("schemas").mergeIn(described.getJsonObject("schemas"));
    }
    return document;
  }

  private static JsonObject resource(String name) {
    try (var in = Objects.requireNonNull(Api.class.getResourceAsStream(name), name)) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(RoutingContext context, ApiPart part) {
    var answers = context.vertx().getOrCreateContext();
    if (!places.tryAcquire()) {
      send(context, Reply.problem(503, "Busy, try again in a moment"));
      return;
    }
    var authorization = Objects.requireNonNullElse(context.request().getHeader("Authorization"), "");
    threads.execute(() -> {
      var reply = reply(authorization, context, part);
      answers.runOnContext(_ -> send(context, reply));
    });
  }

  private Reply reply(String authorization, RoutingContext context, ApiPart part) {
    try {
      if (!authorization.startsWith(BEARER) || authorization.length() > LONGEST_TOKEN) {
        return Reply.problem(401, "A bearer token is needed: ./bot token add");
      }
      var caller = tokens.caller(authorization.substring(BEARER.length()).strip());
      return caller.isEmpty()
          ? Reply.problem(401, "This token is not known, or was revoked")
          : allowed(caller.get(), context, part);
    } catch (RuntimeException e) {
      LOG.warn("A call of {} could not be answered: {}", part.path(), e.getMessage());
      return Reply.problem(503, "Not possible at the moment");
    } finally {
      places.release();
    }
  }

  private Reply allowed(Caller caller, RoutingContext context, ApiPart part) {
    if (!caller.may(part.scope())) {
      return Reply.problem(403, "This token has no scope " + part.scope());
    }
    if (!share.take(caller.id())) {
      return Reply.problem(429, "More calls than a token has each minute");
    }
    try {
      var answered = part.answer(context.queryParams());
      tokens.note(caller, part.scope().code(), answered.audit());
      return new Reply(200, answered.body());
    } catch (ApiPart.BadQuery e) {
      return Reply.problem(400, String.valueOf(e.getMessage()));
    }
  }

  private static void send(RoutingContext context, Reply reply) {
    var response = context.response().setStatusCode(reply.status()).putHeader("Cache-Control", "no-store")
        .putHeader("Content-Type", "application/json");
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
