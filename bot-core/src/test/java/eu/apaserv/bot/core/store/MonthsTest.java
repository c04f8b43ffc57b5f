package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages lie by month, and an old month leaves at once. */
class MonthsTest {
  private static final Address ANA = new Address("paper", "+40722000123");
  private static final Duration KEPT = Duration.ofDays(90);
  private static final Duration A_MONTH = Duration.ofDays(31);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Instant now = Instant.now();

  @Test
  void theMonthsToComeAreReady() {
    assertThat(Months.isNextReady(fresh.database())).isTrue();
    months(now).turn();
    assertThat(parts()).hasSize(4); // what was before, this month, two more
  }

  @Test
  void whatComesInTheNextMonthGoesThereAndIsReadWithWhatWasBefore() {
    write("m1");
    var later = now.plus(A_MONTH);
    months(later).turn();
    write("m2");
    assertThat(list("select distinct tableoid::regclass::text from inbox")).hasSize(2);
    assertThat(list("select provider_id from inbox order by id")).containsExactly("m1", "m2");
    assertThat(fresh.database().first(row -> row.getLong(0), "select max(id) from inbox").orElseThrow())
        .isEqualTo(start(later));
  }

  @Test
  void aMessageThatIsDeliveredAgainInTheNextMonthIsKnown() {
    write("m1");
    months(now.plus(A_MONTH)).turn();
    write("m1");
    assertThat(list("select provider_id from inbox")).containsExactly("m1");
  }

  @Test
  void aMonthThatIsOldLeavesWhole() {
    write("m1");
    settle();
    months(now.plus(A_MONTH)).turn();
    write("m2");
    months(now.plus(KEPT).plus(A_MONTH)).turn();
    assertThat(list("select provider_id from inbox")).containsExactly("m2");
  }

  @Test
  void aMonthOfAPersonWhoWaitsStays() {
    write("m1");
    settle();
    fresh.database().run("update conversation set waiting_since = now()");
    months(now.plus(KEPT).plus(A_MONTH)).turn();
    assertThat(list("select provider_id from inbox")).containsExactly("m1");
  }

  @Test
  void whatIsNotAnsweredStays() {
    write("m1");
    months(now.plus(KEPT).plus(A_MONTH)).turn();
    assertThat(list("select provider_id from inbox")).containsExactly("m1");
  }

  @Test
  void aDayOfWhatWentOverTheWireLeavesWholeAWeekAfterItsEnd() {
    exchange(now);
    months(now.plus(Duration.ofDays(8))).turn();
    exchange(now.plus(Duration.ofDays(8)));
    assertThat(days()).as("the day after now, which is over for a week less a part of a day").contains(dayOf(1));
    assertThat(count("exchange")).as("the part from before ends with today").isEqualTo(1);
    months(now.plus(Duration.ofDays(9))).turn();
    assertThat(days()).doesNotContain(dayOf(1)).contains(dayOf(2), dayOf(16));
    assertThat(count("exchange")).isEqualTo(1);
  }

  private void exchange(Instant at) {
    fresh.database().run("""
      insert into exchange (conversation_id, outbox_id, at, took_ms, status, request, response)
      values (gen_random_uuid(), 1, $1, 1, 200, '', '')""", at.atOffset(ZoneOffset.UTC));
  }

  private List<String> days() {
    return list("select inhrelid::regclass::text from pg_inherits where inhparent = 'exchange'::regclass");
  }

  private String dayOf(int later) {
    return "exchange_" + LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(later).toString().replace('-', '_');
  }

  private long count(String table) {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow();
  }

  private Months months(Instant at) {
    return new Months(fresh.database(), Clock.fixed(at, ZoneOffset.UTC), KEPT);
  }

  private void write(String providerId) {
    Database.await(new Inbox(fresh.database())
        .take(List.of(new Inbound(ANA, providerId, new Content.Text("sold"), now))));
  }

  private void settle() {
    fresh.database().run("update inbox set done_at = now(), outcome = 'answered'");
  }

  private long start(Instant at) {
    return fresh.database().first(row -> row.getLong(0), "select bot_month_start($1)", at.atOffset(ZoneOffset.UTC))
        .orElseThrow();
  }

  private List<String> parts() {
    return list("select inhrelid::regclass::text from pg_inherits where inhparent = 'inbox'::regclass");
  }

  private List<String> list(String sql) {
    return fresh.database().list(row -> row.getString(0), sql);
  }
}
