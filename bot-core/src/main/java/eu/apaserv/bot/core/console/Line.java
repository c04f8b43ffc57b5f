package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Transcripts.Entry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One conversation in the inbox, and at the top of its own page.
 *
 * @param waited how long they wait for a person, in words; null: nobody waits
 * @param when the last message's time, in words
 */
record Line(String link, String channel, String address, String language, @Nullable String waited, String reason,
    @Nullable String owner, String last, boolean lastIsOurs, String when, String iso) {

  static Line of(Entry entry, Words words, Instant now) {
    var since = entry.waitingSince();
    var last = entry.last();
    return new Line(Console.PATH + "/conversations/" + entry.id(), entry.address().channel(),
        Masked.id(entry.address().id()), entry.language(),
        since == null ? null : words.lasted(Duration.between(since, now)), words.reason(entry.reason()), entry.owner(),
        last == null ? "" : words.summary(last.content()), last != null && last.outbound(),
        last == null ? "" : words.when(last.at(), now), last == null ? "" : words.iso(last.at()));
  }
}
