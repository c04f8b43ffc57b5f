package eu.apaserv.bot.conversations.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How values look in answers. */
final class Fields {
  private Fields() {}

  /** A moment in UTC, to the second at the least; null: none. */
  static @Nullable String moment(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  static <T> JsonArray list(List<T> all, Function<T, Object> form) {
    var array = new JsonArray();
    all.forEach(one -> array.add(form.apply(one)));
    return array;
  }

  /**
   * A page of a list that was asked for with one row more than fits.
   *
   * @param next what the last shown row is known by: where the next page begins
   */
  static <T> JsonObject page(String name, List<T> rows, int limit, Function<T, Object> form, Function<T, Object> next) {
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    return new JsonObject().put(name, list(shown, form)).put("next",
        shown.size() == rows.size() ? null : next.apply(shown.getLast()).toString());
  }
}
