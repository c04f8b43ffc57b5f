package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long the first answer takes, beside one conversation of thousands of messages and hundreds of short ones. */
class FirstAnswerTest {
  private static final int MESSAGES = 2_000;
  private static final String LOOKED_UP = """
      select percentile_cont(0.5) within group (order by extract(epoch from o.settled_at - i.received_at))
      from (select conversation_id, provider_id, received_at from inbox
        where received_at >= $1 and received_at < $2 order by id desc limit 10000) i
      join lateral (select settled_at from outbox o where o.conversation_id = i.conversation_id
        and o.reply_to = i.provider_id and o.settled_at is not null order by o.id limit 1) o on true""";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void aConversationOfThousandsOfMessagesIsReadOnceAndTheMedianIsThatOfEachMessageLookedUp() {
    talk();
    var median = fresh.database().first(row -> row.getDouble(0), "select (" + LOOKED_UP + ")::float8", begins(),
        ends());
    assertThat(median).hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1.0, 60.0));
    assertThat(new Figures(fresh.database()).summary(span()).firstAnswer()).isEqualTo(median.orElseThrow());
    assertThat(rowsRead()).as("rows read for %d messages", MESSAGES).isLessThan(20L * MESSAGES);
    fresh.database().run("analyze");
    assertThat(new Figures(fresh.database()).summary(span()).firstAnswer()).isEqualTo(median.orElseThrow());
    assertThat(rowsRead()).as("when the planner knows the tables").isLessThan(20L * MESSAGES);
  }

  /** Every seventh is not answered, some answers are two messages, some wait, and one person has a tenth of it all. */
  private void talk() {
    fresh.database().run("""
        insert into inbox (conversation_id, channel, provider_id, content, sent_at, received_at)
        select md5(case when n % 10 = 0 then (n % 300)::text else 'one' end)::uuid, 'sms', 'in' || n,
          '{"kind":"text","body":"cat am de plata?"}', at, at
        from generate_series(1, $1::int) n, lateral (select now() - (n % 5000) * interval '10 seconds' as at) t""",
        MESSAGES);
    fresh.database().run("""
        insert into outbox (conversation_id, channel, address, reply_to, content, state, created_at, settled_at)
        select conversation_id, 'sms', '+40', provider_id, '{"kind":"text","body":"107,69 lei"}', 'sent', received_at,
          case when id % 11 > 0 then received_at + (id % 53 + part) * interval '1 second' end
        from inbox, generate_series(1, 2) part where id % 7 > 0 and (part = 1 or id % 3 = 0) order by part, id desc""");
  }

  /** By the plan that was run: what each of its parts gave and what it looked at in vain. */
  private long rowsRead() {
    var plan = fresh.database().first(row -> row.get(JsonArray.class, 0),
        "explain (analyze, format json) " + Figures.FIRST_ANSWER, begins(), ends()).orElseThrow();
    return read(plan.getJsonObject(0).getJsonObject("Plan"));
  }

  private static long read(JsonObject part) {
    double rows = (part.getDouble("Actual Rows") + part.getDouble("Rows Removed by Filter", 0.0)
        + part.getDouble("Rows Removed by Join Filter", 0.0)) * part.getLong("Actual Loops");
    return Math.round(rows) + part.getJsonArray("Plans", new JsonArray()).stream().map(JsonObject.class::cast)
        .mapToLong(FirstAnswerTest::read).sum();
  }

  private static Figures.Span span() {
    var today = LocalDate.now(ZoneOffset.UTC);
    return new Figures.Span(today.minusDays(3), today.plusDays(1), ZoneOffset.UTC);
  }

  private static Object begins() {
    return span().begins();
  }

  private static Object ends() {
    return span().ends();
  }
}
