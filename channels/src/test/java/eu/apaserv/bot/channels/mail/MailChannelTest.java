package eu.apaserv.bot.channels.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.mail.MailSettings.Tls;
import eu.apaserv.bot.channels.simulator.Mailbox;
import eu.apaserv.bot.channels.simulator.Mailbox.Stage;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Delivery.Accepted;
import eu.apaserv.bot.core.channel.Delivery.Alarm;
import eu.apaserv.bot.core.channel.Delivery.Refused;
import eu.apaserv.bot.core.channel.Delivery.Retry;
import eu.apaserv.bot.core.channel.Delivery.Unknown;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailChannelTest {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-28T08:00:00Z"), ZoneOffset.UTC);
  private static final String TO = "ana.pop@example.ro";
  private static final String FROM = "noreply@apaserv.example";
  private static final Duration PATIENCE = Duration.ofMillis(700);
  private Vertx vertx;
  private Mailbox mailbox;
  private MailChannel channel;

  @BeforeAll
  void openVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  void closeVertx() {
    await(vertx.close());
  }

  @BeforeEach
  void open() {
    mailbox = new Mailbox(0, CLOCK);
    await(mailbox.start(vertx));
    channel = new MailChannel(vertx, MailSettings.parse(mailbox.url(), FROM), CLOCK);
  }

  @AfterEach
  void close() {
    await(channel.close());
    await(mailbox.close());
  }

  @Test
  void aMailArrivesAsItWasWritten() {
    var text = "Codul dumneavoastră este 482913.\nEste valabil 10 minute – nu îl spuneți nimănui. „ȘțĂâÎ” 💧\n.\n..\n";
    assertThat(send(TO, new Content.Text(text))).isEqualTo(new Accepted("<bot-4711@apaserv.example>"));
    var mail = mailbox.mails(TO).getFirst();
    assertThat(mail.text()).isEqualTo(text.stripTrailing());
    assertThat(mail.from()).isEqualTo(FROM);
    assertThat(mail.subject()).isEqualTo("ApaServ");
    assertThat(mail.time()).isEqualTo(CLOCK.instant());
    assertThat(mail.headers()).containsEntry("Message-ID", "<bot-4711@apaserv.example>")
        .containsEntry("Date", "Mon, 28 Sep 2026 08:00:00 GMT").containsEntry("Auto-Submitted", "auto-generated")
        .containsEntry("To", TO).containsEntry("From", FROM);
  }

  @Test
  void anotherServerReadsTheSame() throws Exception {
    var green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    green.setUser(FROM, "bot", "pa:ss@/ș");
    green.start();
    var url = "smtp://bot:pa%3Ass%40%2F%C8%99@127.0.0.1:" + green.getSmtp().getPort();
    var settings = MailSettings.parse(url, FROM);
    var named = new MailSettings(settings.host(), settings.port(), settings.user(), settings.password(), Tls.NONE,
        settings.from(), "Apă și canal: înștiințare");
    var signedIn = new MailChannel(vertx, named, CLOCK);
    assertThat(signedIn.send(outbound(TO, new Content.Text("Bună ziua, Șerban!")), MailChannelTest::noFile))
        .isInstanceOf(Accepted.class);
    var mail = green.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Apă și canal: înștiințare");
    var parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo("Bună ziua, Șerban!");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(mail.getMessageID()).isEqualTo("<bot-4711@apaserv.example>");
    await(signedIn.close());
    green.stop();
  }

  @Test
  void theMailboxDecodesASubject() {
    var settings = MailSettings.parse(mailbox.url(), FROM);
    var subject = "Înștiințare despre oprirea apei în zona dumneavoastră: străzile Șelimbăr și Țiglarilor";
    var named = new MailChannel(vertx, new MailSettings(settings.host(), settings.port(), null, null, Tls.NONE,
        settings.from(), subject), CLOCK);
    named.send(outbound(TO, new Content.Text("x")), MailChannelTest::noFile);
    assertThat(mailbox.mails().getFirst().subject()).isEqualTo(subject);
    await(named.close());
  }

  @Test
  void choicesAreNumberedLines() {
    send(TO, new Content.Choices("Ce doriți?", List.of(new Choice("a", "Soldul"), new Choice("b", "Factura"))));
    assertThat(mailbox.mails().getFirst().text()).isEqualTo("Ce doriți?\n\n1. Soldul\n2. Factura");
  }

  @Test
  void theMailboxTellsWhoFollowsIt() {
    var seen = new CopyOnWriteArrayList<String>();
    var end = mailbox.onChange(mail -> seen.add(mail.text()));
    send(TO, new Content.Text("unu"));
    end.run();
    send(TO, new Content.Text("doi"));
    assertThat(seen).containsExactly("unu");
    assertThat(mailbox.mails()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana@example.ro\r\nBcc: all@example.ro", "ana@example.ro\nRCPT TO:<x@y.ro>", "a b@example.ro",
      "<ana@example.ro>", "ana@example.ro>", "ana@@example.ro", "ana@", "@example.ro", "ana", "ana@exa mple.ro",
      "ana@example.ro, b@example.ro", "\"ana\"@example.ro", "ană@example.ro", "ana@example.ro\0", "ana(x)@example.ro",
      "ana@-example", "ana@example.ro\u2028x"})
  void whatIsNotAnAddressIsNeverSent(String address) {
    assertThat(send(address, new Content.Text("x"))).isInstanceOfSatisfying(Refused.class,
        refused -> assertThat(refused.toString()).doesNotContain("ana"));
    assertThat(mailbox.mails()).isEmpty();
  }

  @Test
  void aTextCannotBecomeHeadersOrCommands() {
    var text = "x\r\n.\r\nMAIL FROM:<evil@example.ro>\r\nSubject: altul\r\n\r\n\u0000\u0007gata\rBcc: all@example.ro";
    send(TO, new Content.Text(text));
    var mail = mailbox.mails();
    assertThat(mail).hasSize(1);
    assertThat(mail.getFirst().subject()).isEqualTo("ApaServ");
    assertThat(mail.getFirst().headers()).doesNotContainKey("Bcc");
    assertThat(mail.getFirst().text())
        .isEqualTo("x\n.\nMAIL FROM:<evil@example.ro>\nSubject: altul\n\ngata\nBcc: all@example.ro");
  }

  @ParameterizedTest
  @CsvSource({"GREETING, 421 4.3.2 Closing, Retry", "SENDER, 451 4.7.1 Greylisted, Retry",
      "RECIPIENT, 450 4.2.1 Mailbox busy, Retry", "END, 452 4.3.1 Disk full, Retry", "GREETING, 554 5.7.1 No, Refused",
      "SENDER, 553 5.1.8 Bad sender, Refused", "RECIPIENT, 550 5.1.1 <ana.pop@example.ro> unknown, Refused",
      "END, 554 5.7.1 Spam, Refused", "SENDER, 530 5.7.0 Authentication required, Alarm",
      "SENDER, 535 5.7.8 Bad credentials, Alarm"})
  void aReplyIsClassedByItsFirstDigit(Stage stage, String reply, String outcome) {
    mailbox.replyNext(stage, reply);
    var delivery = send(TO, new Content.Text("x"));
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(delivery.toString()).contains(reply.substring(0, 3)).doesNotContain("ana.pop");
    assertThat(mailbox.mails()).isEmpty();
  }

  @Test
  void aConnectionLostAfterTheTextLeavesTheOutcomeUnknown() {
    mailbox.dropNext(Stage.END);
    assertThat(send(TO, new Content.Text("x"))).isInstanceOf(Unknown.class);
    assertThat(mailbox.mails()).hasSize(1);
  }

  @Test
  void aServerThatSaysNothingLeavesTheOutcomeUnknown() {
    var silent = await(vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
    var settings = MailSettings.parse("smtp://127.0.0.1:" + silent.actualPort(), FROM);
    var waiting = new MailChannel(vertx, settings, CLOCK, PATIENCE);
    assertThat(waiting.send(outbound(TO, new Content.Text("x")), MailChannelTest::noFile)).isInstanceOf(Unknown.class);
    await(waiting.close());
    await(silent.close());
  }

  @Test
  void noServerIsTriedAgain() {
    int port = mailbox.port();
    await(mailbox.close());
    assertThat(send(TO, new Content.Text("x"))).isInstanceOf(Retry.class);
    assertThat(channel.check()).singleElement().asString().contains("SMTP_URL", String.valueOf(port));
  }

  @ParameterizedTest
  @CsvSource({"STARTTLS, Alarm, starttls", "FROM_THE_START, Alarm, tls"})
  void withoutTheTlsThatIsRequiredNothingGoesOut(Tls tls, String outcome, String code) {
    var plain = new MailSettings("127.0.0.1", mailbox.port(), null, null, tls, new MailAddress(FROM), "ApaServ");
    var guarded = new MailChannel(vertx, plain, CLOCK);
    var delivery = guarded.send(outbound(TO, new Content.Text("x")), MailChannelTest::noFile);
    assertThat(delivery).isInstanceOfSatisfying(Alarm.class, alarm -> assertThat(alarm.code()).isEqualTo(code));
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(mailbox.mails()).isEmpty();
    await(guarded.close());
  }

  @Test
  void anUntrustedCertificateIsAnAlarm() {
    var green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    green.start();
    var settings = MailSettings.parse("smtps://127.0.0.1:" + green.getSmtps().getPort(), FROM);
    var guarded = new MailChannel(vertx, settings, CLOCK);
    assertThat(guarded.send(outbound(TO, new Content.Text("x")), MailChannelTest::noFile)).isInstanceOf(Alarm.class);
    assertThat(green.getReceivedMessages()).isEmpty();
    await(guarded.close());
    green.stop();
  }

  @Test
  void aServerWithoutSignInIsAnAlarmWhereOneIsConfigured() {
    var settings = MailSettings.parse(mailbox.url().replace("//", "//bot:secret@"), FROM);
    var signed = new MailChannel(vertx, settings, CLOCK);
    assertThat(signed.send(outbound(TO, new Content.Text("x")), MailChannelTest::noFile)).isInstanceOf(Alarm.class);
    await(signed.close());
  }

  @Test
  void filesAreRefused() {
    assertThat(send(TO, new Content.Document("invoice:1", "a.pdf", "application/pdf", ""))).isInstanceOf(Refused.class);
    assertThat(send(TO, new Content.Text(" "))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({"smtp://mail.example.ro, mail.example.ro, 587, STARTTLS",
      "smtps://mail.example.ro, mail.example.ro, 465, FROM_THE_START",
      "smtp://u:p@mail.example.ro:2525, mail.example.ro, 2525, STARTTLS",
      "smtp://localhost:1025, localhost, 1025, NONE",
      "SMTP://127.0.0.1, 127.0.0.1, 587, NONE"})
  void anAddressSaysHowToSubmit(String url, String host, int port, Tls tls) {
    var settings = MailSettings.parse(url, FROM);
    assertThat(settings.host()).isEqualTo(host);
    assertThat(settings.port()).isEqualTo(port);
    assertThat(settings.tls()).isEqualTo(tls);
  }

  @ParameterizedTest
  @CsvSource({"http://mail.example.ro, a@b.ro, SMTP_URL", "mail.example.ro, a@b.ro, SMTP_URL",
      "smtp://, a@b.ro, SMTP_URL",
      "smtp://secret@mail.example.ro, a@b.ro, SMTP_URL", "smtp://u:se cret@mail.example.ro, a@b.ro, SMTP_URL",
      "smtp://mail.example.ro, secret, SMTP_FROM"})
  void aWrongSettingIsNamedAndNotQuoted(String url, String from, String named) {
    assertThatIllegalArgumentException().isThrownBy(() -> MailSettings.parse(url, from)).withMessageContaining(named)
        .withNoCause().withMessageNotContaining("cret");
  }

  @Test
  void aSubjectIsOneLine() {
    assertThatIllegalArgumentException().isThrownBy(
        () -> new MailSettings("localhost", 25, null, null, Tls.NONE, new MailAddress(FROM), "a\r\nBcc: x@y.ro"));
    assertThat(MailSettings.parse("smtp://u:secret@h.ro", FROM).toString()).doesNotContain("secret");
  }

  private static OwnFile noFile() {
    throw new AssertionError("There is no document");
  }

  private Delivery send(String to, Content content) {
    return channel.send(outbound(to, content), MailChannelTest::noFile);
  }

  private static Outbound outbound(String to, Content content) {
    return new Outbound(4711, new Address("mail", to), content, null);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("It failed: " + e.getMessage(), e);
    }
  }
}
