package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What exactly an intent is about, by the words that say it: the kind of fault, of alert, of change. Which word belongs to
 * which topic is a table, {@code training/topics.txt}; the first line of an intent that matches wins.
 */
final class TopicFinder implements EntityFinder {
  private record Topic(String key, String value, Pattern words) {}

  /** Kinds of which a message may name several at once. */
  private static final List<String> SEVERAL = List.of("outage", "planned_works");

  private final Map<String, List<Topic>> topics = new LinkedHashMap<>();

  /** @param lines {@code intents key value = regular expression}, intents separated by commas */
  TopicFinder(List<String> lines) {
    for (var line : lines) {
      var sides = line.split("=", 2);
      var names = sides[0].strip().split("\\s+", -1);
      if (sides.length < 2 || names.length != 3) {
        throw new IllegalStateException("training/topics.txt: write \"intents key value = words\", not: " + line);
      }
      var topic = new Topic(names[1], names[2], Pattern.compile(sides[1].strip()));
      for (var intent : names[0].split(",", -1)) {
        topics.computeIfAbsent(intent, _ -> new ArrayList<>()).add(topic);
      }
    }
  }

  /** Which way of sending is meant, its first mention tells: "not by SMS, I read the e-mail". */
  private static final String CHANNEL = "channel";

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    for (var topic : topics.getOrDefault(intent, List.of())) {
      if (found.has(topic.key) && !SEVERAL.contains(topic.value)) {
        continue;
      }
      var words = topic.words.matcher(message.text());
      if (words.find() && (!topic.key.equals(CHANNEL) || first(intent, message.text(), words.start()))) {
        found.mention(topic.key, topic.value, words.start(), words.end());
      }
    }
  }

  private boolean first(String intent, String text, int start) {
    return topics.getOrDefault(intent, List.of()).stream().filter(t -> t.key.equals(CHANNEL)).allMatch(t -> {
      var words = t.words.matcher(text);
      return !words.find() || words.start() >= start;
    });
  }
}
