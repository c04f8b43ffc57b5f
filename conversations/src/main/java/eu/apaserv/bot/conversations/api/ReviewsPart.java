package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.conversations.reading.ReadingReviews.Decided;
import eu.apaserv.bot.conversations.reading.ReadingReviews.Review;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Readings to be checked, and what is decided about them; the customer is told. */
final class ReviewsPart implements ApiPart {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int LONGEST_REASON = 200;
  private static final int LONGEST_SERIAL = 40;

  private final ReadingReviews reviews;

  ReviewsPart(ReadingReviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/readings/to-check", "readingsToCheck", Scope.READINGS_READ, this::list, "cursor", "limit"),
        Endpoint.post("/readings/to-check/:id/accept", "acceptReading", Scope.READINGS_REVIEW, this::accept,
            "meter_serial", "index"),
        Endpoint.post("/readings/to-check/:id/reject", "rejectReading", Scope.READINGS_REVIEW, this::reject,
            "reason"));
  }

  private JsonObject list(Call call) {
    int limit = call.limit(USUAL, MOST);
    return Fields.page("readings", reviews.waiting(call.cursor(0), limit + 1), limit, ReviewsPart::fields, Review::id);
  }

  private static JsonObject fields(Review review) {
    return new JsonObject().put("id", review.id()).put("reference", review.reference())
        .put("conversation", review.conversation().toString())
        .put("client_code", review.clientCode().isEmpty() ? null : review.clientCode())
        .put("meter_serial", review.serial()).put("previous_index", review.previous()).put("index", review.value())
        .put("photo", review.photo() != null).put("note", review.note()).put("counts", review.counts())
        .put("submitted_at", review.submittedAt().toString());
  }

  private JsonObject accept(Call call) {
    var serial = call.textIf("meter_serial", LONGEST_SERIAL).orElse(null);
    var value = call.wholeIf("index").orElse(null);
    return decided(call, "reading.accepted",
        desk -> desk.accept(call.number("id"), call.caller().staff().name(), serial, value));
  }

  private JsonObject reject(Call call) {
    var reason = call.text("reason", LONGEST_REASON);
    return decided(call, "reading.rejected",
        desk -> desk.reject(call.number("id"), call.caller().staff().name(), reason));
  }

  private JsonObject decided(Call call, String deed, Function<ReadingReviews, Decided> decide) {
    var decided = decide.apply(reviews.in(call.database()));
    return switch (decided) {
      case NOT_WAITING -> throw Problem.conflict("not_waiting", "No reading of this id waits to be checked");
      case INCOMPLETE -> throw Problem.conflict("incomplete",
          "meter_serial or index is missing, or the meter is not one of that client code or has too few digits");
      case ACCEPTED, SUPERSEDED, REJECTED -> {
        call.audit(deed, "reading " + call.number("id"), "");
        yield new JsonObject().put("id", call.number("id")).put("decided",
            decided.name().toLowerCase(Locale.ROOT));
      }
    };
  }
}
