package eu.apaserv.bot.channels.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ten thousand mutated bounces: read, or passed over; never for a mail that the tag is not of. */
class BounceTest {
  private static final MailLinks LINKS = new MailLinks("a key".getBytes(StandardCharsets.UTF_8), "https://b.example");
  private static final MailAddress ANA = new MailAddress("ana.pop@example.ro");
  private static final Session SESSION = Session.getInstance(new Properties());
  private static final String BOUNCE = """
      From: MAILER-DAEMON@mx.example.ro
      To: bounces+%s@apaserv.example
      Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

      --b1
      Content-Type: text/plain

      No.
      --b1
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example.ro

      Original-Recipient: rfc822; ana.pop@example.ro
      Final-Recipient: rfc822; other@example.ro
      Action: failed
      Status: 5.1.1
      --b1--
      """.formatted(LINKS.tag(4711, ANA));

  private static MimeMessage mail(byte[] octets) throws MessagingException {
    return new MimeMessage(SESSION, new ByteArrayInputStream(octets));
  }

  @Test
  void theOriginalRecipientGoesBeforeTheFinalOne() throws MessagingException, IOException {
    var bounce = Bounce.read(mail(BOUNCE.getBytes(StandardCharsets.UTF_8)), LINKS).orElseThrow();
    assertThat(bounce.outbound()).isEqualTo(4711);
    assertThat(bounce.recipient()).contains(ANA);
    assertThat(bounce.nobodyThere()).isTrue();
  }

  @Test
  void aMutatedBounceIsReadOrPassedOver() {
    var random = new Random(20261127);
    int read = 0;
    for (int i = 0; i < 10_000; i++) {
      var octets = BOUNCE.getBytes(StandardCharsets.UTF_8);
      for (int k = 0; k <= random.nextInt(5); k++) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      try {
        var bounce = Bounce.read(mail(octets), LINKS);
        if (bounce.isPresent()) {
          read++;
          assertThat(bounce.get().outbound()).isEqualTo(4711);
          assertThat(bounce.get().recipient().orElse(ANA)).isEqualTo(ANA);
        }
      } catch (MessagingException | IOException unreadable) {
        // As the mailbox has it: passed over.
        assertThat(unreadable).isNotNull();
      }
    }
    assertThat(read).isBetween(2_000, 9_999);
  }
}
