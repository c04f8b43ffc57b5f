package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What three processes on one database do when one of them, the database or the network between them fails. */
class ThreeNodesTest {
  private static final int MOST_WAVES = 20;
  private static final int GROUP = 30;
  /** Ten leases; providers and the database have given up by then on what it was at. */
  private static final Duration STOPPED = Duration.ofSeconds(30);

  private static ThreeNodes nodes;

  @BeforeAll
  static void open() throws IOException {
    nodes = new ThreeNodes(4 * GROUP);
  }

  @AfterAll
  static void close() throws IOException {
    nodes.close();
  }

  @Test
  void nothingIsLostOrDoneTwiceWhenOneIsKilledAndOneIsStoppedForAWhile() throws Exception {
    var people = nodes.people(0, GROUP);
    people.say("INDEX 12", "cat am de plata?");
    nodes.await("the first wave is answered", () -> people.settled(2L * GROUP));
    people.say("factura", "cat am de plata?");
    nodes.await("some of the second wave are answered", () -> people.answered() >= 2 * GROUP + GROUP / 3);
    nodes.kill(1);
    nodes.signal("STOP", 2);
    long stopped = System.nanoTime();
    var held = held();
    nodes.await("what they held is taken over", () -> held.stream().noneMatch(ThreeNodesTest::isHeld));
    System.out.printf(Locale.ROOT,
        "What a killed and a stopped node held, %d turns and sends: taken over after %d ms%n",
        held.size(),
        Duration.ofNanos(System.nanoTime() - stopped).toMillis());
    nodes.await("one alone has done the rest, and the other is stopped for long",
        () -> people.settled(4L * GROUP)
            && System.nanoTime() - stopped > STOPPED.toNanos());
    people.say("multumesc");
    nodes.signal("CONT", 2);
    nodes.restart(1);
    nodes.await("what came when it went on is answered", () -> people.settled(5L * GROUP));
    worksAgain(people, 2, 5);
    assertThat(people.readings()).isEqualTo(GROUP);
    people.haveOneAnswerForEachMessageInOrder();
  }

  @Test
  void nothingIsLostOrDoneTwiceWhenPostgresIsStoppedAndWhenItCrashes() throws Exception {
    var people = nodes.people(GROUP, 2 * GROUP);
    people.say("INDEX 12", "cat am de plata?");
    nodes.await("some are answered", () -> people.answered() >= GROUP / 3);
    nodes.stopPostgres(false);
    nodes.await("nobody is ready", () -> IntStream.range(0, ThreeNodes.COUNT).noneMatch(nodes::isReady));
    people.say("program de lucru");
    nodes.startPostgres();
    nodes.await("all are ready again", nodes::allReady);
    nodes.await("all is answered", () -> people.settled(3L * GROUP));
    people.say("factura", "multumesc");
    nodes.await("some are answered", () -> people.answered() >= 3 * GROUP + GROUP / 3);
    nodes.stopPostgres(true);
    nodes.startPostgres();
    nodes.await("all are ready again", nodes::allReady);
    nodes.await("all is answered", () -> people.settled(5L * GROUP));
    assertThat(people.readings()).isEqualTo(GROUP);
    people.haveOneAnswerForEachMessageInOrder();
  }

  @Test
  void nothingIsLostOrDoneTwiceWhenTheNetworkIsCutAndHealed() throws Exception {
    var people = nodes.people(2 * GROUP, 3 * GROUP);
    people.say("INDEX 12", "cat am de plata?");
    nodes.await("some are answered", () -> people.answered() >= GROUP / 3);
    nodes.link(0).refuse();
    nodes.link(1).beSilent();
    nodes.await("both say so", () -> !nodes.isReady(0) && !nodes.isReady(1));
    assertThat(nodes.isReady(2)).isTrue();
    people.say("factura");
    nodes.await("one alone has done all", () -> people.settled(3L * GROUP));
    nodes.link(0).heal();
    nodes.link(1).heal();
    nodes.await("all are ready again", nodes::allReady);
    worksAgain(people, 0, 3);
    worksAgain(people, 1, (int) people.kept() / GROUP);
    assertThat(people.readings()).isEqualTo(GROUP);
    people.haveOneAnswerForEachMessageInOrder();
  }

  /** The next version changes the tables while this one is at work, and this one can still be started afterwards. */
  @Test
  void nothingIsLostOrDoneTwiceWhenTheTablesGrowUnderTheBotsOfTheVersionBefore() throws Exception {
    var people = nodes.people(3 * GROUP, 4 * GROUP);
    people.say("INDEX 12", "cat am de plata?");
    nodes.await("some are answered", () -> people.answered() >= GROUP / 3);
    nodes.migrate(List.of("classpath:db/next"));
    people.say("factura", "program de lucru", "multumesc");
    nodes.kill(1);
    nodes.restart(1);
    nodes.await("all is answered", () -> people.settled(5L * GROUP));
    worksAgain(people, 1, 5);
    assertThat(people.readings()).isEqualTo(GROUP);
    people.haveOneAnswerForEachMessageInOrder();
    for (int node = 0; node < ThreeNodes.COUNT; node++) {
      assertThat(nodes.log(node)).as("what depends on the exact columns of a table").doesNotContain("cached plan");
    }
  }

  /** Which node answers is the nodes' own affair: people write until this one has had its share. */
  private static void worksAgain(People people, int node, int waves) {
    nodes.await("it is ready", () -> nodes.isReady(node));
    double before = nodes.turns(node);
    for (int wave = waves + 1; wave == waves + 1
        || (wave < waves + MOST_WAVES && nodes.turns(node) <= before); wave++) {
      int written = wave * GROUP;
      people.say("multumesc");
      nodes.await("one more wave is answered", () -> people.settled(written));
    }
    assertThat(nodes.turns(node)).as("it works again").isGreaterThan(before);
  }

  /** A lease by its holder: of a conversation, or of a message that is being sent. */
  private record Held(String what, String by, String lease) {}

  private static List<Held> held() {
    return nodes.database().list(row -> new Held(row.getString(0), row.getString(1), row.getString(2)), """
        select id::text, lease_by, lease_no::text from conversation where lease_by is not null
        union all select id::text, lease_by, attempts::text from outbox where state = 'sending'""");
  }

  private static boolean isHeld(Held one) {
    return nodes.database()
        .first(row -> row.getLong(0),
            """
        select (select count(*) from conversation where id::text = $1 and lease_by = $2 and lease_no::text = $3)
          + (select count(*) from outbox where id::text = $1 and lease_by = $2 and state = 'sending' and attempts::text = $3)""",
            one.what(), one.by(), one.lease())
        .orElseThrow() > 0;
  }
}
