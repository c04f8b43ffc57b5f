package eu.apaserv.bot.conversations;

import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.conversations.ticket.DeskRules;
import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the utility that is the utility's to decide. Each value is a setting; {@link #defaults()} is an
 * invented, neutral company with the usual terms of Romanian water utilities.
 *
 * @param company how people reach it
 * @param seller what its invoices print
 * @param terms the privacy notice and terms shown before linking
 * @param clientCodes what a client code looks like
 * @param readings the rules of self-reading
 * @param codes the limits of one-time codes
 * @param holders who may act for an account, and for how long
 * @param money terms of payment
 * @param zone where its days begin and end
 * @param alerts when and how people are told of our own accord
 * @param desk where and when customers are received, and how what they file is treated
 */
public record Business(Company company, Seller seller, Terms terms, ClientCodes clientCodes, Readings readings,
    OneTimeCodes codes, Holders holders, Money money, ZoneId zone, DeskRules desk, AlertRules alerts) {

  /** The values the demo and the tests use. */
  public static Business defaults() {
    return new Business(Company.defaults(), Seller.defaults(), Terms.defaults(), new ClientCodes(5, 12),
        Readings.defaults(), OneTimeCodes.defaults(), Holders.defaults(), Money.defaults(),
        ZoneId.of("Europe/Bucharest"), DeskRules.defaults(), AlertRules.defaults());
  }

  /** The utility's calendar day at a moment. */
  public LocalDate day(Instant now) {
    return now.atZone(zone).toLocalDate();
  }

  /**
   * @param name as people say it
   * @param phone the customer line, as it is read out
   * @param emergencyPhone the dispatcher's, day and night
   * @param address of the customer office
   * @param hoursRo when the customer office is open, in Romanian
   * @param hoursEn the same in English
   * @param chat a chat that a code on the invoice opens; null: none is printed
   */
  public record Company(String name, String phone, String emergencyPhone, String email, String address, String hoursRo,
      String hoursEn, @Nullable ChatLink chat) {
    static Company defaults() {
      return new Company("Apa Demo", "0200 000 100", "0200 000 112", "clienti@apa-demo.example",
          "Strada Izvorului 1, Piatra-Neamț", "luni–joi 8:00–16:30, vineri 8:00–14:00",
          "Monday–Thursday 8:00–16:30, Friday 8:00–14:00", null);
    }

    /** Opening hours in a language. */
    public String hours(Language language) {
      return language == Language.RO ? hoursRo : hoursEn;
    }
  }

  /**
   * The company as the law wants it on an invoice.
   *
   * @param taxId with its country prefix
   * @param registration number in the trade register
   * @param county ISO 3166-2, for example {@code RO-NT}
   * @param iban where customers pay; of a bank named in {@code bank}
   * @param shareCapital as it must stand on invoices (Legea 31/1990 art. 74), "12.345.678,00 lei"; null leaves it out
   */
  public record Seller(String legalName, String taxId, String registration, String street, String city, String county,
      String iban, String bank, @Nullable String shareCapital) {
    static Seller defaults() {
      return new Seller("Apa Demo S.A.", "RO00000000", "J27/0/2000", "Strada Izvorului 1", "Piatra-Neamț", "RO-NT",
          "RO49AAAA1B31007593840000", "Banca Demo", null);
    }
  }

  /**
   * @param version of the notice; a consent names the version it was given to
   */
  public record Terms(URI address, String version) {
    static Terms defaults() {
      return new Terms(URI.create("https://apa-demo.example/termeni"), "2026-01");
    }
  }

  /** Client codes are digits; people type separators that mean nothing. */
  public record ClientCodes(int shortest, int longest) {
    private static final int LONGEST_TYPED = 60;

    /** The code without its separators; empty if it cannot be a client code. */
    public Optional<String> read(String typed) {
      if (typed.length() > LONGEST_TYPED) {
        return Optional.empty();
      }
      var code = typed.strip().replaceAll("[\\s./_-]", "");
      var fits = code.length() >= shortest && code.length() <= longest
          && code.chars().allMatch(c -> c >= '0' && c <= '9');
      return fits ? Optional.of(code) : Optional.empty();
    }
  }

  /**
   * Self-reading, where billing announced nothing else.
   *
   * @param opensOnDay first day of the month on which readings are taken
   * @param closesOnDay last such day; a shorter month closes on its last day
   * @param unusualFactor consumption above this many averages is asked about
   * @param unusualAbove and so is consumption this many m³ above the average; the larger of both counts
   * @param rolloverShare a meter may only have passed 99999 when its last reading was above this share of its range
   * @param periods how many past periods make the average
   * @param unlinked whether a reading may come from a chat that is not linked (it is recorded to be checked)
   * @param reviewHigh whether staff look at unusually high values that the customer has confirmed; they count meanwhile
   */
  public record Readings(int opensOnDay, int closesOnDay, BigDecimal unusualFactor, int unusualAbove,
      BigDecimal rolloverShare, int periods, boolean unlinked, boolean reviewHigh) {
    static Readings defaults() {
      return new Readings(20, 25, BigDecimal.valueOf(3), 30, new BigDecimal("0.90"), 12, true, true);
    }

    /** Whether a meter that showed {@code value} may have begun again at 0 since: it was near enough to its end. */
    public boolean nearTheEnd(int value, int capacity) {
      return BigDecimal.valueOf(value).compareTo(rolloverShare.multiply(BigDecimal.valueOf(capacity))) > 0;
    }
  }

  /**
   * @param length digits of a code
   * @param lives how long a code is good for
   * @param tries how often one code may be tried
   * @param resendAfter how long to wait for the next code of the same client code
   * @param perHour codes an hour, for a client code and for a conversation
   * @param perDay the same, in 24 hours
   * @param wrongUntilLock wrong tries at a client code within {@code lockFor} that lock it
   * @param lockFor how long
   */
  public record OneTimeCodes(int length, Duration lives, int tries, Duration resendAfter, int perHour,
      int perDay, int wrongUntilLock, Duration lockFor) {
    static OneTimeCodes defaults() {
      return new OneTimeCodes(6, Duration.ofMinutes(5), 5, Duration.ofSeconds(60), 3, 10, 10, Duration.ofHours(24));
    }
  }

  /**
   * Who may act for an account.
   *
   * @param reverifyAfter silence after which a chat proves again who it is: numbers are given to others
   * @param invoiceFact whether a fact on the last invoice may replace the code where the chat's own verified number is
   *   the one on file
   * @param factTries wrong facts a day for a client code; after them only a code helps
   * @param invitationLives how long an invitation to act for an account can be taken up
   */
  public record Holders(Duration reverifyAfter, boolean invoiceFact, int factTries, Duration invitationLives) {
    static Holders defaults() {
      return new Holders(Duration.ofDays(365), true, 3, Duration.ofDays(2));
    }
  }

  /**
   * Terms of payment (Legea 241/2006 art. 31, Legea 51/2006 art. 42).
   *
   * @param dueDays from issue to due date, where billing gives none
   * @param graceDays from the due date on, in which paying costs nothing more
   * @param penaltyRates the daily share of the debt, by the day it is in force from
   * @param contestDays in which a billed index may be contested
   * @param documentLinkLives how long a link to an invoice opens it
   * @param payLinkLives how long a pay link opens the payment page
   * @param smallestPayment lei; less is not taken by card
   * @param bookingDays how long billing takes at most to show a payment
   */
  public record Money(int dueDays, int graceDays, List<PenaltyRate> penaltyRates, int contestDays,
      Duration documentLinkLives, Duration payLinkLives, BigDecimal smallestPayment, int bookingDays) {
    public Money {
      penaltyRates = penaltyRates.stream().sorted(Comparator.comparing(PenaltyRate::from)).toList();
    }

    static Money defaults() {
      return new Money(15, 30, List.of(new PenaltyRate(LocalDate.of(2016, 1, 1), new BigDecimal("0.0002"))), 10,
          Duration.ofMinutes(15), Duration.ofMinutes(30), new BigDecimal("1.00"), 3);
    }
  }

  /**
   * @param from the first day it is charged for
   * @param daily share of the debt a day, for example 0.0002
   */
  public record PenaltyRate(LocalDate from, BigDecimal daily) {}
}
