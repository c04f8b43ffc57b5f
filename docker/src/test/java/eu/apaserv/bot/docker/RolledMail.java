package eu.apaserv.bot.docker;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import eu.apaserv.bot.channels.simulator.Mailbox;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A mail server: what comes to people, and a mailbox that bots look through for what came back undelivered. */
final class RolledMail implements AutoCloseable {
  private static final String BOUNCES = "bounces@apaserv.example";
  private static final long STARTS_WITHIN_MS = 60_000;

  private final Mailbox mailbox;
  private final GreenMail returned;

  RolledMail(Mailbox mailbox) {
    this.mailbox = mailbox;
    var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
    setup.setServerStartupTimeout(STARTS_WITHIN_MS);
    returned = new GreenMail(setup);
    returned.setUser(BOUNCES, "bounces", "secret");
    returned.start();
  }

  List<Mailbox.Mail> mails(String to) {
    return mailbox.mails(to);
  }

  /** It comes back: nobody is there. */
  void bounce(Mailbox.Mail mail) {
    var text = """
        From: MAILER-DAEMON@mx.example.ro
        To: %s
        Subject: Undelivered Mail
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        --b1
        Content-Type: text/plain

        It did not work.
        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.ro

        Final-Recipient: rfc822; %s
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 no such user
        --b1--
        """.formatted(mail.from(), mail.to()).replace("\n", "\r\n");
    try {
      returned.getUserManager().getUser("bounces").deliver(new MimeMessage(Session.getInstance(new Properties()),
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a bot. */
  Map<String, String> settings() {
    return Map.of("SMTP_URL", mailbox.url(), "SMTP_FROM", "bot@apaserv.example", "SMTP_BOUNCES", BOUNCES,
        "SMTP_BOUNCES_URL", "imap://bounces:secret@127.0.0.1:" + returned.getImap().getPort());
  }

  @Override
  public void close() {
    returned.stop();
  }
}
