package eu.apaserv.bot.conversations.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * The drinking water billed to a client code, month by month.
 *
 * @param months oldest first; a month without an invoice is left out
 */
public record WaterHistory(List<Month> months) {
  /** What makes an average. */
  private static final int YEAR = 12;

  public WaterHistory {
    months = List.copyOf(months);
  }

  /**
   * @param used m³
   * @param estimated some of it was not read by anybody
   */
  public record Month(YearMonth month, BigDecimal used, boolean estimated) {}

  /** The latest billed month. */
  public Optional<Month> last() {
    return months.isEmpty() ? Optional.empty() : Optional.of(months.getLast());
  }

  /** One month, where it was billed. */
  public Optional<Month> of(YearMonth month) {
    return months.stream().filter(m -> m.month().equals(month)).findFirst();
  }

  /** At most that many of the latest months, oldest first. */
  public WaterHistory latest(int most) {
    return new WaterHistory(months.subList(Math.max(0, months.size() - most), months.size()));
  }

  /** Those of a year. */
  public WaterHistory ofYear(int year) {
    return new WaterHistory(months.stream().filter(m -> m.month().getYear() == year).toList());
  }

  /** m³ a month over the last twelve, one decimal; empty without a month. */
  public Optional<BigDecimal> average() {
    return average(latest(YEAR).months());
  }

  /** m³ a month over the twelve before the latest: what the latest is compared with. */
  public Optional<BigDecimal> averageBefore() {
    return months.size() < 2
        ? Optional.empty()
        : average(new WaterHistory(months.subList(0, months.size() - 1)).latest(YEAR).months());
  }

  /** All of it, m³. */
  public BigDecimal total() {
    return months.stream().map(Month::used).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Optional<BigDecimal> average(List<Month> of) {
    return of.isEmpty()
        ? Optional.empty()
        : Optional.of(of.stream().map(Month::used).reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(BigDecimal.valueOf(of.size()), 1, RoundingMode.HALF_UP));
  }
}
