package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Quarantine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A message that no turn survives, or no node, on its way to those who look after it. */
class PoisonTest extends RouterScene {
  @Test
  void whatEndsEveryNodeThatTriesItIsPutAsideSeenAndTriedAgainOnceMended() {
    say("salut");
    say("boom");
    say("mai sunteti?");
    killedWhileTrying();
    turn();
    assertThat(replies()).as("who stands before it, is tried alone and answered").containsExactly("salut");
    for (int node = 0; node < Turns.MOST_ATTEMPTS; node++) {
      assertThat(new Quarantine(database).list()).isEmpty();
      killedWhileTrying();
    }
    turn();
    turn();
    assertThat(replies()).hasSize(3).startsWith("salut").endsWith("mai sunteti?");
    var seen = new Quarantine(database).list();
    assertThat(seen).singleElement().satisfies(entry -> assertThat(entry.attempts()).isEqualTo(Turns.MOST_ATTEMPTS));

    database.run("update inbox set content = jsonb_set(content, '{body}', '\"e bine\"') where id = $1",
        seen.getFirst().message());
    assertThat(new Quarantine(database).replay(seen.getFirst().message())).isTrue();
    turn();
    assertThat(replies()).hasSize(4).endsWith("e bine");
    assertThat(new Quarantine(database).list()).isEmpty();
  }

  @Test
  void aMessageThatEndsRealProcessesIsPutAsideByTheOneAfterThem() throws Exception {
    say("salut");
    say("boom");
    say("mai sunteti?");
    for (int node = 0; node <= Turns.MOST_ATTEMPTS; node++) {
      assertThat(new Quarantine(database).list()).isEmpty();
      var process = DoomedNode.start(fresh.address());
      try {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
        assertThat(process.exitValue()).isEqualTo(DoomedNode.ENDED);
      } finally {
        process.destroyForcibly().waitFor();
      }
      leasesRunOut();
    }
    var survivor = DoomedNode.start(fresh.address());
    try {
      Eventually.until(() -> replies().size() == 3);
      assertThat(survivor.isAlive()).isTrue();
    } finally {
      survivor.destroyForcibly().waitFor();
    }
    assertThat(replies()).startsWith("salut").endsWith("mai sunteti?");
    assertThat(new Quarantine(database).list()).singleElement()
        .satisfies(entry -> assertThat(entry.attempts()).isEqualTo(Turns.MOST_ATTEMPTS));
  }

  @Test
  void triesAreCountedAcrossNodes() {
    say("boom");
    for (int tries = 0; tries < Turns.MOST_ATTEMPTS; tries++) {
      if (tries % 2 == 0) {
        killedWhileTrying();
      } else {
        var leased = conversations.lease(10).getFirst();
        assertThat(leased.messages().getFirst().attempts()).isEqualTo(tries);
        assertThatThrownBy(() -> router.turn(leased)).isInstanceOf(IllegalStateException.class);
        conversations.putBack(leased, Duration.ZERO, true);
      }
    }
    turn();
    assertThat(new Quarantine(database).list()).hasSize(1);
  }

  /** A node that takes everything there is and is never heard of again; its leases run out. */
  private void killedWhileTrying() {
    new Conversations(database, "killed", Duration.ofSeconds(20)).lease(10);
    leasesRunOut();
  }

  private void leasesRunOut() {
    database.run("update conversation set lease_until = now() - interval '1 second' where lease_by is not null");
  }
}
