package eu.apaserv.bot.channels.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address that can stand in a header and in an SMTP command without meaning anything else there: ASCII, no
 * space, no quotes, no control character (RFC 5321 4.1.2, the common part of it).
 *
 * @param text {@code local@domain}, at most 254 characters
 */
public record MailAddress(String text) {
  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
      + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.)*[A-Za-z0-9-]{0,61}[A-Za-z0-9]");
  private static final int LONGEST = 254;

  public MailAddress {
    if (text.length() > LONGEST || !WRITTEN.matcher(text).matches()) {
      throw new IllegalArgumentException("Not an e-mail address: write it like nume@example.ro");
    }
  }

  /** Empty when the text is no address. */
  public static Optional<MailAddress> read(String text) {
    var stripped = text.strip();
    return stripped.length() <= LONGEST && WRITTEN.matcher(stripped).matches()
        ? Optional.of(new MailAddress(stripped))
        : Optional.empty();
  }

  public String domain() {
    return text.substring(text.lastIndexOf('@') + 1);
  }
}
