package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Alerts from the wish in a chat to the words on the phone: on each channel, and by the next one where the first fails. */
class OutageJourneyTest {
  private static final String CODE = "1010042";
  private static final String SECOND_CODE = "1010028";
  private static final String NOTICE = "apa este oprită";
  private static final String NOTICE_BY_SMS = "fara apa";

  /** Later than this machine's clock, by which the dispatcher's command works. */
  private final LocalDate today = LocalDate.now(Noon.ZONE).plusDays(1);
  private final Noon clock = new Noon(today);

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant(clock);

  @TempDir
  private Path folder = Path.of("");

  @Test
  void aPublishedFaultIsOnEveryPhoneAndComesByTheNextWayWhereTheFirstFails() throws IOException {
    var telegram = subscribed(running.world().telegram(), "7100200301", "anunta-ma la avarii");
    var sms = subscribed(running.world().sms(), "+40733000032", "anunta-ma la avarii");
    var mail = linked(running.world().telegram(), "7100200302", SECOND_CODE);
    assertThat(mail.say("anunta-ma pe email la avarii").text()).contains("e-mail");
    var first = subscribed(running.world().whatsapp(), "+40733000033", "anunta-ma pe sms la avarii");
    assertThat(first.say("intai pe whatsapp, apoi pe sms").text()).contains("întâi aici", "SMS");
    var next = new Chat(running.world().sms(), "+40733000033");
    running.world().whatsapp().statuses(List.of("sent", "failed"), Duration.ofMillis(20));

    publish();

    telegram.await(shows(NOTICE));
    sms.await(shows(NOTICE_BY_SMS));
    first.await(shows(NOTICE));
    first.await(_ -> mailed().size() == 1);
    first
        .await(_ -> count("select count(*) from outbox where channel = 'whatsapp' and priority = 1 and mark = 2") == 1);
    assertThat(next.messages()).isEmpty();
    clock.forward(Duration.ofSeconds(3));
    first.await(_ -> recipients("channel = 'sms' and state = 'waiting'") == 1);
    clock.forward(Duration.ofSeconds(3));
    next.await(shows(NOTICE_BY_SMS));
    assertThat(mail.fromBot()).noneMatch(message -> message.text().contains(NOTICE));
    assertThat(mailed().getFirst()).contains(NOTICE);
    assertThat(List.of(count(telegram, NOTICE), count(sms, NOTICE_BY_SMS), count(next, NOTICE_BY_SMS)))
        .containsOnly(1L);
  }

  @Test
  void alertsAreSteeredByMessageOnEachChannelAndStopHoldsUntilStart() throws IOException {
    var chats = List.of(linked(running.world().whatsapp(), "+40733000041", CODE, SECOND_CODE),
        linked(running.world().telegram(), "7100200341", CODE, SECOND_CODE),
        linked(running.world().sms(), "+40733000042", CODE, SECOND_CODE));
    for (var chat : chats) {
      assertThat(chat.say("anunta-ma la avarii pentru codul " + CODE).text()).contains("avarii", CODE);
      assertThat(chat.say("vreau alerte si pentru codul " + SECOND_CODE).text()).contains("Despre ce");
      assertThat(chat.say("facturi si scadente").text()).contains("facturi noi", SECOND_CODE);
      assertThat(chat.say("ce alerte am").text()).contains("avarii", CODE, "facturi noi", SECOND_CODE);
      assertThat(chat.say("nu mai vreau alerte de facturi").text()).contains("Am oprit", "facturi noi");
      assertThat(chat.say("trimite alertele aici").text()).contains("aici");
      assertThat(chat.say("STOP").text()).contains("START");
    }
    publish();
    assertThat(recipients("true")).as("who stopped is in no audience").isZero();
    for (var chat : chats) {
      chat.say("START");
      chat.await(shows("revenit"));
      assertThat(chat.say("ce alerte am").text()).contains("avarii", CODE).doesNotContain("facturi noi");
    }
    postpone("23:00", 2);
    chats.get(0).await(shows(NOTICE));
    chats.get(1).await(shows(NOTICE));
    chats.get(2).await(shows(NOTICE_BY_SMS));
  }

