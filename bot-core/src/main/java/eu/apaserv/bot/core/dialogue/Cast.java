package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All flows, by name and by what starts them. */
final class Cast {
  private final List<Flow> flows;
  private final Map<String, Flow> byName = new HashMap<>();
  private final Map<String, Flow> byIntent = new HashMap<>();

  /** @throws IllegalArgumentException when two claim the same name or intent */
  Cast(List<Flow> flows) {
    this.flows = List.copyOf(flows);
    for (var own : Crossroad.values()) {
      put(byName, own.name(), own);
    }
    for (var flow : flows) {
      put(byName, flow.name(), flow);
      flow.formerly().forEach(name -> put(byName, name, flow));
      flow.intents().forEach(intent -> put(byIntent, intent, flow));
    }
  }

  private static void put(Map<String, Flow> map, String key, Flow flow) {
    if (map.put(key, flow) != null) {
      throw new IllegalArgumentException("Two flows claim " + key + "; " + flow.name() + " is one of them");
    }
  }

  @Nullable
  Flow named(String name) {
    return byName.get(name);
  }

  @Nullable
  Flow of(String intent) {
    return byIntent.get(intent);
  }

  boolean knows(String intent) {
    return byIntent.containsKey(intent);
  }

  /** What an intent is called where it is offered. */
  Optional<Phrase> title(String intent) {
    return Optional.ofNullable(byIntent.get(intent)).flatMap(flow -> flow.title(intent));
  }

  /** What this person can do now, in the order of the flows. */
  List<Suggestion> possible(Dialogue d) {
    var steps = new ArrayList<Suggestion>();
    for (var flow : flows) {
      var titled = flow.intents().stream().sorted().filter(intent -> flow.title(intent).isPresent()).toList();
      if (!titled.isEmpty() && flow.possible(d)) {
        titled.forEach(intent -> flow.title(intent).ifPresent(title -> steps.add(new Suggestion(title, intent))));
      }
    }
    return steps;
  }

  /** The intents that can begin with an attachment of this kind. */
  List<String> accepting(String kind) {
    return flows.stream().filter(flow -> flow.accepts().contains(kind))
        .flatMap(flow -> flow.intents().stream().sorted().filter(intent -> flow.title(intent).isPresent()).limit(1))
        .toList();
  }
}
