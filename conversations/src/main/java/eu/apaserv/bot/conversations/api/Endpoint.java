package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * One call of the API. Whatever is here is described under the same operation in {@code openapi/api.json}; a test holds the
 * two together.
 *
 * @param path below {@code /api/v1}, for example {@code /tickets/:number}
 * @param operation its name in the description, and in the audit of reads
 * @param least what the token's owner must be
 * @param largest bytes of a body
 * @param known the parameters of the address it has where it is looked at, the fields of the body where it is done
 */
record Endpoint(HttpMethod method, String path, String operation, Scope scope, Role least, int largest,
    Set<String> known, Handler handler) {
  /** Of most calls. */
  static final int LARGEST = 64 << 10;

  /** Makes the answer on a virtual thread; throws {@link Problem} when there is none. */
  @FunctionalInterface
  interface Handler {
    JsonObject answer(Call call);
  }

  Endpoint {
    known = Set.copyOf(known);
  }

  /** Something that is looked at. */
  static Endpoint get(String path, String operation, Scope scope, Handler handler, String... known) {
    return new Endpoint(HttpMethod.GET, path, operation, scope, scope.least(), LARGEST, Set.of(known), handler);
  }

  /** Something that is done, once for each key of the caller, with its audit, all or nothing. */
  static Endpoint post(String path, String operation, Scope scope, Handler handler, String... known) {
    return new Endpoint(HttpMethod.POST, path, operation, scope, scope.least(), LARGEST, Set.of(known), handler);
  }

  /** The same for more than the scope asks of its owner. */
  Endpoint by(Role role) {
    return new Endpoint(method, path, operation, scope, role, largest, known, handler);
  }

  /** The same with a body of so many bytes. */
  Endpoint taking(int bytes) {
    return new Endpoint(method, path, operation, scope, least, bytes, known, handler);
  }

  boolean writes() {
    return !method.equals(HttpMethod.GET);
  }
}