  @Test
  void whoLeavesAMailByItsLinkHearsNothingUntilTheyAskAgain() throws IOException {
    var chat = linked(running.world().telegram(), "7100200351", SECOND_CODE);
    assertThat(chat.say("anunta-ma pe email la avarii").text()).contains("e-mail");
    publish();
    chat.await(_ -> mailed().size() == 1);
    var header = running.world().mailbox().mails().getFirst().headers().getOrDefault("List-Unsubscribe", "");
    var web = WebClient.create(running.vertx());
    var clicked = Database.await(web.postAbs(header.substring(1, header.length() - 1))
        .sendBuffer(Buffer.buffer("List-Unsubscribe=One-Click")));
    assertThat(clicked.statusCode()).isEqualTo(200);
    chat.await(_ -> count("select count(*) from contact where channel = 'mail' and opted_out_at is not null") == 1);

    postpone("23:00", 2);
    chat.await(_ -> recipients("reason = 'opted_out'") == 1);
    assertThat(mailed()).hasSize(1);
    assertThat(chat.fromBot()).as("nor by the next way").noneMatch(message -> message.text().contains(NOTICE));

    assertThat(chat.say("trimite alertele pe email").text()).contains("e-mail");
    postpone("23:30", 3);
    chat.await(_ -> mailed().size() == 2);
    assertThat(mailed().getLast()).contains(NOTICE, "23:30");
  }

  private Chat subscribed(Provider provider, String person, String wish) {
    var chat = linked(provider, person, CODE);
    assertThat(chat.say(wish).text()).contains(CODE);
    return chat;
  }

  private Chat linked(Provider provider, String person, String... codes) {
    var chat = new Chat(provider, person);
    chat.say("bună");
    for (var code : codes) {
      running.assistant().database().run("""
          insert into account_link (idempotency_key, conversation, client_code, role, since)
          select $1 || $2, contact_id, $2, 'holder', now() from address where id = $1""", person, code);
    }
    return chat;
  }

  /** As a dispatcher does it: told from today's noon until tomorrow. */
  private void publish() throws IOException {
    staff("staff", "add", "ana", "--role", "dispatcher");
    var file = Files.writeString(folder.resolve("avarie.yaml"), """
        kind: fault
        effect: no_water
        starts: %sT11:00
        works_end: %sT22:00
        cause: remedierea unei avarii
        areas:
          - {locality: Săvinești, street: Strada Gării}
          - {locality: Târgu Neamț, street: Mihai Eminescu}
        """.formatted(today, today.plusDays(1)));
    assertThat(staff("outage", "publish", file.toString(), "--as", "ana", "--yes")).contains("v1  fault");
  }

  private void postpone(String until, int version) {
    assertThat(staff("outage", "postpone", "1", "--as", "ana", "--works-end", today.plusDays(1) + "T" + until))
        .contains("v" + version + "  fault");
  }

  private String staff(String... args) {
    var called = Called.bot(Map.of("DATABASE_URL", running.address(), "PUBLIC_URL", "https://bot.example.ro"), args);
    assertThat(called.exit()).as(called.err()).isZero();
    return called.out();
  }

  private List<String> mailed() {
    return running.world().mailbox().mails().stream().map(mail -> mail.text()).toList();
  }

  private long recipients(String which) {
    return count("select count(*) from run_recipient where " + which);
  }

  private long count(String sql) {
    return running.assistant().database().first(row -> row.getLong(0), sql).orElseThrow();
  }

  private static Predicate<List<PhoneMessage>> shows(String words) {
    return all -> all.stream().anyMatch(message -> !message.fromPerson() && message.text().contains(words));
  }

  private static long count(Chat chat, String words) {
    return chat.fromBot().stream().filter(message -> message.text().contains(words)).count();
  }
}
