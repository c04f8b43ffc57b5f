package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.conversations.reading.ReadingReviews.Decided;
import eu.apaserv.bot.conversations.reading.ReadingReviews.Review;
import eu.apaserv.bot.core.console.Answer;
import eu.apaserv.bot.core.console.Signpost;
import eu.apaserv.bot.core.console.Route;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Visit;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values that a person decides on: the picture beside the number; what is decided is told to the customer. */
final class ReadingSection implements Section {
  private static final int SHOWN = 20;

  private final ReadingReviews reviews;
  private final Attachments attachments;
  private final AuditLog audit;
  private final Clock clock;
  private final Runnable told;
  private final Templates templates = Templates.of(ReadingSection.class);

  /** @param told rung when a customer is written to */
  ReadingSection(ReadingReviews reviews, Attachments attachments, AuditLog audit, Clock clock, Runnable told) {
    this.reviews = reviews;
    this.attachments = attachments;
    this.audit = audit;
    this.clock = clock;
    this.told = told;
  }

  /**
   * One value as the page shows it.
   *
   * @param difference m³ since the value before; null when one of them is not known
   * @param picture the address of its picture; null: there is none
   */
  record Card(Review review, String why, String age, @Nullable Integer difference, @Nullable String picture) {}

  /** @param more the address of what follows; null: nothing does */
  record Page(Visit visit, Words words, List<Card> cards, @Nullable String more) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("readings", Group.WORK, Role.OPERATOR).saying(ConsolePages.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.OPERATOR, this::list), Route.get("/:id/picture", Role.OPERATOR, this::picture),
        Route.post("/:id/accept", Role.OPERATOR, this::accept), Route.post("/:id/reject", Role.OPERATOR, this::reject));
  }

  private Answer list(Visit visit) {
    var waiting = reviews.waiting(Visit.row(visit.asked("after")).orElse(0L), SHOWN + 1);
    var shown = waiting.subList(0, Math.min(SHOWN, waiting.size()));
    var more = shown.size() == waiting.size() ? null : path("?after=" + shown.getLast().id());
    return templates.page(visit, "readings", visit.words().say("nav.readings"), new Page(visit, visit.words(),
        shown.stream().map(one -> card(visit.words(), one)).toList(), more));
  }

  private Card card(Words words, Review review) {
    var value = review.value();
    var previous = review.previous();
    return new Card(review, words.or("review", review.note().isEmpty() ? "unlinked" : review.note()),
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
