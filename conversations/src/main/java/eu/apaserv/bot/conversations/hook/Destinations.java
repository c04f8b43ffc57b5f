package eu.apaserv.bot.conversations.hook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Where a call may go. An address in a form must not make us call what only we can reach: the name is resolved here, every
 * address of it has to be public, and the call goes to the address that was looked at, whatever the name says a moment later.
 */
public final class Destinations {
  private static final int LONGEST = 500;

  private final boolean anywhere;

  /** @param anywhere also private addresses, also without TLS: for tests, the demo and systems in the same house */
  public Destinations(boolean anywhere) {
    this.anywhere = anywhere;
  }

  /** Why a call may not go there; the message is for staff. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  /** A place that was looked at. */
  public record Place(URI url, InetAddress address, int port) {
    boolean tls() {
      return "https".equals(url.getScheme());
    }
  }

  /** Looks an address up; waits for the resolver. */
  public Place find(String text) throws Refused {
    var url = url(text);
    try {
      var addresses = List.of(InetAddress.getAllByName(url.getHost()));
      if (!anywhere && addresses.stream().anyMatch(one -> !isPublic(one.getAddress()))) {
        throw new Refused("The address is of a private network; WEBHOOKS_PRIVATE=yes allows those");
      }
      int usual = "https".equals(url.getScheme()) ? 443 : 80;
      return new Place(url, addresses.getFirst(), url.getPort() == -1 ? usual : url.getPort());
    } catch (UnknownHostException e) {
      throw new Refused("The name of the address is not known");
    }
  }

  private URI url(String text) throws Refused {
    try {
      var url = URI.create(text);
      var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean known = scheme.equals("https") || (anywhere && scheme.equals("http"));
      if (known && text.length() <= LONGEST && url.getHost() != null && url.getRawUserInfo() == null
          && url.getRawFragment() == null && url.getPort() != 0 && url.getPort() <= 65_535) {
        return URI.create(scheme + text.substring(scheme.length()));
      }
    } catch (IllegalArgumentException _) {
      // Told below, like an address of another kind.
    }
    throw new Refused("An address like https://billing.example.ro/hooks is needed, without a password in it");
  }

  /** Whether an IP address is one that anybody on the internet means by it. */
  static boolean isPublic(byte[] address) {
    return address.length == 4 ? isPublic4(address, 0) : isPublic6(address);
  }

  /* RFC 6890: this network, private, shared, loopback, link-local, protocol, documentation, benchmarks, multicast, reserved. */
  private static boolean isPublic4(byte[] ip, int from) {
    int a = ip[from] & 255;
    int b = ip[from + 1] & 255;
    int c = ip[from + 2] & 255;
    boolean local = a == 0 || a == 10 || a == 127 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168)
        || (a == 169 && b == 254) || (a == 100 && b >= 64 && b < 128);
    boolean special = a >= 224 || (a == 192 && b == 0 && (c == 0 || c == 2)) || (a == 198 && (b == 18 || b == 19))
        || (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113) || (a == 192 && b == 88 && c == 99);
    return !local && !special;
  }

  /* Only what is handed out as global (2000::/3), without what stands for an IPv4 address, documentation and tunnels. */
  private static boolean isPublic6(byte[] ip) {
    int first = ((ip[0] & 255) << 8) | (ip[1] & 255);
    int second = ((ip[2] & 255) << 8) | (ip[3] & 255);
    boolean global = first >= 0x2000 && first < 0x4000;
    boolean tunnel = first == 0x2002 || (first == 0x2001 && second < 0x0200);
    boolean documentation = (first == 0x2001 && second == 0x0db8) || first == 0x3fff;
    return global && !tunnel && !documentation;
  }
}
