package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts only add, for bots of the version before work beside them: docs/upgrade.md. */
class MigrationRulesTest {
  /** A script says so itself, with its reason, and then it may. */
  private static final String EXCEPTION = "-- contracts:";
  /** Landed before the rules were read by a test, and harmless: what the version before writes always has an index. */
  private static final Set<String> HARMLESS = Set.of("V2_41__reading_evidence.sql");
  /** What a turn and a delivery lock, in an order of their own. */
  private static final Set<String> BUSY = Set.of("inbox", "outbox", "contact", "address", "conversation");
  /** Landed before a rolling upgrade showed that it matters: a delivery of the version before may have to be repeated. */
  private static final Set<String> TWO_BUSY = Set.of("V1_51__desk.sql", "V1_52__search.sql", "V1_54__figures.sql",
      "V1_61__months.sql", "V2_100__links_that_hold.sql");
  private static final Pattern LOCKS = Pattern.compile("(?:alter table (?:only )?|create (?:unique )?index \\w+ on |"
      + "create (?:or replace )?trigger .*? on |lock table |update )(\\w+)");
  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern BODY = Pattern.compile("(\\$\\w*\\$).*?\\1|'(?:[^']|'')*'", Pattern.DOTALL);
  private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
  private static final Pattern TABLE = Pattern.compile("alter table (?:if exists )?(?:only )?(\\w+)");
  private static final Pattern INDEXED = Pattern.compile("create unique index .* on (?:only )?(\\w+)");
  private static final List<Pattern> TAKES_AWAY = Stream
      .of("drop (table|view|materialized view|function|type|sequence|schema|trigger)\\b.*", "truncate\\b.*",
          "alter (table|view|function|type|index|sequence) .*\\brename\\b.*")
      .map(Pattern::compile).toList();
  private static final Pattern CHANGES_A_COLUMN = Pattern
      .compile("\\b(drop (column|constraint)|set not null|(alter column \\w+|alter \\w+) (set data )?type)\\b");
  private static final Pattern NARROWS = Pattern
      .compile("\\badd (constraint \\w+ )?(check|unique|foreign key|exclude)\\b(?: \\(([\\w, ]+)\\))?");
  private static final Pattern ADDED = Pattern
      .compile("\\badd (?:column )?(?:if not exists )?(?!constraint|check|unique|foreign|exclude)(\\w+)");
  private static final Pattern NEW_COLUMN = Pattern.compile("\\badd (?!constraint|check|unique|foreign|exclude)[^,]*");

  @Test
  void everyScriptOnlyAddsOrSaysWhyNot() throws IOException {
    var scripts = scripts();
    assertThat(scripts).hasSizeGreaterThan(30);
    for (var script : scripts) {
      assertThat(wrong(Files.readString(script))).as(script.getFileName().toString()).isEmpty();
    }
  }

  @Test
  void noScriptWaitsForTwoTablesThatDeliveriesLockTogether() throws IOException {
    assertThat(busy("create index a on contact (id); update address set id = id; alter table inbox add n int"))
        .containsExactly("address", "contact", "inbox");
    for (var script : scripts()) {
      var name = script.getFileName().toString();
      if (!TWO_BUSY.contains(name)) {
        assertThat(busy(Files.readString(script))).as(name).hasSizeLessThan(2);
      }
    }
  }

  private static List<Path> scripts() throws IOException {
    var scripts = new ArrayList<Path>();
    for (var folder : List.of("../bot-core/src/main/resources/db/core",
        "../conversations/src/main/resources/db/utility")) {
      try (var files = Files.list(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".sql"))
            .filter(file -> !HARMLESS.contains(file.getFileName().toString())).forEach(scripts::add);
      }
    }
    return scripts;
  }

  /** The busy tables that a script locks until it ends. */
  private static Set<String> busy(String script) {
    var plain = plain(script);
    var own = CREATED.matcher(plain).results().map(found -> found.group(1)).toList();
    return statements(plain).map(LOCKS::matcher).filter(Matcher::lookingAt).map(found -> found.group(1))
        .filter(table -> BUSY.contains(table) && !own.contains(table)).collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop table outbox;", "alter table inbox drop column trace;",
      "alter table inbox rename column trace to why;", "alter table inbox rename to letters;",
      "alter table inbox alter trace set not null;", "alter table inbox alter column attempts type bigint;",
      "alter table inbox add why text not null;", "alter table inbox add column why text not null, add at date;",
      "alter table inbox add constraint long check (length(trace::text) > 1);", "truncate receipt;",
      "create unique index one_note on inbox (provider_id);", "drop function remember();"})
  void whatABotOfTheVersionBeforeWouldTripOverIsRefused(String script) {
    assertThat(wrong(script)).hasSize(1);
    assertThat(wrong("-- contracts: no bot before 0.3 uses it\n" + script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"create table note (id int not null, unique (id)); create unique index n on note (id);",
      "alter table inbox add why text; -- drop table inbox", "alter table inbox add n int not null default 0;",
      "alter table inbox add constraint long check (attempts >= 0) not valid;",
      "alter table staff add issuer text, add subject text, add constraint one unique (issuer, subject);",
      "drop index outbox_due;",
      "alter table inbox alter column trace drop not null;",
      "create function f() returns int as $$ truncate x $$ language sql;",
      "create table note (id int); alter table note add n int not null;"})
  void whatOnlyAddsIsNot(String script) {
    assertThat(wrong(script)).isEmpty();
  }

  /** The statements that take away, change or narrow what is there. */
  private static List<String> wrong(String script) {
    if (script.contains(EXCEPTION)) {
      return List.of();
    }
    var plain = plain(script);
    var own = new HashSet<String>();
    CREATED.matcher(plain).results().forEach(found -> own.add(found.group(1)));
    return statements(plain).filter(statement -> isWrong(statement, own)).toList();
  }

  /** Without comments, bodies of functions and texts. */
  private static String plain(String script) {
    return COMMENT.matcher(BODY.matcher(COMMENT.matcher(script).replaceAll(" ")).replaceAll("''"))
        .replaceAll(" ").toLowerCase(Locale.ROOT);
  }

  private static Stream<String> statements(String plain) {
    return Stream.of(plain.split(";")).map(statement -> statement.strip().replaceAll("\\s+", " "));
  }

  /** Columns that the script adds itself may be held to anything. */
  private static boolean narrows(String statement) {
    var added = ADDED.matcher(statement).results().map(found -> found.group(1)).toList();
    return !statement.contains("not valid")
        && NARROWS.matcher(statement).results().map(found -> String.valueOf(found.group(3)))
            .anyMatch(columns -> !added.containsAll(List.of(columns.split(", "))));
  }

  private static boolean isWrong(String statement, Set<String> own) {
    if (TAKES_AWAY.stream().anyMatch(pattern -> pattern.matcher(statement).matches())) {
      return true;
    }
    var indexed = INDEXED.matcher(statement);
    if (indexed.find()) {
      return !own.contains(indexed.group(1));
    }
    var table = TABLE.matcher(statement);
    if (!table.find() || own.contains(table.group(1))) {
      return false;
    }
    return CHANGES_A_COLUMN.matcher(statement).find() || narrows(statement)
        || NEW_COLUMN.matcher(statement).results().map(found -> found.group())
            .anyMatch(column -> column.contains("not null") && !column.contains("default"));
  }
}
