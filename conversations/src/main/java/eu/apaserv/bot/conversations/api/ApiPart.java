package eu.apaserv.bot.conversations.api;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;

/** One address of the API that is read. */
interface ApiPart {
  /** Below {@code /api/v1}, for example {@code /readings}. */
  String path();

  /** What a token needs for it. */
  Scope scope();

  /** The resource that describes it: an OpenAPI document with its path and schemas. */
  String description();

  /**
   * @param body what the caller gets
   * @param audit what is written down about it
   */
  record Answered(JsonObject body, JsonObject audit) {}

  /** The answer; @throws BadQuery when the parameters are wrong */
  Answered answer(MultiMap query) throws BadQuery;

  /** A parameter is wrong; the message is for the caller. */
  final class BadQuery extends Exception {
    private static final long serialVersionUID = 1;

    BadQuery(String what) {
      super(what);
    }
  }
}
