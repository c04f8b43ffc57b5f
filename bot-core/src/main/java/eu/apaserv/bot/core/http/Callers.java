package eu.apaserv.bot.core.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Who calls, as far as it can be known: what calls are counted by.
 *
 * @param proxies of ours that stand one behind the other before the port, which nobody else reaches; each adds who called it to
 *     {@code X-Forwarded-For}. With none the header is the caller's own word and is not read
 */
public record Callers(int proxies) {
  private static final int LONGEST = 45;
  private static final int NETWORK_BYTES = 8;

  /** The address that called, an IPv6 one as the network of a household: a single caller owns many of those. */
  public String of(HttpServerRequest request) {
    var listed = proxies == 0 ? "" : String.join(",", request.headers().getAll("X-Forwarded-For"));
    if (listed.isBlank()) {
      var peer = request.remoteAddress();
      return peer == null ? "unknown" : network(String.valueOf(peer.hostAddress()));
    }
    var entries = listed.split(",", -1);
    var address = entries[Math.max(0, entries.length - proxies)].strip(); // what stands before, the caller may have written
    return network(address.length() > LONGEST ? address.substring(0, LONGEST) : address);
  }

  /** However it is written: {@code ::} may stand for any of its parts. What is no address is a caller of that name. */
  private static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES)
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
