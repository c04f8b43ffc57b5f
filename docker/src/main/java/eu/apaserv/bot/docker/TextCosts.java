package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.sms.Segments;
import eu.apaserv.bot.channels.sms.SmsLetters;
import eu.apaserv.bot.conversations.notice.NoticeTemplates;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import java.util.Collection;
import java.util.Comparator;

/** What a text that staff write costs where every character does: as that channel sends and bills it, in the dearest way. */
final class TextCosts {
  private TextCosts() {}

  /** Where no such channel is on, as one that leaves accents out. */
  static WordingCheck.Costs by(Collection<Channel> channels) {
    var billed = channels.stream().filter(channel -> channel.capabilities().brief()).findFirst();
    return (key, text) -> NoticeTemplates.saying(key).stream()
        .map(said -> billed.map(channel -> new WordingCheck.Cost(channel.parts(said, text), channel.plain(said, text)))
            .orElseGet(() -> cheap(said, text)))
        .max(Comparator.comparingInt(WordingCheck.Cost::parts).thenComparing(cost -> !cost.plain())).orElseThrow();
  }

  private static WordingCheck.Cost cheap(String said, String text) {
    var segments = SmsLetters.CHEAP.segments(said, text, Segments.Reference.EIGHT_BIT);
    return new WordingCheck.Cost(segments.count(), segments.gsm7());
  }
}
