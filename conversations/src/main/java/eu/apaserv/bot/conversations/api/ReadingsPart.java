package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.importing.ReadingsExport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The readings received, page by page in the order they came in: what {@code ./bot export readings} writes. */
final class ReadingsPart implements ApiPart {
  /** Years as people write them: others end where calendars do. */
  private static final String FOUR_DIGITS = "[12]\\d{3}-.*";
  private static final int USUAL = 500;
  private static final int MOST = 2000;

  private final ZoneId zone;

  ReadingsPart(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/readings", "readings", Scope.READINGS_READ, this::page, "since", "cursor", "limit"));
  }

  private JsonObject page(Call call) {
    var since = since(call.asked("since"));
    int limit = call.limit(USUAL, MOST);
    var page = new ReadingsExport(call.database()).page(call.cursor(0), since, limit);
    var next = page.rows().size() < limit ? null : Long.toString(page.last());
    return new JsonObject().put("readings", new JsonArray(page.rows())).put("next", next).put("cursor",
        Long.toString(page.last()));
  }

  private @Nullable Instant since(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      if (text.matches(FOUR_DIGITS)) {
        return text.contains("T")
            ? OffsetDateTime.parse(text.replace(' ', '+')).toInstant()
            : LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
    } catch (DateTimeParseException _) {
      // Told below, like a year that no database keeps.
    }
    throw Problem.wrong("since takes a day like 2026-11-20 or a moment like 2026-11-20T08:00:00Z");
  }
}
