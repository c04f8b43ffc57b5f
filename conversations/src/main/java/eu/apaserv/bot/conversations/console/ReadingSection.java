package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.conversations.reading.ReadingReviews.Decided;
import eu.apaserv.bot.conversations.reading.ReadingReviews.Review;
import eu.apaserv.bot.core.console.Answer;
import eu.apaserv.bot.core.console.Masked;
import eu.apaserv.bot.core.console.Signpost;
import eu.apaserv.bot.core.console.Route;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Visit;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffReveals;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that a person decides on: the picture beside the number; what is decided is told to the customer. */
final class ReadingSection implements Section {
  private static final int SHOWN = 20;
  private static final Pattern READING = Pattern.compile("reading \\d{1,18}");

  private final ReadingReviews reviews;
  private final Attachments attachments;
  private final AuditLog audit;
  private final StaffReveals reveals;
  private final Clock clock;
  private final Runnable told;
  private final Templates templates = Templates.of(ReadingSection.class);

  /** @param told rung when a customer is written to */
  ReadingSection(ReadingReviews reviews, Attachments attachments, AuditLog audit, StaffReveals reveals,
      Clock clock, Runnable told) {
    this.reviews = reviews;
    this.attachments = attachments;
    this.audit = audit;
    this.reveals = reveals;
    this.clock = clock;
    this.told = told;
  }

  /**
   * One value as the page shows it.
   *
   * @param code the client code and {@code meter} its serial, masked until they are revealed; no meter: empty
   * @param difference m³ since the value before; null when one of them is not known
   * @param picture the address of its picture; null: there is none
   */
  record Card(Review review, String code, String meter, String why, String age, @Nullable Integer difference,
      @Nullable String picture) {}

  /**
   * @param masked what of it can be revealed
   * @param more the address of what follows; null: nothing does
   */
  record Page(Visit visit, Words words, List<Card> cards, List<String> masked, @Nullable String more) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("readings", Group.WORK, Role.OPERATOR).saying(ConsolePages.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.OPERATOR, this::list), Route.get("/:id/picture", Role.OPERATOR, this::picture),
        Route.post("/:id/accept", Role.OPERATOR, this::accept), Route.post("/:id/reject", Role.OPERATOR, this::reject),
        Route.post("/reveal", Role.OPERATOR, this::reveal));
  }

  private Answer list(Visit visit) {
    var waiting = reviews.waiting(Visit.row(visit.asked("after")).orElse(0L), SHOWN + 1);
    var shown = waiting.subList(0, Math.min(SHOWN, waiting.size()));
    var more = shown.size() == waiting.size() ? null : path("?after=" + shown.getLast().id());
    var subjects = shown.stream().map(ReadingSection::subject).toList();
    var revealed = reveals.shown(visit.staff(), subjects);
    return templates.page(visit, "readings", visit.words().say("nav.readings"), new Page(visit, visit.words(),
        shown.stream().map(one -> card(visit.words(), one, revealed.contains(subject(one)))).toList(),
        subjects.stream().filter(one -> !revealed.contains(one)).toList(), more));
  }

  private static String subject(Review review) {
    return "reading " + review.id();
  }

  /** What the page showed masked, and still waits: what came since stays masked. */
  private Answer reveal(Visit visit) {
    var reason = visit.field("reason");
    if (reason.isEmpty()) {
      return said("", "ticket_reason");
    }
    visit.fields("subject").stream().filter(one -> READING.matcher(one).matches()).distinct().limit(SHOWN)
        .forEach(one -> reveals.reveal(visit.staff(), one, reason));
    return Answer.redirect(path(""));
  }

  private Card card(Words words, Review review, boolean revealed) {
    var value = review.value();
    var previous = review.previous();
    var serial = Objects.requireNonNullElse(review.serial(), "");
    return new Card(review, revealed ? review.clientCode() : Masked.id(review.clientCode()),
        revealed || serial.isEmpty() ? serial : Masked.id(serial),
        words.or("review", review.note().isEmpty() ? "unlinked" : review.note()),
        words.lasted(Duration.between(review.submittedAt(), clock.instant())),
        value == null || previous == null ? null : value - previous,
        review.photo() == null ? null : path("/" + review.id() + "/picture"));
  }

  private Answer picture(Visit visit) {
    return find(visit).flatMap(review -> Optional.ofNullable(review.photo())
        .flatMap(photo -> attachments.find(review.conversation(), photo))
        .flatMap(file -> attachments.open(review.conversation(), file.id())))
        .filter(opened -> opened.type().picture())
        .map(opened -> Answer.picture(opened.type().mimeType(), opened.bytes()))
        .orElseGet(() -> said("", "no_picture"));
  }

  private Optional<Review> find(Visit visit) {
    return visit.number("id").flatMap(id -> reviews.waiting(id - 1, 1).stream().filter(one -> one.id() == id)
        .findFirst());
  }

  private Answer accept(Visit visit) {
    var serial = visit.field("serial");
    var value = Typed.index(visit.field("value"));
    return decided(visit, "reading.accepted", visit.number("id").map(id -> reviews.accept(id,
        visit.staff().name(), serial.isEmpty() ? null : serial, value.orElse(null))).orElse(Decided.NOT_WAITING));
  }

  private Answer reject(Visit visit) {
    var reason = visit.field("reason");
    if (reason.isEmpty()) {
      return said("", "reading_reason");
    }
    return decided(visit, "reading.rejected", visit.number("id").map(id -> reviews.reject(id,
        visit.staff().name(), reason)).orElse(Decided.NOT_WAITING));
  }

  private Answer decided(Visit visit, String deed, Decided decided) {
    if (decided != Decided.NOT_WAITING && decided != Decided.INCOMPLETE) {
      audit.write(visit.staff(), deed, "reading " + visit.part("id"), "");
      told.run();
    }
    return said("", "reading_" + decided.name().toLowerCase(Locale.ROOT));
  }
}
