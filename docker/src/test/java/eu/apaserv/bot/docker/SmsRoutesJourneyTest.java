package eu.apaserv.bot.docker;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Letterbox;
import eu.apaserv.bot.core.store.TranscriptSeal;
import eu.apaserv.bot.channels.mail.MailChannel;
import eu.apaserv.bot.channels.mail.MailSettings;
import eu.apaserv.bot.channels.simulator.Mailbox;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.SmppCentre;
import eu.apaserv.bot.channels.simulator.TwilioProvider;
import eu.apaserv.bot.channels.sms.SmsRoutes;
import eu.apaserv.bot.channels.sms.TwilioChannel;
import eu.apaserv.bot.channels.sms.TwilioSettings;
import eu.apaserv.bot.channels.sms.smpp.SmppChannel;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.NullUnmarked;

/** The whole product with two ways for SMS and a mailbox: one conversation by number, whichever way it goes. */
@NullUnmarked
class SmsRoutesJourneyTest {
  private static final String PERSON = "+40733000009";
  private static final String LONG = "Bună ziua! Aș dori să știu dacă se oprește apa mâine pe strada mea, pentru că am "
      + "musafiri și trebuie să gătesc pentru ei. ".repeat(3) + "Mulțumesc mult, Ștefania";

  private final Vertx vertx = Vertx.vertx();
  private final SmppCentre centre = new SmppCentre(0, Clock.systemUTC(), "apaserv", "secret");
  private final TwilioProvider twilio = new TwilioProvider(0, Clock.systemUTC(), "AC1", "token", "+40310001111");
  private final Mailbox mailbox = new Mailbox(0, Clock.systemUTC());
  private String database;
  private Assistant assistant;

  @BeforeEach
  void open() throws IOException {
    Database.await(twilio.start(vertx));
    Database.await(mailbox.start(vertx));
    database = TestDatabase.fresh(Store.TABLES);
    int port = RunningAssistant.freePort();
    var url = "http://127.0.0.1:" + port;
    twilio.connect(url);
    assistant = Assistant
        .start(new Assistant.Parts(database, Front.local("127.0.0.1", port), url, own -> channels(own, url),
            _ -> null, Business.defaults(), RunningAssistant.CLOCK, Patience.USUAL));
  }

  private List<Channel> channels(Vertx own, String url) {
    var smpp = new SmppChannel(own, SmppSettings.parse(centre.url(), "+40310000000", 10, 50), Clock.systemUTC());
    var api = new TwilioChannel(own, new TwilioSettings("AC1", "token", "+40310001111", twilio.url(), url),
        Clock.systemUTC());
    return List.of(
        new SmsRoutes(List.of(new SmsRoutes.Named("smpp", smpp), new SmsRoutes.Named("twilio", api)),
            Clock.systemUTC()),
        new MailChannel(own, MailSettings.parse(mailbox.url(), "bot@apa.example"), Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    assistant.close();
    centre.close();
    Database.await(twilio.close());
    Database.await(mailbox.close());
    Database.await(vertx.close());
    TestDatabase.drop(database);
  }

  @Test
  void aLongTextInPartsIsOneMessageWithOneAnswer() {
    until(() -> !centre.door().bound().isEmpty());
    assertThat(centre.say(PERSON, LONG)).isTrue();
    until(() -> fromBot(centre.conversation(PERSON).messages()) > 0);
    assertThat(texts()).containsExactly(LONG);
    assertThat(fromBot(centre.conversation(PERSON).messages())).isEqualTo(1);
    until(
        () -> assistant.database().list(row -> row.getShort(0), "select mark from outbox").equals(List.of((short) 3)));
  }

  @Test
  void whatOneWayDoesNotSendGoesByTheOtherAndIsOneConversation() {
    until(() -> !centre.door().bound().isEmpty());
    centre.say(PERSON, "Bună ziua");
    until(() -> fromBot(centre.conversation(PERSON).messages()) > 0);
    centre.close();
    until(() -> centre.door().bound().isEmpty());
    Database.await(twilio.say(PERSON, "Care este programul?"));
    until(() -> fromBot(twilio.conversation(PERSON).messages()) > 0);
    assertThat(assistant.database().list(row -> row.getUUID(0), "select distinct conversation_id from inbox"))
        .hasSize(1);
  }

  @Test
  void aClickInAMailStopsNoticesToThatAddressOnce() {
    var to = new Address("mail", "ana@example.ro");
    assistant.database().transaction(transaction -> Letterbox.post(TranscriptSeal.NONE, transaction, to,
        new Content.Notice("outage", Language.RO, List.of(), new Content.Text("Apa se oprește.")), false, 1, null));
    until(() -> !mailbox.mails("ana@example.ro").isEmpty());
    var header = mailbox.mails("ana@example.ro").getFirst().headers().get("List-Unsubscribe");
    var link = header.substring(1, header.length() - 1);
    var client = WebClient.create(vertx);
    for (int i = 0; i < 3; i++) {
      var answer = Database.await(client.postAbs(link).sendBuffer(Buffer.buffer("List-Unsubscribe=One-Click")));
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    until(() -> !assistant.database().list(row -> row.getString(0),
        "select address from contact where opted_out_at is not null").isEmpty());
    assertThat(assistant.database().list(row -> row.getString(0), "select provider_id from inbox")).hasSize(1);
    assertThat(assistant.database().list(row -> row.getString(0), "select content->>'body' from outbox"))
        .as("no mail about it: it could only name a word that nobody can answer with").hasSize(1);
  }

  private List<String> texts() {
    return assistant.database().list(row -> row.getString(0), "select content->>'body' from inbox order by id");
  }

  private static long fromBot(List<PhoneMessage> messages) {
    return messages.stream().filter(m -> !m.fromPerson()).count();
  }
}
