package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** One message for everything a person is to be told in a run. */
public final class Merging {
  private Merging() {}

  /** What makes one message of several facts. */
  @FunctionalInterface
  public interface Saying<T> {
    /**
     * @param about the recipients of one person, at least one
     * @param facts about each, in the same order
     */
    Verdict say(List<Recipient> about, List<T> facts);
  }

  private record Told<T>(List<Recipient> about, List<T> facts) {}

  /**
   * @param findings about each recipient, in the same order
   */
  public static <T> List<Verdict> verdicts(List<Recipient> recipients, List<Finding<T>> findings, Saying<T> saying) {
    var verdicts = new ArrayList<Verdict>();
    var told = new LinkedHashMap<UUID, Told<T>>();
    for (int i = 0; i < recipients.size(); i++) {
      var recipient = recipients.get(i);
      switch (findings.get(i)) {
        case Finding.Skip<T>(var reason) -> verdicts.add(new Verdict.Skip(List.of(recipient), reason));
        case Finding.Wait<T>(var until) -> verdicts.add(new Verdict.Later(List.of(recipient), until));
        case Finding.Tell<T>(var fact) -> {
          var one = told.computeIfAbsent(recipient.person(), _ -> new Told<>(new ArrayList<>(), new ArrayList<>()));
          one.about().add(recipient);
          one.facts().add(fact);
        }
      }
    }
    told.values().forEach(one -> verdicts.add(saying.say(one.about(), one.facts())));
    return verdicts;
  }
}
