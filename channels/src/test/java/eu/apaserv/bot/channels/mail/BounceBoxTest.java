package eu.apaserv.bot.channels.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.channels.simulator.Mailbox;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Reachable;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back undelivered, read from a real mailbox over IMAP. */
@NullUnmarked
class BounceBoxTest {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-28T08:00:00Z"), ZoneOffset.UTC);
  private static final MailAddress ANA = new MailAddress("ana.pop@example.ro");
  private static final MailLinks LINKS = new MailLinks("a key".getBytes(StandardCharsets.UTF_8), "https://b.example");
  private final GreenMail green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private BounceBox box;

  @BeforeEach
  void open() {
    green.setUser("bounces@apaserv.example", "bounces", "secret");
    green.start();
    box = new BounceBox(settings(), LINKS, id -> "<bot-" + id + "@apaserv.example>", CLOCK, Duration.ofMillis(50));
  }

  @AfterEach
  void close() {
    box.stop();
    green.stop();
  }

  private BounceSettings settings() {
    return BounceSettings.parse("bounces@apaserv.example",
        "imap://bounces:secret@127.0.0.1:" + green.getImap().getPort());
  }

  private void start() {
    box.start(taken -> {
      if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        return Future.failedFuture("The database is away");
      }
      events.addAll(taken);
      return Future.succeededFuture();
    });
  }

  private Event next() throws InterruptedException {
    var event = events.poll(15, TimeUnit.SECONDS);
    assertThat(event).as("a bounce is read").isNotNull();
    return event;
  }

  private void arrives(String to, String group) throws Exception {
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

        %s
        --b1--
        """.formatted(to, group).replace("\n", "\r\n");
    var message = new MimeMessage(Session.getInstance(new Properties()),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    green.getUserManager().getUser("bounces").deliver(message);
  }

  private static String tagged(long id, MailAddress who) {
    return "bounces+" + LINKS.tag(id, who) + "@apaserv.example";
  }

  private static String failed(String status) {
    return "Final-Recipient: rfc822; ana.pop@example.ro\nAction: failed\nStatus: " + status
        + "\nDiagnostic-Code: smtp; 550 no such user";
  }

  @ParameterizedTest(name = "{0}: nobody there is {1}")
  @CsvSource({"5.1.1, true", "5.1.10, true", "5.2.1, true", "5.4.4, true", "5.2.2, false", "5.7.1, false",
      "5.0.0, false"})
  void aBounceFailsItsMailAndMarksAnAddressThatIsNone(String status, boolean nobody) throws Exception {
    arrives(tagged(4711, ANA), failed(status));
    start();
    assertThat(next()).isEqualTo(new Receipt("mail", 4711L, "<bot-4711@apaserv.example>", Mark.FAILED, status,
        CLOCK.instant()));
    if (nobody) {
      assertThat(next()).isEqualTo(new Reachable(new Address("mail", ANA.text()), false));
    }
    assertThat(events.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  /** The library says so where the server hangs up right after the sign-in; nobody read bounces any more. */
  @Test
  void aStateThatIsNoneEndsOneLookAndNotAll() throws Exception {
    arrives(tagged(4711, ANA), failed("5.2.2"));
    var looks = new AtomicInteger();
    box.start(taken -> {
      if (looks.getAndIncrement() == 0) {
        throw new IllegalStateException("Not connected");
      }
      events.addAll(taken);
      return Future.succeededFuture();
    });
    assertThat(((Receipt) next()).outboundId()).isEqualTo(4711);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bounces@apaserv.example", "bounces+4711-0123456789abcdef-01234567@apaserv.example",
      "bounces+4711@apaserv.example", "undisclosed-recipients:;"})
  void aBounceWithoutATagOfOursCountsForNothing(String to) throws Exception {
    arrives(to, failed("5.1.1"));
    arrives(tagged(1, ANA), failed("5.1.1"));
    start();
    assertThat(((Receipt) next()).outboundId()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Action: delayed\nStatus: 4.4.1", "Action: failed\nStatus: 4.2.2",
      "Action: delivered\nStatus: 2.0.0", "Status: 5.1.1", "", "Action: failed"})
  void aDelayOrHalfAReportIsNoFailure(String group) throws Exception {
    arrives(tagged(4711, ANA), group);
    arrives(tagged(1, ANA), failed("5.1.1"));
    start();
    assertThat(((Receipt) next()).outboundId()).isEqualTo(1);
  }

  @Test
  void whoGotAMailCannotSpeakForOthers() throws Exception {
    arrives(tagged(4711, new MailAddress("altcineva@example.ro")), failed("5.1.1"));
    start();
    assertThat(next()).isInstanceOf(Receipt.class);
    assertThat(events.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void whatCouldNotBeKeptIsReadAgain() throws Exception {
    failures.set(2);
    arrives(tagged(4711, ANA), failed("5.1.1"));
    start();
    assertThat(((Receipt) next()).outboundId()).isEqualTo(4711);
    assertThat(next()).isInstanceOf(Reachable.class);
    assertThat(events.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void aMailGoesOutWithItsTagAsTheSenderOfTheEnvelope() {
    var vertx = Vertx.vertx();
    var mailbox = new Mailbox(0, CLOCK);
    TestBot.await(mailbox.start(vertx));
    var settings = MailSettings.parse(mailbox.url(), "noreply@apaserv.example").with("ApaServ", settings());
    var channel = new MailChannel(vertx, settings, CLOCK);
    channel.links(LINKS);
    channel.send(new Outbound(9, new Address("mail", ANA.text()), new Content.Text("Bună"), null),
        () -> OwnFile.of(Buffer.buffer()));
    assertThat(mailbox.mails()).singleElement()
        .satisfies(mail -> assertThat(mail.from()).isEqualTo(tagged(9, ANA)));
    assertThat(channel.check()).isEmpty();
    green.stop();
    assertThat(channel.check()).singleElement().asString().contains("SMTP_BOUNCES_URL");
    TestBot.await(channel.close());
    TestBot.await(mailbox.close());
    TestBot.await(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({"ana, imaps://u:p@h, SMTP_BOUNCES ", "a+b@c.ro, imaps://u:p@h, SMTP_BOUNCES ",
      "a@c.ro, imaps://h, SMTP_BOUNCES_URL", "a@c.ro, http://u:p@h, SMTP_BOUNCES_URL",
      "a@c.ro, imap://u:secret@mail.example.ro, SMTP_BOUNCES_URL", "a@c.ro, imaps://u:se cret@h, SMTP_BOUNCES_URL"})
  void aWrongSettingIsNamedAndNotQuoted(String address, String url, String named) {
    assertThatIllegalArgumentException().isThrownBy(() -> BounceSettings.parse(address, url))
        .withMessageContaining(named.strip()).withMessageNotContaining("cret").withNoCause();
    assertThat(BounceSettings.parse("a@c.ro", "imaps://u:secret@h/Bounces").toString()).doesNotContain("secret");
    assertThat(List.of(BounceSettings.parse("a@c.ro", "imaps://u:s@h/Bounces").folder())).containsExactly("Bounces");
  }
}
