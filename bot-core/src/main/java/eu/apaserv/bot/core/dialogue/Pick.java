package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a tapped button stands for, written into its id. Ids come back from the outside: anything may stand in them.
 */
sealed interface Pick {
  Pattern PAGE = Pattern.compile("p:\\d{1,2}");

  /** Stands for no option: the question is passed over. No option's key begins with a dot. */
  String SKIP = ".skip";

  /** An option of a question: {@code a:<run>:<slot>:<option>}. */
  record Answer(String run, String slot, String option) implements Pick {}

  /** A suggested next step: {@code s:<intent>:<key>=<value>;…}. */
  record Start(String intent, List<Entity> entities) implements Pick {}

  /** Another page of the open question's choices, from 0: {@code p:<page>}. */
  record Page(int page) implements Pick {}

  /** Nothing of ours. */
  record Foreign() implements Pick {}

  static String answer(String run, String slot, String option) {
    return "a:" + run + ":" + slot + ":" + option;
  }

  static String start(Suggestion suggestion) {
    return "s:" + suggestion.intent() + ":" + new TreeMap<>(suggestion.entities()).entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(";"));
  }

  static String page(int page) {
    return "p:" + page;
  }

  static Pick of(String id) {
    if (PAGE.matcher(id).matches()) {
      return new Page(Integer.parseInt(id.substring(2)));
    }
    var parts = id.split(":", 4);
    if (parts.length == 4 && parts[0].equals("a")) {
      return new Answer(parts[1], parts[2], parts[3]);
    }
    if (parts.length == 3 && parts[0].equals("s")) {
      return new Start(parts[1], entities(parts[2]));
    }
    return new Foreign();
  }

  private static List<Entity> entities(String pairs) {
    var found = new ArrayList<Entity>();
    for (var pair : pairs.split(";", 8)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        found.add(new Entity(pair.substring(0, equals), pair.substring(equals + 1), 0, 0));
      }
    }
    return found;
  }
}
