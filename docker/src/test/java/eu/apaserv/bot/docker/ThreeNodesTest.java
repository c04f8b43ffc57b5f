package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What three processes on one database do when one of them, the database or the network between them fails. */
class ThreeNodesTest {
  private static final int MOST_WAVES = 20;
  private static final int GROUP = 30;
  /** Longer than a lease (3 s). */
  private static final Duration STOPPED = Duration.ofSeconds(5);

  @RegisterExtension
  static final ThreeNodes NODES = new ThreeNodes(4 * GROUP);

  @Test
  void nothingIsLostOrDoneTwiceWhenOneIsKilledAndOneIsStoppedForAWhile() throws Exception {
    var people = NODES.people(0, GROUP);
    people.say("INDEX 12", "cat am de plata?");
    NODES.await("the first wave is answered", () -> people.settled(2L * GROUP));
    people.say("factura", "cat am de plata?");
    NODES.await("some of the second wave are answered", () -> people.answered() >= 2 * GROUP + GROUP / 3);
    NODES.kill(1);
    NODES.signal("STOP", 2);
    long stopped = System.nanoTime();
    var held = held();
    NODES.await("what they held is taken over", () -> held.stream().noneMatch(ThreeNodesTest::isHeld));
    System.out.printf("What a killed and a stopped node held, %d turns and sends: taken over after %d ms%n",
        held.size(),
        Duration.ofNanos(System.nanoTime() - stopped).toMillis());
    NODES.await("one alone has done the rest, and the leases of the stopped one are over",
        () -> people.settled(4L * GROUP)
            && System.nanoTime() - stopped > STOPPED.toNanos());
    NODES.signal("CONT", 2);
    NODES.restart(1);
    worksAgain(people, 2, 4);
    assertThat(people.readings()).isEqualTo(GROUP);
    people.haveOneAnswerForEachMessageInOrder();
  }

  @Test
  void nothingIsLostOrDoneTwiceWhenPostgresIsStoppedAndWhenItCrashes() throws Exception {
    var people = NODES.people(GROUP, 2 * GROUP);
    people.say("INDEX 12", "cat am de plata?");
    NODES.await("some are answered", () -> people.answered() >= GROUP / 3);
    NODES.stopPostgres(false);
    NODES.await("nobody is ready", () -> IntStream.range(0, ThreeNodes.COUNT).noneMatch(NODES::isReady));
    people.say("program de lucru");
    NODES.startPostgres();
    NODES.await("all are ready again", NODES::allReady);
    NODES.await("all is answered", () -> people.settled(3L * GROUP));
    people.say("factura", "multumesc");
    NODES.await("some are answered", () -> people.answered() >= 3 * GROUP + GROUP / 3);
    NODES.stopPostgres(true);
    NODES.startPostgres();
    NODES.await("all are ready again", NODES::allReady);
    NODES.await("all is answered", () -> people.settled(5L * GROUP));
    assertThat(people.readings()).isEqualTo(GROUP);
    people.haveOneAnswerForEachMessageInOrder();
  }

  @Test
  void nothingIsLostOrDoneTwiceWhenTheNetworkIsCutAndHealed() throws Exception {
    var people = NODES.people(2 * GROUP, 3 * GROUP);
    people.say("INDEX 12", "cat am de plata?");
    NODES.await("some are answered", () -> people.answered() >= GROUP / 3);
    NODES.link(0).refuse();
    NODES.link(1).beSilent();
    NODES.await("both say so", () -> !NODES.isReady(0) && !NODES.isReady(1));
    assertThat(NODES.isReady(2)).isTrue();
    people.say("factura");
    NODES.await("one alone has done all", () -> people.settled(3L * GROUP));
    NODES.link(0).heal();
    NODES.link(1).heal();
    NODES.await("all are ready again", NODES::allReady);
    worksAgain(people, 0, 3);
    worksAgain(people, 1, (int) people.kept() / GROUP);
    assertThat(people.readings()).isEqualTo(GROUP);
    people.haveOneAnswerForEachMessageInOrder();
  }

  /** The next version changes the tables while this one is at work, and this one can still be started afterwards. */
  @Test
  void nothingIsLostOrDoneTwiceWhenTheTablesGrowUnderTheBotsOfTheVersionBefore() throws Exception {
    var people = NODES.people(3 * GROUP, 4 * GROUP);
    people.say("INDEX 12", "cat am de plata?");
    NODES.await("some are answered", () -> people.answered() >= GROUP / 3);
    NODES.migrate(List.of("classpath:db/next"));
    people.say("factura", "program de lucru", "multumesc");
    NODES.kill(1);
    NODES.restart(1);
    NODES.await("all is answered", () -> people.settled(5L * GROUP));
    worksAgain(people, 1, 5);
    assertThat(people.readings()).isEqualTo(GROUP);
    people.haveOneAnswerForEachMessageInOrder();
    for (int node = 0; node < ThreeNodes.COUNT; node++) {
      assertThat(NODES.log(node)).as("what depends on the exact columns of a table").doesNotContain("cached plan");
    }
  }

  /** Which node answers is the nodes' own affair: people write until this one has had its share. */
  private static void worksAgain(ThreeNodes.People people, int node, int waves) {
    NODES.await("it is ready", () -> NODES.isReady(node));
    double before = NODES.turns(node);
    for (int wave = waves + 1; wave == waves + 1
        || (wave < waves + MOST_WAVES && NODES.turns(node) <= before); wave++) {
      int written = wave * GROUP;
      people.say("multumesc");
      NODES.await("one more wave is answered", () -> people.settled(written));
    }
    assertThat(NODES.turns(node)).as("it works again").isGreaterThan(before);
  }

  /** A lease by its holder: of a conversation, or of a message that is being sent. */
  private record Held(String what, String by, String lease) {}

  private static List<Held> held() {
    return NODES.database().list(row -> new Held(row.getString(0), row.getString(1), row.getString(2)), """
        select id::text, lease_by, lease_no::text from conversation where lease_by is not null
        union all select id::text, lease_by, attempts::text from outbox where state = 'sending'""");
  }

  private static boolean isHeld(Held one) {
    return NODES.database()
        .first(row -> row.getLong(0),
            """
        select (select count(*) from conversation where id::text = $1 and lease_by = $2 and lease_no::text = $3)
          + (select count(*) from outbox where id::text = $1 and lease_by = $2 and state = 'sending' and attempts::text = $3)""",
            one.what(), one.by(), one.lease())
        .orElseThrow() > 0;
  }
}
