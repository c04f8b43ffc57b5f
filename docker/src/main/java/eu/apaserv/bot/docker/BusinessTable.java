package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.Form.atLeast;
import static eu.apaserv.bot.docker.Form.days;
import static eu.apaserv.bot.docker.Form.decimal;
import static eu.apaserv.bot.docker.Form.duration;
import static eu.apaserv.bot.docker.Form.pattern;
import static eu.apaserv.bot.docker.Form.rates;
import static eu.apaserv.bot.docker.Form.text;
import static eu.apaserv.bot.docker.Form.web;
import static eu.apaserv.bot.docker.Form.whole;
import static eu.apaserv.bot.docker.Form.yesNo;
import static eu.apaserv.bot.docker.Form.zone;
import static eu.apaserv.bot.docker.Setting.open;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.ChatLink;
import eu.apaserv.bot.core.store.Retention;
import eu.apaserv.bot.docker.Form.Dated;
import eu.apaserv.bot.docker.Form.Days;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** What the utility decides; the standard values are {@link Business#defaults()}. */
public final class BusinessTable {
  private BusinessTable() {}

  private static final Business STANDARD = Business.defaults();
  private static final Business.Company COMPANY = STANDARD.company();
  private static final Business.Seller SELLER = STANDARD.seller();
  private static final Business.Readings READINGS = STANDARD.readings();
  private static final Business.OneTimeCodes CODES = STANDARD.codes();
  private static final Business.Holders HOLDERS = STANDARD.holders();
  private static final Business.Money MONEY = STANDARD.money();

  static final Setting<String> NAME = open("BUSINESS_NAME", "the utility, as people say it", COMPANY.name(), text(60));
  static final Setting<String> PHONE = open("BUSINESS_PHONE", "the customer line, as read out", COMPANY.phone(),
      text(40));
  static final Setting<String> EMERGENCY_PHONE = open("BUSINESS_EMERGENCY_PHONE", "the dispatcher, day and night",
      COMPANY.emergencyPhone(), text(40));
  static final Setting<String> EMAIL = open("BUSINESS_EMAIL", "for customers", COMPANY.email(),
      pattern("an e-mail address", "[^@\\s<>,;]{1,64}@[^@\\s<>,;]{1,190}"));
  static final Setting<String> ADDRESS = open("BUSINESS_ADDRESS", "the customer office", COMPANY.address(), text(200));
  static final Setting<String> HOURS_RO = open("BUSINESS_HOURS_RO", "its hours, in Romanian", COMPANY.hoursRo(),
      text(200));
  static final Setting<String> HOURS_EN = open("BUSINESS_HOURS_EN", "its hours, in English", COMPANY.hoursEn(),
      text(200));

  static final Setting<String> LEGAL_NAME = open("BUSINESS_LEGAL_NAME", "the company on invoices", SELLER.legalName(),
      text(120));
  static final Setting<String> TAX_ID = open("BUSINESS_TAX_ID", "with its country prefix", SELLER.taxId(),
      pattern("a tax id like RO12345678", "[A-Z]{0,2}[0-9]{2,12}"));
  static final Setting<String> REGISTRATION = open("BUSINESS_REGISTRATION", "number in the trade register",
      SELLER.registration(), text(40));
  static final Setting<String> STREET = open("BUSINESS_STREET", "seat: street and number", SELLER.street(), text(150));
  static final Setting<String> CITY = open("BUSINESS_CITY", "seat: town", SELLER.city(), text(50));
  static final Setting<String> COUNTY = open("BUSINESS_COUNTY", "seat: county, ISO 3166-2", SELLER.county(),
      pattern("a county like RO-NT", "[A-Z]{2}-[A-Z0-9]{1,3}"));
  static final Setting<String> IBAN = open("BUSINESS_IBAN", "where customers pay", SELLER.iban(),
      pattern("an account number without spaces, like RO49AAAA1B31007593840000", "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"));
  static final Setting<String> BANK = open("BUSINESS_BANK", "bank of that account", SELLER.bank(), text(100));

  static final Setting<String> SHARE_CAPITAL = open("BUSINESS_SHARE_CAPITAL",
      "as invoices must state it, like 12.345.678,00 lei", null, text(40));

  static final Setting<URI> TERMS_URL = open("BUSINESS_TERMS_URL", "privacy notice and terms",
      STANDARD.terms().address().toString(), web("https://example.ro/termeni"));
  static final Setting<String> TERMS_VERSION = open("BUSINESS_TERMS_VERSION", "consents name it",
      STANDARD.terms().version(), pattern("letters, digits, dots and dashes", "[A-Za-z0-9.-]{1,40}"));

  static final Setting<Integer> CODE_SHORTEST = open("BUSINESS_CLIENT_CODE_MIN_DIGITS", "shortest client code",
      STANDARD.clientCodes().shortest() + "", whole(1, 20));
  static final Setting<Integer> CODE_LONGEST = open("BUSINESS_CLIENT_CODE_MAX_DIGITS", "longest client code",
      STANDARD.clientCodes().longest() + "", whole(1, 20));

  static final Setting<Days> READING_WINDOW = open("BUSINESS_READING_WINDOW",
      "days of self-reading where billing announced none", READINGS.opensOnDay() + "-" + READINGS.closesOnDay(),
      days());
  static final Setting<BigDecimal> UNUSUAL_FACTOR = open("BUSINESS_READING_UNUSUAL_FACTOR",
      "times the average that is asked about", READINGS.unusualFactor().toPlainString(), decimal("1", "100"));
  static final Setting<Integer> UNUSUAL_ABOVE = open("BUSINESS_READING_UNUSUAL_ABOVE",
      "m³ above the average that are asked about", READINGS.unusualAbove() + "", whole(1, 100_000));
  static final Setting<BigDecimal> ROLLOVER_SHARE = open("BUSINESS_READING_ROLLOVER_SHARE",
      "share of its range from which a meter may roll over", READINGS.rolloverShare().toPlainString(),
      decimal("0.5", "1"));
  static final Setting<Integer> PERIODS = open("BUSINESS_READING_PERIODS", "periods that make the average",
      READINGS.periods() + "", whole(1, 36));
  static final Setting<Boolean> UNLINKED = open("BUSINESS_READING_UNLINKED", "readings from chats that are not linked",
      READINGS.unlinked() ? "yes" : "no", yesNo());
  static final Setting<Boolean> REVIEW_HIGH = open("BUSINESS_READING_REVIEW_HIGH",
      "staff look at unusually high readings that the customer has confirmed", READINGS.reviewHigh() ? "yes" : "no",
      yesNo());

  static final Setting<Integer> CODE_DIGITS = open("BUSINESS_CODE_LENGTH", "digits of a one-time code",
      CODES.length() + "", whole(4, 10));
  static final Setting<Duration> CODE_LIFETIME = open("BUSINESS_CODE_LIFETIME", "how long a one-time code is good",
      shown(CODES.lives()), duration());
  static final Setting<Integer> CODE_TRIES = open("BUSINESS_CODE_TRIES", "tries at one code", CODES.tries() + "",
      whole(1, 20));
  static final Setting<Duration> CODE_RESEND_AFTER = open("BUSINESS_CODE_RESEND_AFTER", "wait before the next code",
      shown(CODES.resendAfter()), duration());
  static final Setting<Integer> CODE_PER_HOUR = open("BUSINESS_CODE_PER_HOUR", "codes an hour, per client and per chat",
      CODES.perHour() + "", whole(1, 60));
  static final Setting<Integer> CODE_PER_DAY = open("BUSINESS_CODE_PER_DAY",
      "codes in 24 hours, per client and per chat: each may be an SMS, and may be asked for by anybody",
      CODES.perDay() + "",
      whole(1, 1000));
  static final Setting<Integer> CODE_WRONG_UNTIL_LOCK = open("BUSINESS_CODE_WRONG_UNTIL_LOCK",
      "wrong tries that lock a client code", CODES.wrongUntilLock() + "", whole(1, 1000));
  static final Setting<Duration> CODE_LOCK_FOR = open("BUSINESS_CODE_LOCK_FOR", "how long it stays locked",
      shown(CODES.lockFor()), duration());

  static final Setting<Duration> REVERIFY_AFTER = open("BUSINESS_REVERIFY_AFTER",
      "silence after which a chat proves again who it is", shown(HOLDERS.reverifyAfter()), duration());
  static final Setting<Boolean> LINK_BY_INVOICE = open("BUSINESS_LINK_BY_INVOICE",
      "a fact on the last invoice may replace the code where the chat's verified number is the one on file",
      HOLDERS.invoiceFact() ? "yes" : "no", yesNo());
  static final Setting<Integer> LINK_BY_INVOICE_TRIES = open("BUSINESS_LINK_BY_INVOICE_TRIES",
      "wrong facts a day, for a client code", HOLDERS.factTries() + "", whole(1, 20));
  static final Setting<Duration> INVITATION_LIFETIME = open("BUSINESS_INVITATION_LIFETIME",
      "how long an invitation to act for an account can be taken up", shown(HOLDERS.invitationLives()), duration());

  static final Setting<Integer> DUE_DAYS = open("BUSINESS_DUE_DAYS", "days from issue to due date",
      MONEY.dueDays() + "", whole(0, 365));
  static final Setting<Integer> GRACE_DAYS = open("BUSINESS_GRACE_DAYS", "days after it without penalty",
      MONEY.graceDays() + "", whole(0, 365));
  static final Setting<List<Dated>> PENALTY_RATES = open("BUSINESS_PENALTY_RATES", "daily share of the debt, by date",
      shown(MONEY.penaltyRates()), rates());
  static final Setting<Integer> CONTEST_DAYS = open("BUSINESS_CONTEST_DAYS", "days to contest a billed index",
      MONEY.contestDays() + "", whole(0, 365));
  static final Setting<Duration> DOCUMENT_LINK_LIFETIME = open("BUSINESS_DOCUMENT_LINK_LIFETIME",
      "how long a link to an invoice opens it", shown(MONEY.documentLinkLives()), duration());
  static final Setting<Duration> PAY_LINK_LIFETIME = open("BUSINESS_PAY_LINK_LIFETIME", "how long a pay link lives",
      shown(MONEY.payLinkLives()), duration());
  static final Setting<BigDecimal> PAYMENT_SMALLEST = open("BUSINESS_PAYMENT_SMALLEST", "least sum taken by card, lei",
      MONEY.smallestPayment().toPlainString(), decimal("0.01", "1000"));
  static final Setting<Integer> PAYMENT_BOOKING_DAYS = open("BUSINESS_PAYMENT_BOOKING_DAYS",
      "days until billing shows a payment at the latest", MONEY.bookingDays() + "", whole(1, 60));
  static final Setting<ZoneId> TIME_ZONE = open("BUSINESS_TIME_ZONE", "where days begin and end",
      STANDARD.zone().getId(), zone());

  static final Setting<Duration> MESSAGE_RETENTION = open("BUSINESS_MESSAGE_RETENTION", "how long messages are kept",
      "90d", atLeast(Retention.LEAST));
  static final Setting<Duration> OUTAGE_COMPLAINT_WINDOW = open("BUSINESS_OUTAGE_COMPLAINT_WINDOW",
      "complaints of one street counted together", "30m", duration());

  static final List<Setting<?>> ALL = List.of(NAME, PHONE, EMERGENCY_PHONE, EMAIL, ADDRESS, HOURS_RO, HOURS_EN,
      LEGAL_NAME, TAX_ID, REGISTRATION, STREET, CITY, COUNTY, IBAN, BANK, SHARE_CAPITAL, TERMS_URL, TERMS_VERSION,
      CODE_SHORTEST,
      CODE_LONGEST, READING_WINDOW, UNUSUAL_FACTOR, UNUSUAL_ABOVE, ROLLOVER_SHARE, PERIODS, UNLINKED, REVIEW_HIGH,
      CODE_DIGITS,
      CODE_LIFETIME, CODE_TRIES, CODE_RESEND_AFTER, CODE_PER_HOUR, CODE_PER_DAY, CODE_WRONG_UNTIL_LOCK, CODE_LOCK_FOR,
      REVERIFY_AFTER,
      LINK_BY_INVOICE, LINK_BY_INVOICE_TRIES, INVITATION_LIFETIME, DUE_DAYS, GRACE_DAYS, PENALTY_RATES, CONTEST_DAYS,
      DOCUMENT_LINK_LIFETIME, PAY_LINK_LIFETIME, PAYMENT_SMALLEST, PAYMENT_BOOKING_DAYS, TIME_ZONE, MESSAGE_RETENTION,
      OUTAGE_COMPLAINT_WINDOW);

  static Business business(Settings s) {
    var window = s.get(READING_WINDOW);
    var rates = s.get(PENALTY_RATES).stream().map(r -> new Business.PenaltyRate(r.from(), r.rate())).toList();
    return new Business(
        new Business.Company(s.get(NAME), s.get(PHONE), s.get(EMERGENCY_PHONE), s.get(EMAIL), s.get(ADDRESS),
            s.get(HOURS_RO), s.get(HOURS_EN),
            s.find(SettingTable.TELEGRAM_BOT_NAME).map(ChatLink::new).orElse(null)),
        new Business.Seller(s.get(LEGAL_NAME), s.get(TAX_ID), s.get(REGISTRATION), s.get(STREET), s.get(CITY),
            s.get(COUNTY), s.get(IBAN), s.get(BANK), s.find(SHARE_CAPITAL).orElse(null)),
        new Business.Terms(s.get(TERMS_URL), s.get(TERMS_VERSION)),
        new Business.ClientCodes(s.get(CODE_SHORTEST), s.get(CODE_LONGEST)),
        new Business.Readings(window.first(), window.last(), s.get(UNUSUAL_FACTOR), s.get(UNUSUAL_ABOVE),
            s.get(ROLLOVER_SHARE), s.get(PERIODS), s.get(UNLINKED), s.get(REVIEW_HIGH)),
        new Business.OneTimeCodes(s.get(CODE_DIGITS), s.get(CODE_LIFETIME), s.get(CODE_TRIES),
            s.get(CODE_RESEND_AFTER), s.get(CODE_PER_HOUR), s.get(CODE_PER_DAY), s.get(CODE_WRONG_UNTIL_LOCK),
            s.get(CODE_LOCK_FOR)),
        new Business.Holders(s.get(REVERIFY_AFTER), s.get(LINK_BY_INVOICE), s.get(LINK_BY_INVOICE_TRIES),
            s.get(INVITATION_LIFETIME)),
        new Business.Money(s.get(DUE_DAYS), s.get(GRACE_DAYS), rates, s.get(CONTEST_DAYS),
            s.get(DOCUMENT_LINK_LIFETIME), s.get(PAY_LINK_LIFETIME),
            s.get(PAYMENT_SMALLEST).setScale(2, RoundingMode.UP),
            s.get(PAYMENT_BOOKING_DAYS)),
        s.get(TIME_ZONE), DeskTable.rules(s, s.get(OUTAGE_COMPLAINT_WINDOW)), AlertTable.rules(s));
  }

  /** What is right alone but wrong together. */
  static void check(Settings s, List<String> problems) {
    if (s.get(CODE_SHORTEST) > s.get(CODE_LONGEST)) {
      problems.add("BUSINESS_CLIENT_CODE_MIN_DIGITS is above BUSINESS_CLIENT_CODE_MAX_DIGITS: write the smaller first");
    }
  }

  private static String shown(Duration duration) {
    if (duration.toSeconds() % 60 != 0) {
      return duration.toSeconds() + "s";
    }
    return duration.toMinutes() % 60 == 0 ? duration.toHours() + "h" : duration.toMinutes() + "m";
  }

  private static String shown(List<Business.PenaltyRate> rates) {
    return String.join(",", rates.stream().map(r -> r.from() + "=" + r.daily().toPlainString()).toList());
  }
}
