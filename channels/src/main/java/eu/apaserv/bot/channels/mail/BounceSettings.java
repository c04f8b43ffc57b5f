package eu.apaserv.bot.channels.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Where mails that could not be delivered come back to.
 *
 * @param address the envelope's sender; the server must deliver {@code name+anything@…} there too
 * @param tls from the first octet (imaps)
 * @param folder that is looked through
 */
public record BounceSettings(MailAddress address, String host, int port, boolean tls, String user, String password,
    String folder) {
  private static final String HOW = "SMTP_BOUNCES_URL is not an address: write it like imaps://user:password@mail.example.ro/INBOX";
  private static final int IMAPS = 993;
  private static final int IMAP = 143;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /**
   * @param address SMTP_BOUNCES
   * @param url SMTP_BOUNCES_URL
   * @throws IllegalArgumentException naming the setting that is malformed, never its content
   */
  public static BounceSettings parse(String address, String url) {
    var bounces = MailAddress.read(address).filter(a -> !a.text().contains("+")).orElseThrow(
        () -> new IllegalArgumentException("SMTP_BOUNCES is not an e-mail address: write it like bounces@example.ro"));
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException e) {
      // The cause would quote the password.
      throw new IllegalArgumentException(HOW);
    }
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    var login = uri.getRawUserInfo();
    int colon = login == null ? -1 : login.indexOf(':');
    if (uri.getHost() == null || login == null || colon < 1 || !scheme.matches("imaps?")) {
      throw new IllegalArgumentException(HOW);
    }
    boolean tls = scheme.equals("imaps");
    if (!tls && !LOOPBACK.contains(uri.getHost())) {
      throw new IllegalArgumentException("SMTP_BOUNCES_URL must be imaps: a password is not sent in the clear");
    }
    var folder = uri.getPath() == null || uri.getPath().length() < 2 ? "INBOX" : uri.getPath().substring(1);
    return new BounceSettings(bounces, uri.getHost(), uri.getPort() > 0 ? uri.getPort() : tls ? IMAPS : IMAP, tls,
        decoded(login.substring(0, colon)), decoded(login.substring(colon + 1)), folder);
  }

  /** The sender of the envelope of one mail. */
  String tagged(String tag) {
    int at = address.text().lastIndexOf('@');
    return address.text().substring(0, at) + "+" + tag + address.text().substring(at);
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "BounceSettings[host=" + host + ", port=" + port + ", folder=" + folder + "]";
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
