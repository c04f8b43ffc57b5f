package eu.apaserv.bot.channels.sms.gateway;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses from which a gateway calls: one, or all that begin alike ({@code 192.0.2.0/24}).
 *
 * @param bits how many leading bits count
 */
@SuppressWarnings("ArrayRecordComponent") // compared by what it holds, and given to nobody
record Network(byte[] address, int bits) {

  /** @throws IllegalArgumentException when it is neither an address nor a network; names are not looked up */
  static Network parse(String text) {
    var parts = text.strip().split("/", 2);
    try {
      var address = InetAddress.ofLiteral(parts[0]).getAddress();
      int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
      if (bits >= 0 && bits <= address.length * 8) {
        return new Network(address, bits);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no address or network: write 192.0.2.7 or 192.0.2.0/24", e);
    }
    throw new IllegalArgumentException("has more bits than its address: write 192.0.2.0/24");
  }

  static boolean anyHas(List<Network> networks, String remote) {
    try {
      var address = InetAddress.ofLiteral(remote).getAddress();
      return networks.stream().anyMatch(network -> network.has(address));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private boolean has(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = bits / 8;
    int rest = bits % 8;
    boolean alike = Arrays.equals(address, 0, whole, other, 0, whole);
    int mask = rest == 0 ? 0 : (0xFF << (8 - rest)) & 0xFF;
    return alike && (rest == 0 || (address[whole] & mask) == (other[whole] & mask));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network && network.bits == bits && Arrays.equals(network.address, address);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(address) * 31 + bits;
  }

  @Override
  public String toString() {
    return "Network/" + bits;
  }
}
