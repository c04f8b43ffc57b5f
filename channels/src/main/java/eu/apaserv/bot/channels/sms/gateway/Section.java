package eu.apaserv.bot.channels.sms.gateway;

import eu.apaserv.bot.channels.sms.gateway.Written.Table;
import eu.apaserv.bot.channels.sms.gateway.Written.Word;
import eu.apaserv.bot.channels.sms.gateway.Written.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One table of a gateway file as it is read: every mistake is kept with its line, and names that nobody asked for are one. */
final class Section {
  private final String path;
  private final Table table;
  private final List<String> problems;
  private final Set<String> asked = new HashSet<>();

  Section(String path, Table table, List<String> problems) {
    this.path = path;
    this.table = table;
    this.problems = problems;
  }

  Optional<String> text(String name) {
    return read(name, text -> text);
  }

  String needed(String name, String like) {
    var text = text(name);
    if (text.isEmpty() || text.get().isBlank()) {
      problem(table.at(), named(name) + " is missing: write " + like);
    }
    return text.orElse("");
  }

  /** A word or several, as they stand. */
  List<Word> words(String name) {
    asked.add(name);
    return switch (table.entries().get(name)) {
      case Word word -> List.of(word);
      case Words words -> words.words();
      case Table other -> {
        problem(other.at(), named(name) + " is a word or a list of words");
        yield List.of();
      }
      case null -> List.of();
    };
  }

  List<String> texts(String name) {
    return words(name).stream().map(Word::text).toList();
  }

  Optional<Pattern> pattern(String name) {
    return read(name, text -> {
      try {
        return Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException("is no regular expression: " + e.getDescription(), e);
      }
    });
  }

  /** {@code reading} throws {@link IllegalArgumentException} whose message completes "name …". */
  <T> Optional<T> read(String name, Function<String, T> reading) {
    asked.add(name);
    var value = table.entries().get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Word(String text, String at))) {
      problem(value.at(), named(name) + " is one word or text");
      return Optional.empty();
    }
    try {
      return Optional.of(reading.apply(text));
    } catch (RuntimeException e) {
      problem(at, named(name) + " " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The table below this name; an empty one where there is none. */
  Section section(String name) {
    asked.add(name);
    var value = table.entries().get(name);
    if (value != null && !(value instanceof Table)) {
      problem(value.at(), named(name) + " is a table: write its names and values below it");
    }
    var below = value instanceof Table found ? found : new Table(Map.of(), value == null ? table.at() : value.at());
    return new Section(named(name), below, problems);
  }

  boolean has(String name) {
    return table.entries().containsKey(name);
  }

  /** Names of the file's own choosing, each with a word. */
  Map<String, Word> all() {
    var all = new LinkedHashMap<String, Word>();
    table.entries().forEach((name, value) -> {
      asked.add(name);
      if (value instanceof Word word) {
        all.put(name, word);
      } else {
        problem(value.at(), named(name) + " is one word or text");
      }
    });
    return all;
  }

  void problem(String at, String what) {
    problems.add(at + ": " + what);
  }

  /** To be called last. */
  void noOthers() {
    var others = new ArrayList<>(table.entries().keySet());
    others.removeAll(asked);
    others.forEach(name -> {
      var written = table.entries().get(name);
      problem(written == null ? table.at() : written.at(), named(name) + " means nothing here: write one of "
          + String.join(", ", new TreeSet<>(asked)));
    });
  }

  private String named(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
