package eu.apaserv.bot.channels.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to submit e-mail.
 *
 * @param user null where the server wants no sign-in
 * @param from the sender's address
 * @param subject of every message; it names the utility and nothing about the person
 * @param bounces where undelivered mails come back to; null: nobody looks for them
 */
public record MailSettings(String host, int port, @Nullable String user, @Nullable String password, Tls tls,
    MailAddress from, String subject, @Nullable BounceSettings bounces) {
  public static final String NEUTRAL_SUBJECT = "ApaServ";

  private static final String HOW = "SMTP_URL is not an address: write it like smtp://user:password@mail.example.ro:587";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final int SUBMISSION = 587;
  private static final int SUBMISSION_TLS = 465;

  /** How the way to the server is guarded. */
  public enum Tls {
    /** From the first octet (smtps, port 465). */
    FROM_THE_START,
    /** STARTTLS, without which nothing is sent (RFC 8314). */
    STARTTLS,
    /** None: the server is on this machine. */
    NONE
  }

  /** Nobody looks for undelivered mails. */
  public MailSettings(String host, int port, @Nullable String user, @Nullable String password, Tls tls,
      MailAddress from, String subject) {
    this(host, port, user, password, tls, from, subject, null);
  }

  public MailSettings {
    if (subject.isBlank() || subject.length() > 100 || subject.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The subject of mails is one line of 1 to 100 characters");
    }
  }

  /**
   * @param url {@code smtp://user:password@host:port} or {@code smtps://…}; reserved signs percent-encoded
   * @param from SMTP_FROM: an address
   * @throws IllegalArgumentException naming the setting that is malformed, never its content
   */
  public static MailSettings parse(String url, String from) {
    var sender = MailAddress.read(from).orElseThrow(
        () -> new IllegalArgumentException("SMTP_FROM is not an e-mail address: write it like noreply@example.ro"));
    var address = uri(url);
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (address.getHost() == null || !(scheme.equals("smtp") || scheme.equals("smtps"))) {
      throw new IllegalArgumentException(HOW);
    }
    boolean smtps = scheme.equals("smtps");
    var tls = smtps ? Tls.FROM_THE_START : LOOPBACK.contains(address.getHost()) ? Tls.NONE : Tls.STARTTLS;
    int port = address.getPort() > 0 ? address.getPort() : smtps ? SUBMISSION_TLS : SUBMISSION;
    var login = address.getRawUserInfo();
    int colon = login == null ? -1 : login.indexOf(':');
    if (login != null && (colon < 1 || colon == login.length() - 1)) {
      throw new IllegalArgumentException(HOW);
    }
    var user = login == null ? null : decoded(login.substring(0, colon));
    var password = login == null ? null : decoded(login.substring(colon + 1));
    return new MailSettings(address.getHost(), port, user, password, tls, sender, NEUTRAL_SUBJECT);
  }

  /** The same, with a subject of the utility's and a mailbox of bounces. */
  public MailSettings with(String otherSubject, @Nullable BounceSettings otherBounces) {
    return new MailSettings(host, port, user, password, tls, from, otherSubject, otherBounces);
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "MailSettings[host=" + host + ", port=" + port + ", tls=" + tls + "]";
  }

  private static URI uri(String url) {
    try {
      return new URI(url.strip());
    } catch (URISyntaxException e) {
      // The cause would quote the password.
      throw new IllegalArgumentException(HOW);
    }
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
