package eu.apaserv.bot.conversations.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.AtOnce;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.account.Meter;
import eu.apaserv.bot.conversations.reading.ReadingValidation.Accepted;
import eu.apaserv.bot.conversations.reading.ReadingValidation.Remark;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every meter, whatever is sent and whoever sends it at once. The chance is the same on every run. */
class ReadingPropertiesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final ConsumptionPoint PLACE = new ConsumptionPoint("P1", "1000021", "Roman", null, null, null, null,
      null, null, null, "est");
  private static final int TRIES = 200_000;
  private static final String SERIAL = "19C100277";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final ReadingRules rules = new ReadingRules(Business.defaults().readings());

  /** Any meter of 3 to 9 digits, often near its end, sometimes new, sometimes read, in an open or a closed window. */
  private static PlacedMeter meter(Random random) {
    int digits = 3 + random.nextInt(7);
    var meter = new Meter("1", "P1", digits, null, null, 0, random.nextInt(9) == 0 ? TODAY.minusDays(1) : null,
        random.nextInt(9) == 0);
    int previous = random.nextBoolean()
        ? random.nextInt(meter.capacity())
        : meter.capacity() - 1 - random.nextInt(Math.min(meter.capacity(), 200));
    var window = ReadingWindow.onOrAfter(TODAY.plusDays(random.nextInt(4) == 0 ? 10 : 0), List.of(),
        Business.defaults().readings());
    var replaced = random.nextInt(4) == 0
        ? new PlacedMeter.Replaced("0", random.nextInt(100_000), random.nextInt(60))
        : null;
    var byReader = random.nextInt(9) == 0 ? new MeterReading(previous, TODAY, ReadingSource.READ) : null;
    var average = random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(150));
    var source = random.nextBoolean() ? ReadingSource.READ : ReadingSource.ESTIMATED;
    return new PlacedMeter(meter, PLACE,
        new MeterReading(previous, TODAY.minusDays(random.nextInt(400)), source), average, window, null, byReader,
        replaced);
  }

  private static int value(Random random, PlacedMeter meter) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(meter.meter().capacity());
      case 1 -> random.nextInt(60);
      case 2 -> Math.max(0, meter.previous().value() - 50 + random.nextInt(100));
      default -> random.nextInt(Integer.MAX_VALUE);
    };
  }

  @Test
  void whateverTheMeterAndTheValueWhatIsAcceptedIsNeverNegativeAndARolloverAlwaysPlausible() {
    var random = new Random(20261122);
    int accepted = 0;
    int rollovers = 0;
    for (int i = 0; i < TRIES; i++) {
      var meter = meter(random);
      int value = value(random, meter);
      var verdict = rules.check(meter, value, TODAY);
      if (random.nextBoolean()) {
        verdict = ReadingRules.confirmed(verdict);
      }
      if (verdict instanceof Accepted one) {
        accepted++;
        rollovers += one.remark() == Remark.ROLLOVER ? 1 : 0;
        holds(meter, value, one);
      }
    }
    assertThat(accepted).isGreaterThan(TRIES / 20);
    assertThat(rollovers).isGreaterThan(100);
  }

  private static void holds(PlacedMeter meter, int value, Accepted one) {
    int previous = meter.previous().value();
    int capacity = meter.meter().capacity();
    assertThat(meter.window().isOpen(TODAY)).as("the window is open").isTrue();
    assertThat(meter.byReader()).as("no reader has been there").isNull();
    assertThat(value).as("the meter can show it").isLessThan(capacity);
    assertThat(one.consumption()).as("not negative").isNotNegative();
    int own = one.consumption() - meter.carried();
    assertThat(own).as("on this meter").isNotNegative();
    assertThat((int) (((long) previous + own) % capacity)).isEqualTo(value);
    if (value < previous) {
      assertThat(previous).as("near the end").isGreaterThan((int) (0.9 * capacity) - 1);
      assertThat(own).as("no more than this place may use").isLessThanOrEqualTo(usual(meter));
    }
  }

  /** By hand: the larger of three averages and the average and 30 m³, for the months since, at most twelve. */
  private static int usual(PlacedMeter meter) {
    long days = ChronoUnit.DAYS.between(meter.previous().readOn(), TODAY);
    int months = Math.clamp(Math.round(days / 30.0), 1, 12);
    int average = meter.average() == null ? 0 : meter.average().intValueExact();
    return Math.max(3 * average * months, average * months + 30);
  }

  @Test
  void whoeverSendsAtOnceOneValueCountsAndItIsTheLast() throws Exception {
    for (int seed = 1; seed <= 6; seed++) {
      round(new Random(seed), seed);
    }
  }

  /** Two chats, staff and billing's reader at the same meter at once, over two windows. */
  private void round(Random random, int seed) throws Exception {
    var database = fresh.database();
    var serial = SERIAL + seed;
    var code = "100002" + seed;
    var chats = List.of(UUID.randomUUID(), UUID.randomUUID());
    var billing = new Billing(database).customer(code, null, null).meter(code, "P" + seed, serial)
        .reading(serial, "2026-10-31", 233, "read");
    chats.forEach(chat -> billing.link(chat, code));
    var clock = new Hand("2026-11-22T10:00:00Z");
    var readings = new Readings(database, Business.defaults(), clock);
    var reviews = new ReadingReviews(database, (_, _, _, _, _) -> Future.succeededFuture(), Business.defaults(), clock);
    for (var day : List.of("2026-11-22T10:00:00Z", "2026-12-21T10:00:00Z")) {
      clock.set(day);
      int[] values = random.ints(24, 0, 400).toArray();
      AtOnce.run(24, i -> i % 6 == 5
          ? reviews.waiting(0, 5).stream().map(one -> reviews.accept(one.id(), "maria", null, 240)).toList()
          : readings.submit(seed + day + i, chats.get(i % 2), serial, values[i], "sms", i % 3 == 0));
      holdsInTheDatabase(serial);
    }
  }

  private void holdsInTheDatabase(String serial) {
    var database = fresh.database();
    assertThat(database.list(row -> row.getLong(0), """
        select count(*) from submitted_reading where meter_serial = $1 and status = 'accepted'
        group by window_opens_on""", serial)).as("one a window").containsOnly(1L);
    assertThat(database.first(row -> row.getLong(0), """
        select count(*) from submitted_reading where meter_serial = $1 and consumption < 0""", serial)).contains(0L);
    assertThat(database.first(row -> row.getLong(0), """
        select count(*) from submitted_reading a where meter_serial = $1 and status = 'accepted' and exists (
          select from submitted_reading b where b.meter_serial = $1 and b.window_opens_on = a.window_opens_on
            and b.status = 'corrected' and b.consumption is not null and b.reviewed_at is null and b.id > a.id)""",
        serial)).as("none that was accepted later has given way").contains(0L);
  }
}
