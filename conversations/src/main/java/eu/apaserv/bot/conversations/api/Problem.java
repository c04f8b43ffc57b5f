package eu.apaserv.bot.conversations.api;

import io.vertx.core.json.JsonObject;

/** Why a call gets no answer, in the form of RFC 9457; the detail is for the caller and repeats nothing personal. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String TYPE = "urn:apaserv:problem:";

  private final int status;
  private final String code;

  /**
   * @param code a stable word for programs
   * @param detail what is wrong and what to do, for people
   */
  Problem(int status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** A parameter or the body is not as it must be. */
  static Problem wrong(String detail) {
    return new Problem(400, "wrong_request", detail);
  }

  /** There is nothing of that name or number. */
  static Problem missing(String detail) {
    return new Problem(404, "not_found", detail);
  }

  /** It stands otherwise than the caller thought. */
  static Problem conflict(String code, String detail) {
    return new Problem(409, code, detail);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  JsonObject body() {
    return new JsonObject().put("type", TYPE + code).put("title", code.replace('_', ' ')).put("status", status)
        .put("detail", getMessage());
  }
}
