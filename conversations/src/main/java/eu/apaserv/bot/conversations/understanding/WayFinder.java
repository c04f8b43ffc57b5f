package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.Map;
import java.util.regex.Pattern;

/** A way of sending and nothing else, "și pe e-mail", "by sms too": whatever it is taken for, it may follow what was asked. */
final class WayFinder implements EntityFinder {
  private static final Pattern ALONE = Pattern.compile("(?:(?:si|dar|and|also) )*(?:pe|prin|by|via|on) "
      + "(?<way>sms|e-?mail|mail|whats ?app|telegram)(?: (?:va rog|te rog|please|too|also))?[ .!?]*");
  private static final Map<String, String> NAMES = Map.of("mail", "email", "e-mail", "email", "whats app", "whatsapp");

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    var way = ALONE.matcher(message.text().stripTrailing());
    if (way.matches() && !found.has("channel")) {
      found.mention("channel", NAMES.getOrDefault(way.group("way"), way.group("way")), way.start("way"),
          way.end("way"));
    }
  }
}
