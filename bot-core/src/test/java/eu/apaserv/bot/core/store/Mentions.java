package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which tables a statement looks at and which it changes, also by way of views, functions, triggers and deletions that go on. */
final class Mentions {
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern CHANGE = Pattern.compile(
      "\\b(?:insert\\s+into|update|delete\\s+from|truncate|lock|nextval)\\b[\\s('\"]*(\\w+)", Pattern.CASE_INSENSITIVE);
  private static final String BODIES = """
      select proname::text as name, pg_get_functiondef(oid) as body from pg_proc
      where pronamespace = 'public'::regnamespace and prokind = 'f'
      union all select viewname::text, definition from pg_views where schemaname = 'public'""";
  /** By table, what happens when it is changed. */
  private static final String EFFECTS = """
      select c.relname::text as name, pg_get_functiondef(t.tgfoid) as body
      from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal
      union all select confrelid::regclass::text, 'delete from ' || conrelid::regclass
      from pg_constraint where contype = 'f' and confdeltype <> 'a'""";
  private static final String TABLES = "select tablename::text from pg_tables where schemaname = 'public'";

  private final Set<String> all;
  private final Map<String, String> bodies;
  private final Map<String, String> effects;
  private final Map<String, List<String>> tables = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> changes = new ConcurrentHashMap<>();

  private Mentions(Set<String> all, Map<String, String> bodies, Map<String, String> effects) {
    this.all = all;
    this.bodies = bodies;
    this.effects = effects;
  }

  /** As the database knows its tables, views and functions now. */
  static Mentions of(Pool pool) {
    var all = new HashSet<String>();
    Database.await(pool.query(TABLES).execute()).forEach(row -> all.add(row.getString(0)));
    return new Mentions(all, texts(pool, BODIES), texts(pool, EFFECTS));
  }

  private static Map<String, String> texts(Pool pool, String sql) {
    var texts = new HashMap<String, String>();
    Database.await(pool.query(sql).execute())
        .forEach(row -> texts.merge(row.getString(0), row.getString(1), (a, b) -> a + " " + b));
    return texts;
  }

  /** The tables it looks at, always in the same order. */
  List<String> tables(String sql) {
    return tables.computeIfAbsent(sql, text -> words(text).stream().filter(all::contains).sorted().toList());
  }

  /** The tables it changes; empty when it only reads. */
  Set<String> changed(String sql) {
    return changes.computeIfAbsent(sql, text -> {
      var found = new HashSet<String>();
      change(text, found);
      return Set.copyOf(found);
    });
  }

  private void change(String text, Set<String> found) {
    changedBy(text).stream().filter(found::add).forEach(table -> change(effects.getOrDefault(table, ""), found));
    words(text).forEach(name -> changedBy(bodies.getOrDefault(name, "")).stream().filter(found::add)
        .forEach(table -> change(effects.getOrDefault(table, ""), found)));
  }

  private static Set<String> changedBy(String text) {
    return CHANGE.matcher(text).results().map(match -> Objects.requireNonNullElse(match.group(1), ""))
        .collect(Collectors.toSet());
  }

  /** Every word of the statement and of the views and functions it names. */
  private Set<String> words(String sql) {
    var found = new HashSet<String>();
    gather(sql, found);
    return found;
  }

  private void gather(String text, Set<String> found) {
    WORD.matcher(text).results().map(MatchResult::group).filter(found::add).filter(bodies::containsKey)
        .forEach(name -> gather(bodies.getOrDefault(name, ""), found));
  }
}
