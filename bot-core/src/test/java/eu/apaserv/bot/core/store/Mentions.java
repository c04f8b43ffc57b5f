package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which tables a statement looks at, also by way of views and functions, and which it changes. */
final class Mentions {
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern CHANGE = Pattern.compile(
      "\\b(?:insert\\s+into|update|delete\\s+from|truncate|lock|nextval)\\b[\\s('\"]*(\\w+)", Pattern.CASE_INSENSITIVE);
  private static final String BODIES = """
      select proname::text as name, pg_get_functiondef(oid) as body from pg_proc
      where pronamespace = 'public'::regnamespace and prokind = 'f'
      union all select viewname::text, definition from pg_views where schemaname = 'public'""";

  private final Map<String, String> bodies;
  private final Map<String, Set<String>> words = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> changes = new ConcurrentHashMap<>();

  private Mentions(Map<String, String> bodies) {
    this.bodies = bodies;
  }

  /** As the database knows its views and functions now. */
  static Mentions of(Pool pool) {
    var bodies = new HashMap<String, String>();
    Database.await(pool.query(BODIES).execute())
        .forEach(row -> bodies.merge(row.getString(0), row.getString(1), (a, b) -> a + " " + b));
    return new Mentions(bodies);
  }

  /** Every word of the statement and of the views and functions it names; its tables are among them. */
  Set<String> words(String sql) {
    return words.computeIfAbsent(sql, this::gathered);
  }

  /** The tables it changes itself; empty when it only reads. */
  Set<String> changed(String sql) {
    return changes.computeIfAbsent(sql, text -> {
      var found = new HashSet<String>();
      CHANGE.matcher(text).results().forEach(match -> found.add(Objects.requireNonNullElse(match.group(1), "")));
      return Set.copyOf(found);
    });
  }

  private Set<String> gathered(String sql) {
    var found = new HashSet<String>();
    gather(sql, found);
    return Set.copyOf(found);
  }

  private void gather(String text, Set<String> found) {
    WORD.matcher(text).results().map(MatchResult::group).filter(found::add).filter(bodies::containsKey)
        .forEach(name -> gather(bodies.getOrDefault(name, ""), found));
  }
}
