package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * "Primit sms cu factura nouă": somebody tells what came, and wants to see what it is about. Near in its words to the wish to
 * get such messages, which it is not: no setting is changed by it.
 */
final class NoticePhrases implements Grammar {
  private static final int LONGEST = 140;
  private static final Pattern CAME = Pattern.compile(
      "^(?:(?:buna|ziua|seara|salut|alo|eu|noi|si|tocmai|azi|ieri|acum|aseara|iar|hello|hi|i|we|i've|we've|have|just|today)[ ,.!]+)*"
          + "(?:(?:am|mi[ -]a|ne[ -]a|ni[ -]a|mi[ -]o|mi[ -]ati|ne[ -]ati|m[ -]ati) (?:tot |iar |si )?)?"
          + "(?:primit|venit|vinit|sosit|ajuns|trimis|got|received)\\b");
  private static final Pattern MESSAGE = Pattern
      .compile(
          "\\b(?:mesaj\\w*|sms\\w*|e-?mail\\w*|mail\\w*|notificar\\w*|instiintar\\w*|alert[ae]\\w*|text|messages?|notifications?)\\b");
  /** A question, a wish, a doubt, something that did not come, a code: all these are more than that it came. */
  private static final Pattern MORE = Pattern.compile(
      "\\?|\\b(?:nu|n-am|niciun|nici|fara|cod(?:ul|uri)?|vreau|vrea|doresc|dori|sa (?:nu|imi|mi)|opri(?:ti|m)\\b(?! apa)|stop\\w*|dezabon\\w*"
          + "|abon\\w*|anunta\\w*|de ce|ce|cum|cand|gresit\\w*|altcuiva|alt\\w*|strain\\w*|not|no|never|didn'?t|code|want|why|what|when|how|wrong"
          + "|unsubscribe|subscribe|stop)\\b");
  private static final Map<String, Pattern> TOPICS = new LinkedHashMap<>();

  static {
    TOPICS.put("outage_info",
        Pattern.compile(
            "\\b(?:avari\\w*|intrerup\\w*|lucrari\\w*|opr\\w+ apa|apa oprita|outages?|works|water (?:off|cut))\\b"));
    TOPICS.put("submit_index", Pattern.compile("\\b(?:index\\w*|autocitir\\w*|citir\\w*|reading)\\b"));
    TOPICS.put("balance",
        Pattern.compile("\\b(?:factur\\w*|scaden\\w*|restan\\w*|datori\\w*|plat\\w*|bill|invoice|payment|due)\\b"));
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST || !CAME.matcher(line).find() || !MESSAGE.matcher(line).find()
        || MORE.matcher(line).find()) {
      return Optional.empty();
    }
    return TOPICS.entrySet().stream().filter(topic -> topic.getValue().matcher(line).find()).findFirst()
        .map(topic -> new Understood(text, null, List.of(new Guess(topic.getKey(), 1)), new Findings(folded).all()));
  }
}
