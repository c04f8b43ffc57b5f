package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Whether the time an answer takes tells a client code that exists from one that does not: asks for a one-time code for customers
 * with a contact, without one, and for codes nobody has, in random order, each once. With a second word what is timed is a wrong code that is
 * entered, {@code entered}, or that which locks the client code, {@code locks}. {@code LinkTiming [EACH [STEP]]}
 */
final class LinkTiming {
  private static final int WARM = 200;
  private static final long SEED = 9;

  private enum Kind {
    KNOWN(1_000_000), WITHOUT_CONTACT(2_000_000), UNKNOWN(3_000_000);

    private final int first;

    /** @param first of its codes */
    Kind(int first) {
      this.first = first;
    }
  }

  private record Ask(Kind kind, String clientCode) {}

  private LinkTiming() {}

  public static void main(String[] arguments) {
    int each = arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]);
    var vertx = Vertx.vertx();
    var address = TestDatabase.fresh(List.of(Migrations.CORE, Billing.TABLES));
    var database = Database.connect(vertx, address, 2);
    customers(database, each + WARM);
    var business = Business.defaults();
    var codes = new Codes(database, new OutboxCodeSender(database.seal(), Texts.load(Flows.withEngine()), business),
        business,
        Clock.systemUTC());
    int before = arguments.length < 2 ? -1 : arguments[1].equals("locks") ? business.codes().wrongUntilLock() - 1 : 0;
    measure(codes, asks(each, each + WARM), before);
    print(measure(codes, asks(0, each), before));
    database.close();
    Database.await(vertx.close());
    TestDatabase.drop(address);
  }

  private static void customers(Database database, int each) {
    database.run(
        """
        insert into customer (client_code, name, type, phone, language)
        select 1000000 + n, 'Titular ' || n, 'household', '+40722' || lpad(n::text, 6, '0'), 'ro'
        from generate_series(0, $1::int - 1) n
        union all select 2000000 + n, 'Titular ' || n, 'household', null, 'ro' from generate_series(0, $1::int - 1) n""",
        each);
    database.run("analyze");
  }

  private static List<Ask> asks(int from, int to) {
    var asks = new ArrayList<Ask>();
    for (int n = from; n < to; n++) {
      for (var kind : Kind.values()) {
        asks.add(new Ask(kind, String.valueOf(kind.first + n)));
      }
    }
    Collections.shuffle(asks, new Random(SEED));
    return asks;
  }

  /** @param before wrong codes entered before the one that is timed; below nought: asking is timed */
  private static Map<Kind, List<Long>> measure(Codes codes, List<Ask> asks, int before) {
    var times = new EnumMap<Kind, List<Long>>(Kind.class);
    for (var ask : asks) {
      long time = before < 0 ? asking(codes, ask) : entering(codes, ask, before);
      times.computeIfAbsent(ask.kind(), _ -> new ArrayList<>()).add(time);
    }
    return times;
  }

  private static long asking(Codes codes, Ask ask) {
    long begun = System.nanoTime();
    codes.issue("ask:" + ask.clientCode(), UUID.randomUUID(), ask.clientCode(), false);
    return System.nanoTime() - begun;
  }

  private static long entering(Codes codes, Ask ask, int before) {
    var conversation = UUID.randomUUID();
    var sent = (CodeIssue.Sent) codes.issue("ask:" + ask.clientCode(), conversation, ask.clientCode(), false);
    for (int i = 0; i < before; i++) {
      codes.check("try:" + i + ask.clientCode(), conversation, sent.id(), "000000");
    }
    long begun = System.nanoTime();
    codes.check("timed:" + ask.clientCode(), conversation, sent.id(), "000000");
    return System.nanoTime() - begun;
  }

  private static void print(Map<Kind, List<Long>> times) {
    times.forEach((kind, all) -> {
      var sorted = all.stream().sorted().toList();
      System.out.printf(Locale.ROOT, "%-16s %5d asked: 25 %% %.3f ms, median %.3f ms, 75 %% %.3f ms%n", kind,
          all.size(),
          at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    });
    for (var other : List.of(Kind.WITHOUT_CONTACT, Kind.UNKNOWN)) {
      var known = times.getOrDefault(Kind.KNOWN, List.of());
      System.out.printf(Locale.ROOT, "KNOWN is slower than %s in %.1f %% of pairs (no telling: 50 %% ± %.1f)%n", other,
          100 * slower(known, times.getOrDefault(other, List.of())), 100 * byChance(known.size()));
    }
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get((int) (sorted.size() * share)) / 1e6;
  }

  /** How far the share of pairs lies off a half in 19 of 20 measurements where there is no difference (Mann-Whitney). */
  private static double byChance(int each) {
    return 1.96 * Math.sqrt((2.0 * each + 1) / 12) / each;
  }

  /** How often one of these took longer than one of those. */
  private static double slower(List<Long> these, List<Long> those) {
    long slower = these.stream().mapToLong(one -> those.stream().filter(other -> one > other).count()).sum();
    return (double) slower / these.size() / those.size();
  }
}
