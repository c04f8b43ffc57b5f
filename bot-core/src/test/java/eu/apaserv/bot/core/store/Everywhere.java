package eu.apaserv.bot.core.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/** Looks for a word in every column of every table, as somebody with a copy of the database would. */
public final class Everywhere {
  private Everywhere() {}

  /** The tables with a row that has the word, in text, JSON or bytes, whether its letters are small or not. */
  public static Set<String> find(Database database, String word) {
    var found = new TreeSet<String>();
    var tables = database.list(row -> row.getString(0), """
        select table_name::text from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1""");
    for (var table : tables) {
      var hit = database.first(row -> row.getBoolean(0),
          """
          select exists (select from "%s" t where t::text ilike '%%' || $1 || '%%' or t::text ilike '%%' || $2 || '%%')"""
              .formatted(table),
          word, hex(word)).orElse(false);
      if (hit) {
        found.add(table);
      }
    }
    return found;
  }

  /** As PostgreSQL writes bytes. */
  private static String hex(String word) {
    return HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
  }
}
