package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Entity;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same asked of another thing: "are there works in Roman?", then "and Bicaz". */
final class Likewise {
  private static final Set<String> JOINING = Set.of("si", "dar", "iar", "in", "la", "pe", "din", "pentru", "pt", "str",
      "strada", "bd", "bdul", "bulevardul", "aleea", "nr", "and", "what", "how", "about", "on", "for", "cea", "cel",
      "cele", "mama", "mamei", "mamaia", "tata", "tatalui", "parinti", "parintii", "sora", "fratele", "bunica",
      "bunicul",
      "soacra", "socri", "fiica", "fiul", "mea", "meu", "mei", "my", "mother", "parents", "at",
      "aia", "ala", "alea", "de", "prin", "luna", "va", "rog", "the", "one", "ones", "from", "of", "by", "also", "too",
      "via",
      "please", "toate", "all");
  /** "All of them", "on Saturday", "why" mean nothing where an answer is of no such thing. */
  private static final Set<String> DEPENDENT = Set.of("every", "day", "amount", "since", "earlier", "much", "why",
      "need", "term");
  /** Words; who writes more tells something else. */
  private static final int MOST_MORE = 8;
  private static final int LONGEST_MORE = 200;

  private final Play play;
  private final Tasks tasks;

  Likewise(Play play, Tasks tasks) {
    this.play = play;
    this.tasks = tasks;
  }

  /**
   * What is no wish by itself but names a place, a month, …, right after an answer that only informed: the same is asked of
   * that. "Are there works in Roman?", then "and Bicaz".
   *
   * @return false when it is nothing of that kind: then nothing has happened
   */
  boolean more(Said said) {
    var last = play.done().isEmpty() ? null : play.done().getLast();
    if (last == null || said.entities().isEmpty() || Folding.plain(said.text()).size() > MOST_MORE) {
      return false;
    }
    var before = last.opening();
    var flow = play.cast().of(before.intent());
    if (flow == null || !flow.name().equals(last.flow())
        || ((!flow.aside() || DEPENDENT.containsAll(keys(said))) && Collections.disjoint(keys(said), flow.about()))) {
      return false;
    }
    play.decide("more");
    var wish = before.text().length() + said.text().length() > LONGEST_MORE
        ? said.meaning(before.intent(), 1)
        : said.after(before, key -> !flow.aside() || (!flow.about().isEmpty() && !flow.about().contains(key)));
    if (flow.aside()) {
      tasks.start(wish);
    } else {
      // What was chosen for the first holds for the next: only the thing named is another one.
      var next = play.beginning(flow, wish);
      for (var answer : last.answers().entrySet()) {
        next = next.withAnswer(answer.getKey(), answer.getValue());
      }
      play.stack().add(next);
      play.run(null);
    }
    return true;
  }

  /** Whether it was only asked about what had been answered before: nothing of it is put right. */
  static boolean asks(Frame frame) {
    return frame.opening().entities().stream().map(Entity::key).anyMatch("term"::equals);
  }

  /** Whether a message names things of these kinds, and says nothing else. */
  static boolean onlyNames(Said said, Set<String> kinds) {
    var rest = new StringBuilder(said.text());
    boolean names = false;
    for (var entity : said.entities()) {
      if (kinds.contains(entity.key())) {
        names = true;
        for (int i = Math.max(0, entity.start()); i < Math.min(entity.end(), rest.length()); i++) {
          rest.setCharAt(i, ' ');
        }
      }
    }
    return names && JOINING.containsAll(Folding.plain(rest.toString()));
  }

  /** The same where nothing else stands in the message, and what ended last was asked of such a thing too. */
  boolean nextOf(Said said) {
    var last = play.done().isEmpty() ? null : play.done().getLast();
    if (last == null || said.choice() != null
        || (said.intent().equals(last.opening().intent()) && said.confidence() >= Repair.SURE)
        || Collections.disjoint(keys(said), about(last))) {
      return false;
    }
    var rest = new StringBuilder(said.text());
    for (var entity : said.entities()) {
      for (int i = Math.max(0, entity.start()); i < Math.min(entity.end(), rest.length()); i++) {
        rest.setCharAt(i, ' ');
      }
    }
    return JOINING.containsAll(Folding.plain(rest.toString())) && more(said);
  }

  /** What the answer was of, and what else can be asked of it. */
  private Set<String> about(Frame last) {
    var about = keys(last.opening());
    var flow = play.cast().named(last.flow());
    if (flow != null) {
      about.addAll(flow.about());
      var named = Stream.concat(Stream.of(last.opening()), last.answers().values().stream())
          .flatMap(said -> said.entities().stream()).map(Entity::key).collect(Collectors.toSet());
      flow.within().forEach((part, wholes) -> {
        if (Collections.disjoint(named, wholes)) {
          about.remove(part);
        }
      });
    }
    return about;
  }

  private static Set<String> keys(Said said) {
    return said.entities().stream().map(Entity::key).collect(Collectors.toCollection(HashSet::new));
  }
}
