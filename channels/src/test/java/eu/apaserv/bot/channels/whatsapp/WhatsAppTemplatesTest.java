package eu.apaserv.bot.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Standing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates from our files to Meta's approval to a phone. */
class WhatsAppTemplatesTest {
  private static final String PERSON = "+40722000001";
  private static final String OUTAGE = """
    category: utility
    blanks:
      where: {ro: str. Lungă, en: Lungă Street}
      until: {ro: "18:30", en: "18:30"}
    ro:
      body: "Avarie la {where} până la {until}. Vă scriem."
      footer: Scrieți STOP
      replies: [Detalii, Opriți mesajele]
    en:
      body: "Fault at {where} until {until}. We write to you."
    """;
  private static final String PAY = """
    category: utility
    blanks: {amount: {ro: 87 lei, en: 87 lei}}
    ro: {body: "Aveți de plată {amount} acum.", link: {title: Plătește, path: /pay/}}
    """;
  private static final String BILL = """
    category: utility
    document: true
    ro: {body: "Factura este mai sus."}
    """;
  private static final TemplateBook BOOK = new TemplateBook(
      Map.of("outage", OUTAGE, "due_link", PAY, "bill_document", BILL, "due",
          PAY.replace(", link: {title: Plătește, path: /pay/}", "")),
      "https://apa.example");

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
  private WhatsAppProvider meta;
  private TestBot bot;
  private WhatsAppChannel channel;

  @BeforeEach
  void open() {
    bot = new TestBot(vertx);
    meta = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
    meta.connect(bot.url());
    Database.await(meta.start(vertx));
    channel = new WhatsAppChannel(vertx, meta.settings(), BOOK, Clock.systemUTC(), Duration.ofSeconds(5));
    bot.mount(channel);
  }

  @AfterEach
  void close() {
    Database.await(channel.close());
    Database.await(meta.close());
    bot.close();
    Database.await(vertx.close());
  }

  @Test
  void whatMetaDoesNotHaveIsCreatedOnceAndThenTheSame() {
    assertThat(channel.templates().status().lines()).hasSize(5)
        .allSatisfy(line -> assertThat(line.status()).isEqualTo("MISSING"));
    assertThat(channel.templates().sync().lines())
        .allSatisfy(line -> assertThat(line.done()).startsWith("created"));
    assertThat(channel.templates().sync().lines()).allSatisfy(line -> {
      assertThat(line.status()).isEqualTo("APPROVED");
      assertThat(line.same()).isTrue();
      assertThat(line.done()).isEmpty();
    });
  }

  @Test
  void aChangedFileIsWrittenAnew() {
    channel.templates().sync();
    var changed = new TemplateBook(Map.of("outage", OUTAGE.replace("Vă scriem.", "Revenim.")), "");
    var other = new WhatsAppChannel(vertx, meta.settings(), changed, Clock.systemUTC(), Duration.ofSeconds(5));
    assertThat(other.templates().status().lines()).filteredOn(l -> !l.same()).extracting(TemplateSync.Line::language)
        .containsExactly("ro");
    assertThat(other.templates().sync().lines()).filteredOn(l -> l.language().equals("ro"))
        .extracting(TemplateSync.Line::done).containsExactly("written anew, waits for approval");
    assertThat(other.templates().status().lines()).allMatch(TemplateSync.Line::same);
    Database.await(other.close());
  }

  @Test
  void whileMetaLooksAtItATemplateIsLeftAlone() {
    channel.templates().sync();
    meta.decide("outage", "ro", "PENDING");
    var changed = new TemplateBook(Map.of("outage", OUTAGE.replace("Vă scriem.", "Revenim.")), "");
    var other = new WhatsAppChannel(vertx, meta.settings(), changed, Clock.systemUTC(), Duration.ofSeconds(5));
    assertThat(other.templates().sync().lines()).extracting(TemplateSync.Line::done)
        .contains("differs, and cannot be changed while it is PENDING");
    Database.await(other.close());
  }

  @Test
  void anApprovedTemplateIsFilledOnThePhone() {
    channel.templates().sync();
    assertThat(begin(notice("outage", List.of("strada\n\tLungă    12", " "), new Content.Text("x"))))
        .isInstanceOf(Delivery.Accepted.class);
    assertThat(last().text()).isEqualTo("Avarie la strada Lungă 12 până la –. Vă scriem.");
    assertThat(last().buttons()).extracting(PhoneMessage.Button::title).containsExactly("Detalii", "Opriți mesajele");
  }

  @Test
  void aReplyOfATemplateSaysItsWords() {
    channel.templates().sync();
    begin(notice("outage", List.of("a", "b"), new Content.Text("x")));
    Database.await(meta.tap(PERSON, "Detalii"));
    assertThat(said()).isEqualTo(new Content.Text("Detalii"));
  }

  @Test
  void aReplyOfATemplateMayBringAChoiceOfOurs() {
    channel.templates().sync();
    begin(notice("outage", List.of("a", "b"),
        new Content.Choices("x", List.of(new Choice("o:1", "1"), new Choice("o:2", "2")))));
    Database.await(meta.tap(PERSON, "o:2"));
    assertThat(said()).isEqualTo(new Content.Picked("o:2", "Opriți mesajele"));
  }

