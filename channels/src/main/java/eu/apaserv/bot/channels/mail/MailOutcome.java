package eu.apaserv.bot.channels.mail;

import eu.apaserv.bot.core.channel.Delivery;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;

/** What a failed submission means (RFC 5321 4.2.1: the first digit of the reply). Replies quote addresses: only codes are kept. */
final class MailOutcome {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofMinutes(5);
  /** Sign-in required, too weak, refused, or needs encryption (RFC 4954). */
  private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);

  private MailOutcome() {}

  static Delivery of(Throwable broken) {
    return switch (broken) {
      case SMTPException reply -> byReply(reply.getReplyCode());
      case ConnectException refused -> new Delivery.Retry(SOON, "mail server refuses the connection");
      case UnknownHostException unknown -> new Delivery.Retry(SOON, "mail server's name is not known");
      case SSLException untrusted ->
        new Delivery.Alarm("tls", "no trusted TLS with the mail server: check SMTP_URL and the server's certificate");
      default -> byText(broken);
    };
  }

  private static Delivery byReply(int code) {
    if (SIGN_IN.contains(code)) {
      return new Delivery.Alarm(String.valueOf(code), "mail server refuses the sign-in: check SMTP_URL");
    }
    return switch (code / 100) {
      case 4 -> new Delivery.Retry(LATER, "mail server said " + code);
      case 5 -> new Delivery.Refused(String.valueOf(code), "mail server refused the message");
      default -> new Delivery.Unknown("mail server said " + code);
    };
  }

  /** The client library names these two only by text; in both nothing was sent. */
  private static Delivery byText(Throwable broken) {
    var text = String.valueOf(broken.getMessage());
    if (text.contains("STARTTLS required")) {
      return new Delivery.Alarm("starttls", "mail server offers no STARTTLS: use smtps:// or another server");
    }
    if (text.contains("login is required")) {
      return new Delivery.Alarm("login", "mail server offers no sign-in that we know: check SMTP_URL");
    }
    return new Delivery.Unknown("no answer of the mail server: " + broken.getClass().getSimpleName());
  }
}
