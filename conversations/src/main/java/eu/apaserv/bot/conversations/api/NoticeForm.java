package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.outage.Area;
import eu.apaserv.bot.conversations.outage.OutageEffect;
import eu.apaserv.bot.conversations.outage.OutageKind;
import eu.apaserv.bot.conversations.outage.OutageNotice;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is announced, as JSON and back. */
final class NoticeForm {
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_NAME = 80;
  private static final int MOST_AREAS = 200;
  private static final String SOURCE = "api";

  static final String[] FIELDS = {"kind", "effect", "starts_at", "works_end_at", "normal_at", "cause", "details",
      "areas",
      "exceptions"};
  static final String[] EDITED = Stream.concat(Stream.of("draft_no"), Stream.of(FIELDS)).toArray(String[]::new);

  private NoticeForm() {}

  static JsonObject of(OutageNotice notice) {
    return new JsonObject().put("kind", word(notice.kind())).put("effect", word(notice.effect()))
        .put("starts_at", notice.startsAt().toString()).put("works_end_at", Fields.moment(notice.worksEndAt()))
        .put("normal_at", Fields.moment(notice.normalAt())).put("cause", notice.cause())
        .put("details", notice.details()).put("areas", Fields.list(notice.areas(), NoticeForm::of))
        .put("exceptions", Fields.list(notice.exceptions(), NoticeForm::of));
  }

  private static JsonObject of(Area area) {
    return new JsonObject().put("locality", area.locality()).put("siruta", area.siruta())
        .put("district", area.district()).put("street", area.street()).put("from", area.from()).put("to", area.to())
        .put("parity", word(area.parity())).put("blocks", new JsonArray(area.blocks()));
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  /** The body of a call as a notice. */
  static OutageNotice read(Call call) {
    var starts = call.moment("starts_at");
    if (starts == null) {
      throw Problem.wrong("starts_at is missing: a moment like 2026-11-20T08:00:00+02:00");
    }
    var areas = areas(call, "areas");
    var exceptions = areas(call, "exceptions");
    try {
      return new OutageNotice(oneOf(call, "kind", OutageKind.class), oneOf(call, "effect", OutageEffect.class), starts,
          call.moment("works_end_at"), call.moment("normal_at"), call.textIf("cause", LONGEST_TEXT).orElse(""),
          call.textIf("details", LONGEST_TEXT).orElse(""), areas, exceptions, SOURCE);
    } catch (IllegalArgumentException e) {
      throw Problem.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static List<Area> areas(Call call, String name) {
    return switch (call.body().getValue(name)) {
      case null -> List.of();
      case JsonArray all when all.size() <= MOST_AREAS -> all.stream().map(one -> area(call, name, one)).toList();
      default -> throw Problem.wrong(name + " takes a list of at most " + MOST_AREAS + " areas");
    };
  }

  private static Area area(Call call, String name, Object one) {
    if (!(one instanceof JsonObject) && !(one instanceof Map)) {
      throw Problem.wrong(name + " takes areas, each an object");
    }
    var fields = call.with(JsonObject.mapFrom(one));
    try {
      return new Area(named(fields, "locality"), named(fields, "siruta"), named(fields, "district"),
          named(fields, "street"), named(fields, "from"), named(fields, "to"),
          fields.body().getValue("parity") == null ? Area.Parity.ALL : oneOf(fields, "parity", Area.Parity.class),
          blocks(fields));
    } catch (IllegalArgumentException e) {
      throw Problem.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String named(Call fields, String name) {
    return fields.textIf(name, LONGEST_NAME).orElse(null);
  }

  private static List<String> blocks(Call fields) {
    return switch (fields.body().getValue("blocks")) {
      case null -> List.of();
      case JsonArray names when names.stream().allMatch(String.class::isInstance) ->
        names.stream().map(String.class::cast).map(block -> block.replace("\0", "").strip()).toList();
      default -> throw Problem.wrong("blocks takes a list of names");
    };
  }

  private static <E extends Enum<E>> E oneOf(Call call, String name, Class<E> kind) {
    var asked = call.textIf(name, LONGEST_NAME).orElse("");
    return Stream.of(kind.getEnumConstants()).filter(one -> word(one).equals(asked)).findFirst()
        .orElseThrow(() -> Problem.wrong(name + " takes one of " + Stream.of(kind.getEnumConstants())
            .map(one -> one.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "))));
  }
}
