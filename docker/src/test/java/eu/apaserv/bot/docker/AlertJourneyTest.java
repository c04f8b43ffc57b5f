package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two ask to be reminded of the due date; one of them pays before the reminder is due. */
class AlertJourneyTest {
  private final LocalDate today = LocalDate.now(Noon.ZONE);
  private final Noon clock = new Noon(today);

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant(clock);

  @Test
  void whoPaysAMinuteBeforeIsNotReminded() {
    var database = running.assistant().database();
    database.run(
        "update invoice set due_on = $1, grace_until = $2 where invoice_number in ('NTD4010030', 'NTD4010060')",
        today.plusDays(4), today.plusDays(34));
    var payer = linked("+40733000021", "1010028");
    var other = linked("+40733000022", "1010042");
    assertThat(payer.say("reamintește-mi scadența").text()).contains("vă anunț aici despre scadențe");
    assertThat(other.say("reamintește-mi scadența").text()).contains("vă anunț aici despre scadențe");
    clock.forward(Duration.ofHours(23).plusMinutes(59));
    pay(payer);
    clock.forward(Duration.ofMinutes(1));
    await(other, "aveți de plată 107,69 lei");
    assertThat(database.list(row -> row.getString(0) + " " + row.getString(1) + " " + row.getString(2), """
        select c.address, p.state, coalesce(p.reason, '-') from run_recipient p join contact c on c.id = p.person
        where p.subject = 'NTD4010030'""")).containsExactly("+40733000021 skipped paid");
    assertThat(payer.fromBot()).extracting(PhoneMessage::text).noneMatch(text -> text.contains("Până la"));
  }

  private Chat linked(String person, String code) {
    var chat = new Chat(running.world().whatsapp(), person);
    chat.say("bună");
    running.assistant().database().run("""
        insert into account_link (idempotency_key, conversation, client_code, role, since)
        select $1, contact_id, $2, 'holder', now() from address where id = $1""", person, code);
    return chat;
  }

  private void pay(Chat chat) {
    var link = chat.say("platesc tot").buttons().getFirst().id();
    var web = WebClient.create(running.vertx(), new WebClientOptions().setFollowRedirects(false));
    var bank = Objects.requireNonNull(Database.await(web.getAbs(link).send()).getHeader("Location"));
    Database.await(web.getAbs(bank).send());
    Database.await(web.postAbs(bank).sendForm(MultiMap.caseInsensitiveMultiMap().set("decision", "pay")));
    await(chat, "Am primit plata");
  }

  /** The schedule is gone through twice a minute, so a minute is not enough. */
  private static void await(Chat chat, String text) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (chat.fromBot().stream().noneMatch(message -> message.text().contains(text))) {
      assertThat(System.nanoTime()).as("waited too long for: " + text).isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
