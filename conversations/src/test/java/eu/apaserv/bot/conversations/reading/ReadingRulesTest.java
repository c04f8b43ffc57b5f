package eu.apaserv.bot.conversations.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.account.Meter;
import eu.apaserv.bot.conversations.reading.ReadingValidation.Accepted;
import eu.apaserv.bot.conversations.reading.ReadingValidation.BelowPrevious;
import eu.apaserv.bot.conversations.reading.ReadingValidation.MeterReplaced;
import eu.apaserv.bot.conversations.reading.ReadingValidation.OutOfWindow;
import eu.apaserv.bot.conversations.reading.ReadingValidation.ReadByReader;
import eu.apaserv.bot.conversations.reading.ReadingValidation.Remark;
import eu.apaserv.bot.conversations.reading.ReadingValidation.TooManyDigits;
import eu.apaserv.bot.conversations.reading.ReadingValidation.UnusuallyHigh;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadingRulesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final ReadingWindow WINDOW = new ReadingWindow(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 26));
  private static final ConsumptionPoint PLACE = new ConsumptionPoint("P1", "1000021", "Roman", null, null,
      "Strada Anton Pann", "98A", null, null, null, "est");
  private static final Meter METER = new Meter("19C100277", "P1", 5, null, null, 0, LocalDate.of(2029, 5, 10), false);

  private final ReadingRules rules = new ReadingRules(Business.defaults().readings());

  private static PlacedMeter meter(int previous, @Nullable String average) {
    return new PlacedMeter(METER, PLACE, new MeterReading(previous, LocalDate.of(2026, 10, 31), ReadingSource.READ),
        average == null ? null : new BigDecimal(average), WINDOW, null, null, null);
  }

  private ReadingValidation check(int previous, int value) {
    return rules.check(meter(previous, "8.5"), value, TODAY);
  }

  @Test
  void anUsualValueIsAccepted() {
    assertThat(check(233, 238)).isEqualTo(new Accepted(233, 238, 5, null));
  }

  @Test
  void noConsumptionIsAcceptedAndNoted() {
    assertThat(check(233, 233)).isEqualTo(new Accepted(233, 233, 0, Remark.ZERO));
  }

  @Test
  void outsideTheWindowNothingIsTaken() {
    var closed = new OutOfWindow(WINDOW.opensOn(), WINDOW.closesOn());
    assertThat(rules.check(meter(233, "8"), 238, WINDOW.opensOn().minusDays(1))).isEqualTo(closed);
    assertThat(rules.check(meter(233, "8"), 238, WINDOW.opensOn())).isInstanceOf(Accepted.class);
    assertThat(rules.check(meter(233, "8"), 238, WINDOW.closesOn())).isInstanceOf(Accepted.class);
    assertThat(rules.check(meter(233, "8"), 238, WINDOW.closesOn().plusDays(1))).isEqualTo(closed);
  }

  @Test
  void aValueBelowThePreviousIsRefused() {
    assertThat(check(233, 230)).isEqualTo(new BelowPrevious(233, 230, false));
  }

  @Test
  void aValueBelowAnEstimateSaysThatItWasOne() {
    var meter = new PlacedMeter(METER, PLACE,
        new MeterReading(233, LocalDate.of(2026, 10, 31), ReadingSource.ESTIMATED),
        null, WINDOW, null, null, null);
    assertThat(rules.check(meter, 230, TODAY)).isEqualTo(new BelowPrevious(233, 230, true));
  }

  @Test
  void nearTheEndOfItsRangeAMeterMayBeginAgain() {
    assertThat(check(99_990, 4)).isEqualTo(new Accepted(99_990, 4, 14, Remark.ROLLOVER));
    assertThat(check(89_000, 4)).isInstanceOf(BelowPrevious.class);
    assertThat(check(90_000, 4)).as("90 % is not above 90 %").isInstanceOf(BelowPrevious.class);
    assertThat(check(99_990, 5_000)).as("5010 m³ are not plausible").isInstanceOf(BelowPrevious.class);
  }

  @Test
  void muchMoreThanUsualIsAskedAbout() {
    assertThat(check(233, 233 + 38)).as("average 8.5 + 30").isInstanceOf(Accepted.class);
    assertThat(check(233, 233 + 39))
        .isEqualTo(new UnusuallyHigh(233, 272, 39, new BigDecimal("8.5")));
    assertThat(rules.check(meter(233, "40"), 233 + 120, TODAY)).as("three times 40").isInstanceOf(Accepted.class);
    assertThat(rules.check(meter(233, "40"), 233 + 121, TODAY)).isInstanceOf(UnusuallyHigh.class);
    assertThat(rules.check(meter(233, null), 233 + 31, TODAY)).as("no history").isInstanceOf(UnusuallyHigh.class);
  }

  @Test
  void missedPeriodsMakeMoreUsual() {
    var meter = new PlacedMeter(METER, PLACE, new MeterReading(233, LocalDate.of(2026, 7, 31), ReadingSource.READ),
        new BigDecimal("20"), WINDOW, null, null, null);
    assertThat(rules.check(meter, 233 + 200, TODAY)).isInstanceOf(Accepted.class);
  }

  @Test
  void moreDigitsThanTheMeterHasAreRefused() {
    assertThat(check(233, 100_000)).isEqualTo(new TooManyDigits(5));
    assertThat(check(233, 99_999)).isInstanceOf(UnusuallyHigh.class);
  }

  @Test
  void aReadersValueStands() {
    var read = new MeterReading(236, LocalDate.of(2026, 11, 21), ReadingSource.READ);
    var meter = new PlacedMeter(METER, PLACE, meter(233, "8").previous(), null, WINDOW, null, read, null);
    assertThat(rules.check(meter, 238, TODAY)).isEqualTo(new ReadByReader(236, read.readOn()));
  }

  @Test
  void aValueOfTheOldMeterIsKnownForOne() {
    var meter = new PlacedMeter(METER, PLACE, new MeterReading(0, LocalDate.of(2026, 11, 2), ReadingSource.READ),
        new BigDecimal("8"), WINDOW, null, null, new PlacedMeter.Replaced("11B000001", 1_840, 0));
    assertThat(rules.check(meter, 1_845, TODAY)).isEqualTo(new MeterReplaced("11B000001", "19C100277"));
    assertThat(rules.check(meter, 5, TODAY)).isInstanceOf(Accepted.class);
    assertThat(rules.check(meter, 900, TODAY)).isInstanceOf(UnusuallyHigh.class);
  }

  @Test
  void whatBillingMayNotUseIsTakenAndSaid() {
    var old = new Meter("1", "P1", 5, null, null, 0, LocalDate.of(2026, 1, 1), false);
    var radio = new Meter("1", "P1", 5, null, null, 0, LocalDate.of(2029, 1, 1), true);
    assertThat(rules.check(with(old), 238, TODAY)).isEqualTo(new Accepted(233, 238, 5, Remark.UNVERIFIED));
    assertThat(rules.check(with(radio), 238, TODAY)).isEqualTo(new Accepted(233, 238, 5, Remark.REMOTE));
  }

  private static PlacedMeter with(Meter meter) {
    var other = meter(233, "8");
    return new PlacedMeter(meter, PLACE, other.previous(), other.average(), WINDOW, null, null, null);
  }

  @Test
  void whateverIsSentConsumptionIsNeverNegativeAndRolloverAlwaysPlausible() {
    var random = new Random(42);
    for (int i = 0; i < 50_000; i++) {
      int previous = random.nextBoolean() ? random.nextInt(100_000) : 99_000 + random.nextInt(1_000);
      int value = random.nextBoolean() ? random.nextInt(110_000) : Math.max(0, previous - 50 + random.nextInt(100));
      var average = random.nextBoolean() ? null : String.valueOf(random.nextInt(200));
      var validation = rules.check(meter(previous, average), value, TODAY);
      if (validation instanceof Accepted accepted) {
        assertThat(accepted.consumption()).isNotNegative();
        assertThat((previous + accepted.consumption()) % 100_000).isEqualTo(value);
        boolean rollover = value < previous;
        assertThat(accepted.remark() == Remark.ROLLOVER).isEqualTo(rollover);
        assertThat(!rollover || previous > 90_000).isTrue();
        assertThat(accepted.consumption()).isLessThanOrEqualTo(average == null
            ? 30
            : Math.max(3 * Integer.parseInt(average), Integer.parseInt(average) + 30));
      }
    }
  }
}
