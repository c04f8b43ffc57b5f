package eu.apaserv.bot.core.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Who calls, as far as it can be known: what calls are counted by.
 *
 * @param forwarded whether a proxy of ours, the only one that reaches the port, adds the caller to
 *     {@code X-Forwarded-For}; without it the header is the caller's own word and is not read
 */
public record Callers(boolean forwarded) {
  private static final int LONGEST = 45;

  /** The address that called, an IPv6 one as the network of a household: a single caller owns many of those. */
  public String of(HttpServerRequest request) {
    var listed = forwarded ? request.headers().getAll("X-Forwarded-For") : List.<String>of();
    if (listed.isEmpty()) {
      var peer = request.remoteAddress();
      return peer == null ? "unknown" : network(String.valueOf(peer.hostAddress()));
    }
    var last = listed.getLast();
    var address = last.substring(last.lastIndexOf(',') + 1).strip();
    return network(address.length() > LONGEST ? address.substring(0, LONGEST) : address);
  }

  private static String network(String address) {
    var groups = address.split(":", -1);
    return groups.length < 4 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]);
  }
}
