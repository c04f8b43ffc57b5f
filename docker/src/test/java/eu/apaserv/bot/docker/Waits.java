package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.Conversation;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.core.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** How long people looked at their phones for an answer, by the step during which they wrote. */
final class Waits {
  private static final long LONGEST_MS = 600_000;

  private final NavigableMap<Instant, Histogram> steps = new TreeMap<>();
  private final Map<Instant, String> names = new HashMap<>();
  private final Map<String, PhoneMessage> phones;
  private final Map<String, String> answers;

  Waits(Database database, List<String> people, Function<String, Conversation> phone) {
    phones = people.stream().map(person -> phone.apply(person).messages()).flatMap(Collection::stream)
        .collect(Collectors.toMap(PhoneMessage::id, Function.identity(), (first, _) -> first));
    answers = database.list(row -> Map.entry(row.getString(0), row.getString(1)), """
        select distinct on (reply_to) reply_to, provider_id from outbox
        where reply_to is not null and provider_id is not null order by reply_to, id""").stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A step; all of them before {@link #table}. */
  void from(String what, Instant at) {
    names.put(at, what);
    steps.put(at, new Histogram(LONGEST_MS, 3));
  }

  /** A line a step. */
  String table() {
    answers.forEach((asked, answer) -> {
      var question = phones.get(asked);
      var reply = phones.get(answer);
      if (question != null && reply != null) {
        steps.floorEntry(question.time()).getValue()
            .recordValue(Math.max(0, Duration.between(question.time(), reply.time()).toMillis()));
      }
    });
    return steps.entrySet().stream().map(step -> line(names.getOrDefault(step.getKey(), ""), step.getValue()))
        .collect(Collectors.joining("\n", "what | messages | answered after p50 / p99 / longest ms\n", ""));
  }

  private static String line(String what, Histogram waits) {
    return String.format(Locale.ROOT, "%s | %d | %d / %d / %d", what, waits.getTotalCount(),
        waits.getValueAtPercentile(50), waits.getValueAtPercentile(99), waits.getMaxValue());
  }
}
