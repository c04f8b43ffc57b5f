package eu.apaserv.bot.conversations.alert;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody can be told about. */
public enum AlertKind {
  INVOICE_ISSUED("invoice_issued", true), DUE_SOON("due_date", true), GRACE_ENDING("grace_date", true), PAYMENT_BOOKED(
      "payment_booked", true), READING_WINDOW("reading_window", true), READING_REMINDER("reading_window",
          true), OUTAGE("outage", false), PLANNED_WORKS("planned_works", false), RESTORED("outage", false);

  /** Names them all, in the entity {@code alert_type}. */
  public static final String ALL = "all";

  private final String topic;
  private final boolean account;

  AlertKind(String topic, boolean account) {
    this.topic = topic;
    this.account = account;
  }

  /** As it is stored, and the name of its template. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What people ask for: the value of the entity {@code alert_type}. */
  public String topic() {
    return topic;
  }

  /** It tells something of an account, so it needs a link; the others are about a place. */
  public boolean isOfAccount() {
    return account;
  }

  public static Optional<AlertKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** The kinds of a topic; all for {@link #ALL}, none for an unknown one. */
  public static List<AlertKind> ofTopic(String topic) {
    return Stream.of(values()).filter(kind -> topic.equals(ALL) || kind.topic.equals(topic)).toList();
  }

  /** What belongs together when somebody chooses: {@code bills}, {@code readings}, {@code outages} or {@link #ALL}. */
  public static List<AlertKind> ofGroup(String group) {
    return switch (group) {
      case "bills" -> List.of(INVOICE_ISSUED, DUE_SOON, GRACE_ENDING, PAYMENT_BOOKED);
      case "readings" -> List.of(READING_WINDOW, READING_REMINDER);
      case "outages" -> List.of(OUTAGE, PLANNED_WORKS, RESTORED);
      default -> List.of(values());
    };
  }
}
