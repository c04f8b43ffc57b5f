package eu.apaserv.bot.channels.mail;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.channels.simulator.Mailbox;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Reception.Taken;
import eu.apaserv.bot.core.channel.Reception.Turned;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaving notices by one click, and what HTML may hold. */
@NullUnmarked
class MailUnsubscribeTest {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-28T08:00:00Z"), ZoneOffset.UTC);
  private static final String TO = "ana.pop@example.ro";
  private final Vertx vertx = Vertx.vertx();
  private final Mailbox mailbox = new Mailbox(0, CLOCK);
  private MailChannel channel;

  @BeforeEach
  void open() {
    TestBot.await(mailbox.start(vertx));
    channel = new MailChannel(vertx, MailSettings.parse(mailbox.url(), "noreply@apaserv.example"), CLOCK);
    channel.links(new MailLinks("a key of the program".getBytes(StandardCharsets.UTF_8), "https://bot.example.ro/"));
  }

  @AfterEach
  void close() {
    TestBot.await(channel.close());
    TestBot.await(mailbox.close());
    TestBot.await(vertx.close());
  }

  private Mailbox.Mail sent(long id, Content content) {
    channel.send(new Outbound(id, new Address("mail", TO), content, null), () -> OwnFile.of(Buffer.buffer()));
    return mailbox.mails().getLast();
  }

  private static Content notice(String body) {
    return new Content.Notice("outage", Language.RO, List.of(), new Content.Text(body));
  }

  private String link(long id) {
    var header = sent(id, notice("Apa se oprește mâine.")).headers().get("List-Unsubscribe");
    assertThat(header).startsWith("<https://bot.example.ro/unsubscribe/").endsWith(">");
    return header.substring("<https://bot.example.ro".length(), header.length() - 1);
  }

  private Reception call(String method, String uri) {
    var webhook = channel.webhooks().stream().filter(w -> w.method().equals(method)).findFirst().orElseThrow();
    assertThat(TestBot.serves(webhook, uri)).isTrue();
    return webhook.receive().apply(new Request(method, uri, MultiMap.caseInsensitiveMultiMap(),
        MultiMap.caseInsensitiveMultiMap(), Buffer.buffer("List-Unsubscribe=One-Click")));
  }

  @Test
  void aNoticeCanBeLeftByOneClickAndACodeCannot() {
    assertThat(sent(1, notice("Apa se oprește.")).headers()).containsEntry("List-Unsubscribe-Post",
        "List-Unsubscribe=One-Click");
    assertThat(sent(2, new Content.Text("Codul dumneavoastră: 123456")).headers())
        .doesNotContainKeys("List-Unsubscribe", "List-Unsubscribe-Post");
  }

  @Test
  void theClickIsTheWordStop() {
    var taken = (Taken) call("POST", link(7));
    assertThat(taken.events()).containsExactly(
        new Inbound(new Address("mail", TO), "unsubscribe/7/2026-09-28T08:00:00Z", new Content.Text("STOP"),
            CLOCK.instant()));
    assertThat(taken.answer().contentType()).startsWith("text/html");
  }

  @Test
  void aSecondClickIsTheSameMessage() {
    var link = link(7);
    assertThat(((Taken) call("POST", link)).events()).isEqualTo(((Taken) call("POST", link)).events());
  }

  /** Who asked for notices again and then opens an old mail wants none: the page says so, so it is so. */
  @Test
  void aClickOnAnOldMailCountsAgain() {
    var link = link(7);
    var first = ((Taken) call("POST", link)).events();
    channel = new MailChannel(vertx, MailSettings.parse(mailbox.url(), "noreply@apaserv.example"),
        Clock.offset(CLOCK, Duration.ofDays(3)));
    channel.links(new MailLinks("a key of the program".getBytes(StandardCharsets.UTF_8), "https://bot.example.ro/"));
    assertThat(names(((Taken) call("POST", link)).events())).doesNotContainAnyElementsOf(names(first));
  }

  private static List<String> names(List<? extends Event> events) {
    return events.stream().map(event -> ((Inbound) event).providerId()).toList();
  }

  @Test
  void lookingAtThePageChangesNothing() {
    var taken = (Taken) call("GET", link(7));
    assertThat(taken.events()).isEmpty();
    assertThat(taken.answer().body()).contains("method=\"post\"", "Dezabonare").doesNotContain(TO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA.BBBB", "MQ.MQ", "a.b.c", ".", "%00", "NyBhbmE.AAAAAAAAAAAAAAAAAAAAAA"})
  void whatWeDidNotWriteIsTurnedAway(String token) {
    for (var method : List.of("GET", "POST")) {
      assertThat(call(method, "/unsubscribe/" + token)).isInstanceOfSatisfying(Turned.class, turned -> {
        assertThat(turned.status()).isEqualTo(403);
        assertThat(turned.answer().body()).contains("Deschideți-l din nou din mesajul primit",
            "Open it again from the mail");
      });
    }
  }

  @Test
  void aChangedLinkIsTurnedAway() {
    var link = link(7);
    for (int i = "/unsubscribe/".length(); i < link.length(); i++) {
      var changed = link.substring(0, i) + (link.charAt(i) == 'A' ? 'B' : 'A') + link.substring(i + 1);
      // The last letter of 16 octets in base64 holds bits that say nothing.
      if (i < link.length() - 1) {
        assertThat(call("POST", changed)).isInstanceOf(Turned.class);
      }
    }
  }

  @Test
  void htmlIsMadeOfEscapedWords() {
    var mail = sent(3, new Content.Link("<script>alert('x')</script> & \"ceva\"\n\nRând doi", "Plătește <acum>",
        "https://apa.example/pay?a=1&b=\"2\""));
    assertThat(mail.html()).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;ceva&quot;",
        "<p>Rând doi</p>", "href=\"https://apa.example/pay?a=1&amp;b=&quot;2&quot;\"", "Plătește &lt;acum&gt;")
        .doesNotContain("<script");
    assertThat(mail.text()).contains("<script>alert('x')</script> & \"ceva\"", "https://apa.example/pay?a=1&b=\"2\"");
  }

  @Test
  void anAddressThatIsNoWebAddressIsNoLink() {
    assertThat(sent(4, new Content.Link("Da", "Apasă", "javascript:alert(1)")).html()).doesNotContain("href")
        .contains("<p>javascript:alert(1)</p>");
  }

  @Test
  void theSameMailHasTheSameNameAtEveryTry() {
    assertThat(sent(5, notice("x")).headers().get("Message-ID")).isEqualTo("<bot-5@apaserv.example>")
        .isEqualTo(sent(5, notice("x")).headers().get("Message-ID"));
  }
}
