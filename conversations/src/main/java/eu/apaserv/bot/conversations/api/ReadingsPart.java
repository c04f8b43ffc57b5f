package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.importing.ReadingsExport;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The readings received, page by page in the order they came in: what {@code ./bot export readings} writes. */
final class ReadingsPart implements ApiPart {
  private static final int USUAL = 500;
  private static final int MOST = 2000;
  private static final Set<String> KNOWN = Set.of("since", "cursor", "limit");

  private final ReadingsExport readings;
  private final ZoneId zone;

  ReadingsPart(ReadingsExport readings, ZoneId zone) {
    this.readings = readings;
    this.zone = zone;
  }

  @Override
  public String path() {
    return "/readings";
  }

  @Override
  public Scope scope() {
    return Scope.READINGS_READ;
  }

  @Override
  public String description() {
    return "/openapi/readings.json";
  }

  @Override
  public Answered answer(MultiMap query) throws BadQuery {
    for (var name : query.names()) {
      if (!KNOWN.contains(name)) {
        throw new BadQuery("There is no parameter of this name; there are since, cursor and limit");
      }
    }
    var since = since(query.get("since"));
    long after = number(query.get("cursor"), "cursor", 0, Long.MAX_VALUE, 0);
    int limit = (int) number(query.get("limit"), "limit", 1, MOST, USUAL);
    var page = readings.page(after, since, limit);
    var next = page.rows().size() < limit ? null : Long.toString(page.last());
    var body = new JsonObject().put("readings", new JsonArray(page.rows())).put("next", next).put("cursor",
        Long.toString(page.last()));
    var audit = new JsonObject().put("rows", page.rows().size()).put("cursor", after).put("since", query.get("since"));
    return new Answered(body, audit);
  }

  private @Nullable Instant since(@Nullable String text) throws BadQuery {
    if (text == null) {
      return null;
    }
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text.replace(' ', '+')).toInstant()
          : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new BadQuery("since takes a day like 2026-11-20 or a moment like 2026-11-20T08:00:00Z");
    }
  }

  private static long number(@Nullable String text, String name, long least, long most, long otherwise)
      throws BadQuery {
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, like a number out of range.
    }
    throw new BadQuery(name + (most == MOST ? " takes a whole number from 1 to " + MOST : " takes what next held"));
  }
}
