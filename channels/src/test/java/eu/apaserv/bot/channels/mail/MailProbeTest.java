package eu.apaserv.bot.channels.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.channels.mail.MailSettings.Tls;
import eu.apaserv.bot.channels.simulator.Mailbox;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator's doctor finds out about a mail server, against real ones. */
@NullUnmarked
class MailProbeTest {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-28T08:00:00Z"), ZoneOffset.UTC);
  private static final String FROM = "noreply@apaserv.example";
  private static final Duration PATIENCE = Duration.ofMillis(700);
  private Vertx vertx;
  private Mailbox mailbox;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    mailbox = new Mailbox(0, CLOCK);
    TestBot.await(mailbox.start(vertx));
  }

  @AfterEach
  void close() {
    TestBot.await(mailbox.close());
    TestBot.await(vertx.close());
  }

  @Test
  void theDoctorFindsNothingWrong() {
    assertThat(doctor(mailbox.url())).isEmpty();
  }

  @Test
  void theDoctorSignsInAsASendWould() {
    var green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    green.setUser(FROM, "bot", "pa:ss@/ș");
    green.start();
    var server = "@127.0.0.1:" + green.getSmtp().getPort();
    assertThat(doctor("smtp://bot:pa%3Ass%40%2F%C8%99" + server)).isEmpty();
    assertThat(doctor("smtp://bot:hunter2" + server)).singleElement().asString()
        .contains("refuses the user or password", "SMTP_URL").doesNotContain("hunter2");
    assertThat(green.getReceivedMessages()).isEmpty();
    green.stop();
  }

  @Test
  void theDoctorKnowsAServerWithoutTlsAndWhatIsNoMailServer() {
    var guarded = new MailSettings("127.0.0.1", mailbox.port(), null, null, Tls.STARTTLS, new MailAddress(FROM),
        "ApaServ");
    assertThat(new MailChannel(vertx, guarded, CLOCK).check()).singleElement().asString().contains("no STARTTLS");
    var web = TestBot.await(vertx.createHttpServer().requestHandler(request -> request.response().end())
        .listen(0, "127.0.0.1"));
    assertThat(doctor("smtp://127.0.0.1:" + web.actualPort())).singleElement().asString()
        .contains("127.0.0.1:" + web.actualPort(), "SMTP_URL");
    TestBot.await(web.close());
  }

  private List<String> doctor(String url) {
    return new MailChannel(vertx, MailSettings.parse(url, FROM), CLOCK, PATIENCE).check();
  }
}
