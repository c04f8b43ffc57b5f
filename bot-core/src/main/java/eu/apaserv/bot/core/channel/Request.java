package eu.apaserv.bot.core.channel;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * An HTTP request as it came, bounded in size, before anybody trusted it.
 *
 * @param method GET, POST, …
 * @param uri path and query exactly as received: signatures are computed over it
 * @param headers as received, names in any case
 * @param query decoded query parameters
 * @param body the raw octets: signatures are computed over them
 * @param remote the address that called; behind a proxy that is the proxy's
 */
public record Request(String method, String uri, MultiMap headers, MultiMap query, Buffer body, String remote) {

  /** From nobody knows where. */
  public Request(String method, String uri, MultiMap headers, MultiMap query, Buffer body) {
    this(method, uri, headers, query, body, "");
  }
}
