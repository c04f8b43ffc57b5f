package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements name the columns of tables: a table that grows under a bot changes what {@code *} gives, and PostgreSQL
 * refuses what was prepared before (docs/upgrade.md). What a function, a list or a part of the statement gives is fixed.
 */
class NamedColumnsTest {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
  private static final Pattern ALL = Pattern
      .compile("\\b(?:select|distinct|all|\\),|\\w,)\\s+\\*\\s+from\\s+(\\w+)\\b(?!\\()");
  private static final Pattern GIVEN_BACK = Pattern.compile("\\breturning\\s+(?:\\w+\\.)?\\*");
  private static final Pattern ALL_OF = Pattern.compile("\\b(\\w+)\\.\\*");

  @Test
  void everyStatementNamesTheColumnsOfTables() throws IOException {
    var tables = tables();
    assertThat(tables).hasSizeGreaterThan(80).contains("inbox", "invoice");
    var wrong = new ArrayList<String>();
    for (var module : List.of("bot-core", "channels", "conversations", "docker")) {
      try (var files = Files.walk(Path.of("..", module, "src/main/java"))) {
        for (var file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          var source = Files.readString(file);
          wrong(source, tables).forEach(line -> wrong.add(file.getFileName() + ":" + line));
        }
      }
    }
    assertThat(wrong).as("name the columns: the table may grow while this is prepared").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"select * from inbox where id = $1\"", "select distinct\n * from inbox",
      "select 1, * from inbox i",
      "insert into inbox (id) values (1) returning *", "update inbox i set id = 2 returning i.*",
      "select i.*, c.name from inbox i join contact c on c.id = i.conversation_id",
      "with a as (select x.* from contact c left join inbox as x on true) select id from a"})
  void allColumnsOfATableAreFound(String source) {
    assertThat(wrong(source, Set.of("inbox", "contact"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"select count(*) from inbox", "select * from bot_claim($1)",
      "select * from unnest($1::int[]) as inbox",
      "with own as (select id from inbox) select o.* from own o", "select * from (select id from inbox) x",
      "select 2 * id from inbox", "/** Returning * or select * from inbox. */"})
  void whatIsFixedIsNot(String source) {
    assertThat(wrong(source, Set.of("inbox", "contact"))).isEmpty();
  }

  /** The lines that ask for whatever columns a table has. */
  private static List<String> wrong(String source, Set<String> tables) {
    var plain = COMMENT.matcher(source).replaceAll(found -> found.group().replaceAll("[^\\n]", ""))
        .toLowerCase(Locale.ROOT);
    var ofTables = ALL.matcher(plain).results().filter(found -> tables.contains(found.group(1)));
    var ofNames = ALL_OF.matcher(plain).results().filter(found -> isTable(plain, found.group(1), tables));
    return Stream.of(ofTables, GIVEN_BACK.matcher(plain).results(), ofNames).flatMap(found -> found)
        .map(found -> line(plain, found)).distinct().toList();
  }

  private static boolean isTable(String plain, String name, Set<String> tables) {
    return tables.contains(name)
        || Pattern.compile("\\b(?:from|join|update|into|,)\\s+(\\w+)\\s+(?:as\\s+)?" + name + "\\b")
            .matcher(plain).results().anyMatch(found -> tables.contains(found.group(1)));
  }

  private static String line(String plain, MatchResult found) {
    return String.valueOf(plain.substring(0, found.start()).lines().count());
  }

  private static Set<String> tables() throws IOException {
    var tables = new TreeSet<String>();
    for (var folder : List.of("../bot-core/src/main/resources/db", "../conversations/src/main/resources/db")) {
      try (var files = Files.walk(Path.of(folder))) {
        for (var file : files.filter(one -> one.toString().endsWith(".sql")).toList()) {
          CREATED.matcher(Files.readString(file)).results().forEach(found -> tables.add(found.group(1)));
        }
      }
    }
    return tables;
  }
}