  @Test
  void aNoticeWithALinkUsesTheTemplateThatOpensIt() {
    channel.templates().sync();
    var link = new Content.Link("Plătiți", "Plătește", "https://apa.example/pay/AbC-1");
    assertThat(begin(notice("due", List.of("87 lei"), link))).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().buttons()).extracting(PhoneMessage.Button::id).containsExactly("https://apa.example/pay/AbC-1");
  }

  @Test
  void aLinkElsewhereGoesWithoutTheButton() {
    channel.templates().sync();
    var link = new Content.Link("Plătiți", "Plătește", "https://other.example/x");
    assertThat(begin(notice("due", List.of("87 lei"), link))).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().buttons()).isEmpty();
  }

  @Test
  void aNoticeWithADocumentIsHeadedByIt() {
    channel.templates().sync();
    var document = new Content.Document("invoice:1", "factura.pdf", "application/pdf", "");
    assertThat(begin(notice("bill", List.of(), document))).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().documentBytes()).isEqualTo(Buffer.buffer("%PDF"));
  }

  @ParameterizedTest
  @CsvSource({"PAUSED,132015", "DISABLED,132016", "REJECTED,132001", "PENDING,132001"})
  void aTemplateThatMetaDoesNotSendIsRefusedAndKnownToStaff(String status, String code) {
    channel.templates().sync();
    Database.await(channel.open(events -> {
      heard.addAll(events);
      return Future.succeededFuture();
    }));
    meta.decide("outage", "ro", status);
    assertThat(begin(notice("outage", List.of("a", "b"), new Content.Text("x"))))
        .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    assertThat(next(s -> s.value().equals("REFUSED_" + code))).isNotEmpty();
  }

  @Test
  void aDecisionIsHeardByWebhookAndAtTheStart() {
    channel.templates().sync();
    meta.decide("outage", "ro", "PAUSED");
    assertThat(fromBot("PAUSED").good()).isFalse();
    Database.await(channel.open(events -> {
      heard.addAll(events);
      return Future.succeededFuture();
    }));
    assertThat(next(s -> s.subject().equals("template/outage/ro") && s.value().equals("PAUSED"))).isNotEmpty();
  }

  @Test
  void theDoctorNamesWhatIsMissingOrHeldBack() {
    assertThat(channel.check()).anyMatch(line -> line.contains("5 templates are not at Meta yet"));
    channel.templates().sync();
    assertThat(channel.check()).isEmpty();
    meta.decide("outage", "en", "DISABLED");
    assertThat(channel.check()).singleElement().asString().contains("template/outage/en status is DISABLED");
  }

  @Test
  void aNoticeWithoutATemplateOrWithOtherBlanksGoesAnotherWay() {
    assertThat(begin(notice("unheard_of", List.of(), new Content.Text("x")))).isInstanceOfSatisfying(
        Delivery.Refused.class, refused -> assertThat(refused.code()).isEqualTo("no_template"));
    assertThat(begin(notice("outage", List.of("a"), new Content.Text("x")))).isInstanceOfSatisfying(
        Delivery.Refused.class, refused -> assertThat(refused.reason()).contains("where, until").contains("1"));
    assertThat(begin(new Content.Notice("due", Language.EN, List.of("1"), new Content.Text("x"))))
        .isInstanceOf(Delivery.Refused.class);
  }

  @Test
  void fillingsNeverMakeItTooLong() {
    channel.templates().sync();
    assertThat(begin(notice("outage", List.of("x".repeat(3000), "y".repeat(3000)), new Content.Text("x"))))
        .isInstanceOf(Delivery.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "a: [", "category: marketing\nro: {body: Bună ziua.}", "category: utility",
      "category: utility\nro: {body: 'Bună {cine}.'}",
      "category: utility\nblanks: {cine: {en: Ana}}\nro: {body: 'Bună {cine}.'}",
      "category: utility\nblanks: {cine: {ro: Ana}}\nro: {body: 'Bună {cine}'}",
      "category: utility\nro: {body: Bună., footer: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'}",
      "category: utility\nro: {body: Bună., link: {title: Plătește, path: pay}}",
      "category: utility\nro: {body: Bună., replies: ['o apăsare cu mult prea lungă pentru un buton']}"})
  void aFileThatMetaWouldRefuseIsRefusedByName(String yaml) {
    assertThatThrownBy(() -> new TemplateBook(Map.of("outage", yaml), "")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Template outage: ");
  }

  private static Content.Notice notice(String template, List<String> parameters, Content body) {
    return new Content.Notice(template, Language.RO, parameters, body);
  }

  private Delivery begin(Content.Notice notice) {
    return channel.send(new Outbound(1, new Address("whatsapp", PERSON), notice, null),
        () -> OwnFile.of(Buffer.buffer("%PDF")));
  }

  private PhoneMessage last() {
    return meta.conversation(PERSON).lastFromBot().orElseThrow();
  }

  private Content said() {
    while (true) {
      if (bot.event() instanceof Inbound inbound) {
        return inbound.content();
      }
    }
  }

  private Standing fromBot(String value) {
    while (true) {
      if (bot.event() instanceof Standing standing && standing.value().equals(value)) {
        return standing;
      }
    }
  }

  private Optional<Standing> next(Predicate<Standing> wanted) {
    try {
      for (var event = heard.poll(5, TimeUnit.SECONDS); event != null; event = heard.poll(5, TimeUnit.SECONDS)) {
        if (event instanceof Standing standing && wanted.test(standing)) {
          return Optional.of(standing);
        }
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
