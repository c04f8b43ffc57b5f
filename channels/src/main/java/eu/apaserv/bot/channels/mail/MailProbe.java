package eu.apaserv.bot.channels.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;

/**
 * Goes as far as a send does before it names who the mail is to: connection, TLS, sign-in. For the operator's doctor.
 *
 * @param patience with each answer of the server
 */
record MailProbe(MailSettings settings, Duration patience) {

  /** Never with what the server said: that may quote the user. */
  Optional<String> problem() {
    var protocol = settings.tls() == MailSettings.Tls.FROM_THE_START ? "smtps" : "smtp";
    try (var transport = Session.getInstance(properties(protocol)).getTransport(protocol)) {
      transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of("The mail server " + settings.host() + ":" + settings.port() + " " + why(e));
    }
  }

  private static String why(MessagingException e) {
    if (e instanceof AuthenticationFailedException) {
      return "refuses the user or password: correct SMTP_URL";
    }
    if (e instanceof MailConnectException) {
      return "is not reachable: check SMTP_URL and the network";
    }
    if (e.getCause() instanceof SSLException) {
      return "shows no certificate that is trusted here: check SMTP_URL and the server's certificate";
    }
    return String.valueOf(e.getMessage()).contains("STARTTLS")
        ? "offers no STARTTLS: use smtps:// or another server in SMTP_URL"
        : "does not answer as a mail server does: check host and port of SMTP_URL";
  }

  private Properties properties(String protocol) {
    var properties = new Properties();
    for (var timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
      properties.setProperty("mail." + protocol + "." + timeout, String.valueOf(patience.toMillis()));
    }
    properties.setProperty("mail." + protocol + ".localhost", settings.from().domain());
    properties.setProperty("mail." + protocol + ".auth", String.valueOf(settings.user() != null));
    properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
    if (settings.tls() == MailSettings.Tls.STARTTLS) {
      properties.setProperty("mail." + protocol + ".starttls.enable", "true");
      properties.setProperty("mail." + protocol + ".starttls.required", "true");
    }
    return properties;
  }
}
