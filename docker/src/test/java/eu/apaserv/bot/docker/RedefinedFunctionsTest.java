package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever defines an SQL function anew starts from its latest body, so that no mend is undone by an older copy: docs/upgrade.md. */
class RedefinedFunctionsTest {
  /** Those that landed before may not be edited any more. */
  private static final List<String> LANDED = List.of("V1_131", "V2_113");
  private static final Pattern DEFINED = Pattern
      .compile("create\\s+(?:or\\s+replace\\s+)?function\\s+(?:public\\.)?(\\w+)");
  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
  private static final Comparator<String> ORDER = Comparator.comparing(RedefinedFunctionsTest::numbers,
      Arrays::compare);

  @Test
  void everyScriptThatDefinesAFunctionAnewNamesTheOneItStartedFrom() throws IOException {
    var scripts = new TreeMap<String, String>(ORDER);
    for (var folder : List.of("../bot-core/src/main/resources/db/core",
        "../conversations/src/main/resources/db/utility")) {
      try (var files = Files.newDirectoryStream(Path.of(folder), "*.sql")) {
        for (var file : files) {
          scripts.put(version(file.getFileName().toString()), Files.readString(file));
        }
      }
    }
    assertThat(scripts).hasSizeGreaterThan(80);
    assertThat(wrong(scripts)).isEmpty();
  }

  @Test
  void anOlderBodyThatComesBackIsRefused() {
    var old = "create function f() returns int return 1;";
    var mend = "-- f: from V1_9\ncreate or replace function f() returns int return 2;";
    var before = Map.of("V1_9", old, "V1_140", mend);
    assertThat(wrong(before, "V1_141", "create or replace function f() returns int return 1;"))
        .containsExactly("V1_141 says nowhere: -- f: from V1_140");
    assertThat(wrong(before, "V1_141", "-- f: from V1_9\nCREATE OR REPLACE FUNCTION public.f() returns int return 1;"))
        .containsExactly("V1_141 says nowhere: -- f: from V1_140");
    assertThat(wrong(before, "V1_141", "-- f: from V1_140\ncreate or replace function f() returns int return 3;"))
        .isEmpty();
    assertThat(wrong(before, "V1_141", "create function g() returns int return f(); -- create function f"))
        .isEmpty();
  }

  private static List<String> wrong(Map<String, String> before, String version, String script) {
    var scripts = new TreeMap<String, String>(ORDER);
    scripts.putAll(before);
    scripts.put(version, script);
    return wrong(scripts);
  }

  /** @param scripts by version, in the order in which they are run */
  private static List<String> wrong(SortedMap<String, String> scripts) {
    var latest = new HashMap<String, String>();
    var wrong = new ArrayList<String>();
    scripts.forEach((version, script) -> {
      var plain = COMMENT.matcher(script).replaceAll(" ").toLowerCase(Locale.ROOT);
      DEFINED.matcher(plain).results().map(found -> found.group(1)).distinct().forEach(name -> {
        var from = latest.put(name, version);
        if (from != null && isNew(version) && script.lines().noneMatch(("-- " + name + ": from " + from)::equals)) {
          wrong.add(version + " says nowhere: -- " + name + ": from " + from);
        }
      });
    });
    return wrong;
  }

  private static boolean isNew(String version) {
    return LANDED.stream()
        .noneMatch(last -> numbers(last)[0] == numbers(version)[0] && ORDER.compare(version, last) <= 0);
  }

  private static String version(String file) {
    return file.substring(0, file.indexOf("__"));
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.substring(1).split("_")).mapToInt(Integer::parseInt).toArray();
  }
}
