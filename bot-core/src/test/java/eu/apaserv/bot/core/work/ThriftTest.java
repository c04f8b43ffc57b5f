package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.PaidAnswers;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever writes may name any number as the sender, and each answer is paid for. */
class ThriftTest extends RouterScene {
  private final AtomicLong nanos = new AtomicLong();

  @BeforeEach
  void bound() {
    router = router(new Echo(), new Thrift(new Thrift.Bounds(3, 5), new PaidAnswers(database), new Alarms(database),
        nanos::get));
  }

  private void say(String number, String text) {
    Database.await(inbox.take(List.of(new Inbound(new Address("sms", number), "m" + messages.incrementAndGet(),
        new Content.Text(text), NOW))));
    turn();
    nanos.addAndGet(10_000_000_000L);
  }

  private List<Alarms.Alarm> alarms() {
    return new Alarms(database).open();
  }

  @Test
  void oneNumberIsAnsweredAFewTimesADayAndToldSoOnce() {
    for (int i = 0; i < 6; i++) {
      say("+40722000001", "salut");
    }
    assertThat(replies()).hasSize(4).startsWith("salut", "salut", "salut").last().asString().contains("mâine");
    database.run("update outbox set created_at = created_at - interval '25 hours'");
    say("+40722000001", "salut");
    assertThat(replies()).hasSize(5).endsWith("salut");
  }

  @Test
  void severalMessagesOfOneTurnCountAsWell() {
    for (int i = 0; i < 5; i++) {
      super.say("salut");
    }
    turn();
    assertThat(replies()).hasSize(4);
  }

  @Test
  void whoForgetsThemselvesIsNotAnsweredAnew() {
    for (int i = 0; i < 4; i++) {
      say("+40722000001", "salut");
    }
    database.run("update conversation set state = null");
    say("+40722000001", "salut");
    say("+40722000001", "salut");
    assertThat(replies()).hasSize(5);
  }

  @Test
  void stopIsHeardAllTheSame() {
    for (int i = 0; i < 4; i++) {
      say("+40722000001", "salut");
    }
    say("+40722000001", "STOP");
    assertThat(optedOut()).isTrue();
  }

  @Test
  void numbersWithoutEndAreNotAnsweredWithoutEndAndStaffHearOfIt() {
    say("+40722000001", "salut");
    database.run("update contact set created_at = created_at - interval '2 days'");
    for (int i = 10; i < 30; i++) {
      say("+407220000" + i, "salut");
    }
    assertThat(replies()).hasSize(5);
    assertThat(alarms()).singleElement().extracting(Alarms.Alarm::code).isEqualTo("many_answers");
    say("+40722000001", "salut");
    assertThat(replies()).as("who wrote before is answered").hasSize(6);
    database.run("update outbox set created_at = created_at - interval '2 hours'");
    say("+40722000099", "salut");
    assertThat(replies()).hasSize(7);
  }

  @Test
  void whoMayBeInDangerIsAnsweredHoweverManyWrite() {
    for (int i = 10; i < 20; i++) {
      say("+407220000" + i, "salut");
    }
    int before = replies().size();
    say("+40722000030", "salut");
    assertThat(replies()).hasSize(before);
    say("+40722000031", "m am intoxicat");
    assertThat(replies()).hasSize(before + 1).last().asString().contains("112");
  }

  @Test
  void whatFailedCostNothingAndSilencesNobody() {
    for (int i = 10; i < 20; i++) {
      say("+88213000" + i, "salut");
      database.run("update outbox set state = 'failed'");
    }
    assertThat(replies()).hasSize(10);
    assertThat(alarms()).isEmpty();
  }

  @Test
  void whatIsOverIsNotCountedWithEachMessage() {
    for (int i = 10; i < 15; i++) {
      say("+407220000" + i, "salut");
    }
    say("+40722000016", "salut");
    database.run("delete from outbox");
    nanos.addAndGet(-9_000_000_000L);
    say("+40722000017", "salut");
    assertThat(replies()).isEmpty();
    say("+40722000018", "salut");
    assertThat(replies()).hasSize(1);
  }
}
