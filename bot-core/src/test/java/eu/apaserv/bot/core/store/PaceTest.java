package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Outbox.Due;
import eu.apaserv.bot.core.store.Outbox.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a claim gives out: how many, and in which order. */
class PaceTest {
  private static final String CHANNEL = "paper";
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Pace TWENTY = new Pace(20, Double.POSITIVE_INFINITY);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Database database;
  private ChannelStates states;
  private Outbox here;
  private Outbox there;

  @BeforeEach
  void open() {
    database = fresh.database();
    states = new ChannelStates(database);
    states.know(CHANNEL);
    here = new Outbox(database, "here");
    there = new Outbox(database, "there");
  }

  @Test
  void answersGoBeforeAHundredAlerts() {
    post(100, 1);
    post("ana", 0);
    assertThat(here.claim(1, CHANNEL, TWENTY, LEASE).getFirst().message().to().id()).isEqualTo("ana");
  }

  @Test
  void asManyAreTakenAsAreAskedForAndByOneNode() {
    post(100, 1);
    assertThat(claim(here, Pace.UNLIMITED)).hasSize(64);
    assertThat(claim(there, TWENTY)).as("the rest").hasSize(36);
  }

  @Test
  void onePersonGetsNoMoreThanTheirBurst() {
    var pace = new Pace(1000, 0.5, 3);
    for (int i = 0; i < 5; i++) {
      post("ana", 1);
    }
    post("ion", 1);
    var seen = new ArrayList<String>();
    for (int i = 0; i < 6; i++) {
      for (var due : claim(here, pace)) {
        seen.add(due.message().to().id());
        Database.await(here.settle(sent(due)));
      }
    }
    assertThat(seen).containsExactlyInAnyOrder("ana", "ana", "ana", "ion");
    database
        .run("update outbox set tried_at = tried_at - interval '7 seconds' where id = (select min(id) from outbox)");
    assertThat(claim(here, pace)).hasSize(1);
  }

  @Test
  void nothingIsClaimedForAPausedChannelUntilItIsResumed() {
    post("ana", 0);
    assertThat(states.pause(CHANNEL, "maria", "wrong text")).isTrue();
    assertThat(states.pause(CHANNEL, "ion", "again")).isFalse();
    assertThat(claim(here, TWENTY)).isEmpty();
    assertThat(states.all()).singleElement().satisfies(state -> {
      assertThat(state.paused()).isTrue();
      assertThat(state.pausedBy()).isEqualTo("maria");
      assertThat(state.reason()).isEqualTo("wrong text");
    });
    assertThat(states.resume(CHANNEL)).isTrue();
    assertThat(states.resume(CHANNEL)).isFalse();
    assertThat(claim(here, TWENTY)).hasSize(1);
  }

  @Test
  void whileAProviderHasAskedForAPauseNobodyClaimsAnything() {
    post(20, 0);
    states.rest(CHANNEL, Duration.ofMinutes(1));
    states.rest(CHANNEL, Duration.ofSeconds(1));
    assertThat(claim(here, TWENTY)).isEmpty();
    assertThat(claim(there, Pace.UNLIMITED)).isEmpty();
    database.run("update channel_state set rests_until = now() - interval '1 second'");
    assertThat(claim(there, Pace.UNLIMITED)).hasSize(20);
  }

  @Test
  void theOwnerOfAMessageLearnsItsFate() {
    long failed = post("ana", 1);
    long read = post("ion", 1);
    long waiting = post("dan", 1);
    database.run("update outbox set state = 'failed', error = '131026: no such person' where id = $1", failed);
    database.run("update outbox set state = 'sent', mark = 4 where id = $1", read);
    assertThat(here.fate(List.of(failed, read, waiting, 99L)).values()).containsExactlyInAnyOrder(
        new Fate(failed, Fate.State.FAILED, "131026"), new Fate(read, Fate.State.READ, null),
        new Fate(waiting, Fate.State.DUE, null));
  }

  private static Settled sent(Due due) {
    return new Settled(due.message().id(), due.attempts(), "sent", "p" + due.message().id(), null, Duration.ZERO,
        false);
  }

  private static List<Due> claim(Outbox node, Pace pace) {
    return node.claim(64, CHANNEL, pace, LEASE);
  }

  private void post(int people, int priority) {
    for (int i = 0; i < people; i++) {
      post("p" + i, priority);
    }
  }

  private long post(String person, int priority) {
    return database.transaction(
        tx -> Letterbox.post(TranscriptSeal.NONE, tx, new Address(CHANNEL, person), new Content.Text("x"), false,
            priority, null));
  }
}
