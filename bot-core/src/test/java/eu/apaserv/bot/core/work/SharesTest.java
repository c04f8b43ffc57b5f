package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * That all nodes together never begin more calls in a second than is agreed, whoever comes, goes, dies or freezes, and use
 * what is agreed soon after. The shares are given by PostgreSQL; time passes as the test says, so a minute takes no time.
 */
class SharesTest {
  private static final long MILLI = 1_000_000;
  private static final long RENEWAL = Shares.RENEWAL.toMillis();
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Random random = new Random(11);
  private final Queue<Event> events = new PriorityQueue<>(
      Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Long> begun = new ArrayList<>();
  private long now;
  private int planned;

  /** @param at in milliseconds since the start, as everywhere here */
  private record Event(long at, int order, Runnable what) {}

  /** Sends whatever it may, all the time. */
  private final class Node {
    private final String name;
    private final int limit;
    private final Starts starts;
    private long frozenUntil;
    private boolean gone;
    private final long joined = now;
    private long asked;

    Node(String name, int limit) {
      this.name = name;
      this.limit = limit;
      this.starts = new Starts(new Pace(limit, Double.POSITIVE_INFINITY), () -> now * MILLI);
    }

    /** A question and its answer take their time; some answers are lost. */
    void renew() {
      asked = now;
      var ask = starts.ask("paper");
      long end = now * MILLI + Shares.LEASE.toNanos();
      plan(now + random.nextInt(40), () -> {
        int share = share(ask.busiest(), ask.span().toMillis() + 1);
        if (random.nextInt(10) > 0) {
          plan(now + random.nextInt(40), () -> mine(() -> starts.allow(share, end)));
        }
        plan(now + random.nextInt(100, 120), () -> mine(this::look));
      });
    }

    private void look() {
      if (starts.hasNews() || now - asked >= RENEWAL || (now - joined < 10_000 && !starts.hasShare())) {
        renew();
      } else {
        plan(now + random.nextInt(100, 120), () -> mine(this::look));
      }
    }

    /** While it is frozen its threads do nothing; what it had asked is still answered. */
    private void mine(Runnable what) {
      if (!gone && now < frozenUntil) {
        plan(frozenUntil, () -> mine(what));
      } else if (!gone) {
        what.run();
      }
    }

    private int share(int busiest, long span) {
      return fresh.database().run("select share from bot_share($1, $2, $3, $4, $5, $6, $7)",
          Tuple.of(name).addArrayOfString(new String[]{"paper"}).addArrayOfInteger(new Integer[]{limit})
              .addArrayOfInteger(new Integer[]{busiest}).addArrayOfLong(new Long[]{span})
              .addLong(Shares.LEASE.toMillis()).addOffsetDateTime(NOON.plusMillis(now).atOffset(ZoneOffset.UTC)))
          .iterator().next().getInteger(0);
    }

    void send() {
      while (!gone && now >= frozenUntil && starts.admit() == 0) {
        begun.add(now * MILLI);
      }
    }
  }

  /** What happens to which node at which second. */
  enum Fate {
    JOINS, LEAVES, DIES, FREEZES_FOR_TWO, FREEZES_FOR_TEN
  }

  record Happening(int second, String node, Fate fate) {}

  record Story(String name, int limit, List<Happening> happenings) {}

  private static List<Story> stories() {
    return List.of(
        new Story("one node", 30, List.of(at(0, "a", Fate.JOINS))),
        new Story("two at once", 200, List.of(at(0, "a", Fate.JOINS), at(0, "b", Fate.JOINS))),
        new Story("three that divide badly", 80,
            List.of(at(0, "b", Fate.JOINS), at(3, "a", Fate.JOINS), at(4, "c", Fate.JOINS))),
        new Story("one leaves", 200,
            List.of(at(0, "a", Fate.JOINS), at(1, "b", Fate.JOINS), at(12, "a", Fate.LEAVES))),
        new Story("one dies, another takes its place", 1000, List.of(at(0, "a", Fate.JOINS), at(1, "b", Fate.JOINS),
            at(12, "a", Fate.DIES), at(13, "c", Fate.JOINS))),
        new Story("one freezes for a moment", 100,
            List.of(at(0, "a", Fate.JOINS), at(1, "b", Fate.JOINS), at(12, "a", Fate.FREEZES_FOR_TWO))),
        new Story("one freezes until others have its share", 100,
            List.of(at(0, "a", Fate.JOINS), at(1, "b", Fate.JOINS),
                at(8, "c", Fate.JOINS), at(12, "a", Fate.FREEZES_FOR_TEN))),
        new Story("more nodes than calls", 2, List.of(at(0, "a", Fate.JOINS), at(1, "b", Fate.JOINS),
            at(2, "c", Fate.JOINS), at(12, "a", Fate.DIES))),
        new Story("all are replaced one by one", 500, List.of(at(0, "a", Fate.JOINS), at(0, "b", Fate.JOINS),
            at(6, "a", Fate.LEAVES), at(7, "c", Fate.JOINS), at(13, "b", Fate.LEAVES), at(14, "d", Fate.JOINS))));
  }

  private static Happening at(int second, String node, Fate fate) {
    return new Happening(second, node, fate);
  }

  @TestFactory
  List<DynamicTest> togetherTheyNeverBeginMoreThanIsAgreedAndSoonAsMuch() {
    return stories().stream().map(story -> DynamicTest.dynamicTest(story.name(), () -> happens(story))).toList();
  }

  private void happens(Story story) {
    fresh.database().run("delete from channel_share");
    events.clear();
    nodes.clear();
    begun.clear();
    now = 0;
    story.happenings().forEach(one -> plan(one.second() * 1000L, () -> happen(one, story.limit())));
    while (now < 36_000) {
      while (!events.isEmpty() && events.element().at() <= now) {
        events.remove().what().run();
      }
      nodes.values().forEach(Node::send);
      now++;
    }
    assertThat(CallTimes.mostInASecond(begun)).isLessThanOrEqualTo(story.limit());
    long last = begun.stream().filter(at -> at >= 28_000 * MILLI).count();
    assertThat(last / 8.0).as("of what is agreed, at the end").isGreaterThanOrEqualTo(story.limit() * 0.95 - 0.25);
  }

  private void happen(Happening one, int limit) {
    var node = nodes.computeIfAbsent(one.node(), name -> new Node(name, limit));
    switch (one.fate()) {
      case JOINS -> node.renew();
      case DIES -> node.gone = true;
      case LEAVES -> {
        node.gone = true;
        fresh.database().run("update channel_share set until = least(until, $2) where node = $1", one.node(),
            NOON.plusMillis(now).atOffset(ZoneOffset.UTC));
      }
      case FREEZES_FOR_TWO -> node.frozenUntil = now + 2000;
      case FREEZES_FOR_TEN -> node.frozenUntil = now + 10_000;
    }
  }

  private void plan(long at, Runnable what) {
    events.add(new Event(at, planned++, what));
  }
}
