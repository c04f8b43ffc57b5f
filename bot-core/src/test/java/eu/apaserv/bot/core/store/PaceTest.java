package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Outbox.Claimed;
import eu.apaserv.bot.core.store.Outbox.Due;
import eu.apaserv.bot.core.store.Outbox.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a claim gives out: how many, in which order, and for which moments. */
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
  void momentsFollowOneAnotherJustBelowTheRate() {
    post(20, 1);
    var gaps = gaps(claim(here, TWENTY).due());
    assertThat(gaps).hasSize(5)
        .allSatisfy(gap -> assertThat(gap).isCloseTo(1 / (20 * ChannelStates.SHARE), within(1e-5)));
  }

  @Test
  void anyMessageThatLeavesWithinTheToleranceKeepsEverySecondWithinTheRate() {
    for (int rate : new int[]{1, 7, 20, 30, 80, 333, 1000}) {
      double longest = 1.021 + ChannelStates.LATEST.toNanos() / 1e9;
      assertThat(Math.ceil(longest * rate * ChannelStates.SHARE)).as("in a second at " + rate + "/s")
          .isLessThanOrEqualTo(rate);
      assertThat(ChannelStates.SHARE).isGreaterThanOrEqualTo(0.95);
    }
  }

  @Test
  void anotherNodeGetsLaterMomentsOrNone() {
    post(20, 1);
    var mine = here.claim(2, CHANNEL, TWENTY, LEASE).due();
    var theirs = claim(there, TWENTY).due();
    assertThat(theirs).isNotEmpty();
    var all = new ArrayList<>(mine);
    all.addAll(theirs);
    assertThat(gaps(all)).allSatisfy(gap -> assertThat(gap).isGreaterThan(0.0514));
  }

  @Test
  void nobodyTakesMomentsFarAhead() {
    post(100, 1);
    for (int i = 0; i < 6; i++) {
      var claimed = claim(i % 2 == 0 ? here : there, TWENTY);
      assertThat(claimed.due()).allSatisfy(due -> assertThat(
          Duration.between(Objects.requireNonNull(claimed.at()), Objects.requireNonNull(due.moment())))
          .isLessThan(Duration.ofMillis(301)));
    }
  }

  @Test
  void answersGoBeforeAHundredAlerts() {
    post(100, 1);
    post("ana", 0);
    assertThat(here.claim(1, CHANNEL, TWENTY, LEASE).due().getFirst().message().to().id()).isEqualTo("ana");
  }

  @Test
  void withoutARateNothingWaitsForAMoment() {
    post(100, 1);
    assertThat(claim(here, Pace.UNLIMITED).due()).hasSize(64).allSatisfy(due -> assertThat(due.moment()).isNull());
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
      for (var due : claim(here, pace).due()) {
        seen.add(due.message().to().id());
        Database.await(here.settle(sent(due)));
      }
    }
    assertThat(seen).containsExactlyInAnyOrder("ana", "ana", "ana", "ion");
    database
        .run("update outbox set tried_at = tried_at - interval '7 seconds' where id = (select min(id) from outbox)");
    assertThat(claim(here, pace).due()).hasSize(1);
  }

  @Test
  void nothingIsClaimedForAPausedChannelUntilItIsResumed() {
    post("ana", 0);
    assertThat(states.pause(CHANNEL, "maria", "wrong text")).isTrue();
    assertThat(states.pause(CHANNEL, "ion", "again")).isFalse();
    assertThat(claim(here, TWENTY).due()).isEmpty();
    assertThat(states.all()).singleElement().satisfies(state -> {
      assertThat(state.paused()).isTrue();
      assertThat(state.pausedBy()).isEqualTo("maria");
      assertThat(state.reason()).isEqualTo("wrong text");
    });
    assertThat(states.resume(CHANNEL)).isTrue();
    assertThat(states.resume(CHANNEL)).isFalse();
    assertThat(claim(here, TWENTY).due()).hasSize(1);
  }

  @Test
  void whileAProviderHasAskedForAPauseNobodyClaimsAnything() {
    post(20, 0);
    states.rest(CHANNEL, Duration.ofMinutes(1));
    states.rest(CHANNEL, Duration.ofSeconds(1));
    assertThat(claim(here, TWENTY).due()).isEmpty();
    assertThat(claim(there, Pace.UNLIMITED).due()).isEmpty();
    database.run("update channel_state set next_at = now() - interval '1 second'");
    assertThat(claim(there, Pace.UNLIMITED).due()).hasSize(20);
  }

  @Test
  void aMomentThatWasMissedIsReplacedByALaterOne() {
    post(20, 1);
    var last = Objects.requireNonNull(claim(here, TWENTY).due().getLast().moment());
    var next = new Moments(states, CHANNEL, TWENTY).another(Duration.ZERO);
    assertThat(Duration.between(last, next)).isGreaterThanOrEqualTo(Duration.ofMillis(51));
    assertThat(Duration.between(last, new Moments(states, CHANNEL, TWENTY).another(Duration.ofSeconds(2))))
        .isGreaterThan(Duration.ofMillis(1500));
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

  private static Claimed claim(Outbox node, Pace pace) {
    return node.claim(64, CHANNEL, pace, LEASE);
  }

  private static List<Double> gaps(List<Due> due) {
    var moments = due.stream().map(d -> Objects.requireNonNull(d.moment())).sorted().toList();
    var gaps = new ArrayList<Double>();
    for (int i = 1; i < moments.size(); i++) {
      gaps.add(Duration.between(moments.get(i - 1), moments.get(i)).toNanos() / 1e9);
    }
    return gaps;
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
