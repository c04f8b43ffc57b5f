package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets a call in or says why not: token, scope, the owner's role, share, parameters, key. What went out is written down. */
final class Gatekeeper {
  private static final String BEARER = "Bearer ";
  private static final int LONGEST_TOKEN = 200;
  private static final String KEY = "[!-~]{1,100}";

  private final Database database;
  private final ApiTokens tokens;
  private final OnceCalls once;
  private final Share share;
  private final Runnable told;

  /** @param told rung when something was done: a customer may be to be written to */
  Gatekeeper(Database database, ApiTokens tokens, OnceCalls once, Share share, Runnable told) {
    this.database = database;
    this.tokens = tokens;
    this.once = once;
    this.share = share;
    this.told = told;
  }

  JsonObject answer(Asked asked, Endpoint endpoint) {
    var caller = caller(asked).orElseThrow(
        () -> new Problem(401, "token_unknown", "This token is not known, was revoked, or is too old"));
    if (!caller.holds(endpoint.scope())) {
      throw new Problem(403, "scope_missing", "This token has no scope " + endpoint.scope());
    }
    if (!caller.mayAs(endpoint)) {
      throw new Problem(403, "role_missing", "The token's owner has to be " + endpoint.least() + " or more");
    }
    if (!share.take(caller.id())) {
      throw new Problem(429, "too_many_calls", "More calls than a token has each minute");
    }
    return endpoint.writes() ? done(asked, endpoint, caller) : seen(asked, endpoint, caller);
  }

  private Optional<Caller> caller(Asked asked) {
    var authorization = asked.authorization();
    if (authorization == null || !authorization.startsWith(BEARER) || authorization.length() > LONGEST_TOKEN) {
      throw new Problem(401, "token_missing",
          "A header Authorization: Bearer with a token is needed: ./bot token add");
    }
    return tokens.caller(authorization.substring(BEARER.length()).strip());
  }

  private static void known(Set<String> names, Set<String> known) {
    if (!known.containsAll(names)) {
      throw Problem.wrong("Something is given that this call does not have; it has: "
          + known.stream().sorted().collect(Collectors.joining(", ")));
    }
  }

  private JsonObject seen(Asked asked, Endpoint endpoint, Caller caller) {
    known(asked.query().names(), endpoint.known());
    var answer = endpoint.handler()
        .answer(new Call(caller, asked.path(), asked.query(), new JsonObject(), "", database));
    tokens.note(caller, endpoint.operation(), detail(asked.path(), answer));
    return answer;
  }

  /** Which one was seen, and how many; never what was looked for, which may name somebody. */
  private static JsonObject detail(Map<String, String> path, JsonObject answer) {
    var detail = new JsonObject();
    path.forEach((name, value) -> detail.put(name, value.length() <= 100 ? value : value.substring(0, 100)));
    answer.forEach(field -> {
      if (field.getValue() instanceof JsonArray rows) {
        detail.put(field.getKey(), rows.size());
      }
    });
    return detail;
  }

  private JsonObject done(Asked asked, Endpoint endpoint, Caller caller) {
    known(asked.query().names(), Set.of());
    var key = asked.key();
    if (key == null || !key.matches(KEY)) {
      throw new Problem(400, "key_missing", "A header Idempotency-Key of 1 to 100 visible characters is needed: "
          + "a new one for each deed, the same when a call is tried again");
    }
    var body = asked.body().length() == 0 ? new JsonObject() : new JsonObject(asked.body());
    known(body.fieldNames(), endpoint.known());
    var request = endpoint.method() + " " + asked.at() + "\n" + asked.body();
    var answer = once.once(caller, key, request,
        open -> endpoint.handler().answer(new Call(caller, asked.path(), asked.query(), body, key, open)));
    told.run();
    return answer;
  }
}
