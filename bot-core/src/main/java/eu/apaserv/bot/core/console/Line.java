package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AnswerWithin;
import eu.apaserv.bot.core.store.ConversationList.Listed;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One conversation in the inbox, and at the top of its own page.
 *
 * @param waited how long they wait for a person, in words; null: nobody waits
 * @param late they wait longer than was promised
 * @param due when they will be late, for clocks; null: they are, not for hours, or nobody waits
 * @param when the last message's time, in words
 */
record Line(String key, String link, String channel, String address, String language, @Nullable String waited,
    boolean late, @Nullable String due, String reason, @Nullable String owner, String last, boolean lastIsOurs,
    String when, String iso,
    boolean unread, @Nullable String assigned, List<String> tags, List<String> lookers) {
  /** Who need not be answered before the next one has no clock running down beside them. */
  private static final Duration SHIFT = Duration.ofHours(4);

  static Line of(Entry entry, Words words, Instant now, AnswerWithin promised) {
    return of(new Listed(entry, false, null, List.of(), List.of()), words, now, promised);
  }

  static Line of(Listed listed, Words words, Instant now, AnswerWithin promised) {
    var entry = listed.entry();
    var waits = entry.waitingSince() == null ? null : Duration.between(entry.waitingSince(), now);
    var due = entry.waitingSince() == null ? null : promised.due(entry.waitingSince(), entry.reason());
    boolean late = due != null && now.isAfter(due);
    var last = entry.last();
    return new Line("c-" + entry.id(), Console.PATH + "/conversations/" + entry.id(), entry.address().channel(),
        Masked.id(entry.address().id()), entry.language(), waits == null ? null : words.lasted(waits),
        late, due == null || late || due.isAfter(now.plus(SHIFT)) ? null : words.iso(due),
        words.reason(entry.reason()), entry.owner(),
        last == null ? "" : Masked.text(words.summary(last.content())), last != null && last.outbound(),
        last == null ? "" : words.when(last.at(), now), last == null ? "" : words.iso(last.at()), listed.unread(),
        listed.assigned(), listed.tags(), listed.lookers());
  }
}
