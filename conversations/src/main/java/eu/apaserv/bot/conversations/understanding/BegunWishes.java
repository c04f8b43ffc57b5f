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

/** A wish, and why they cannot do it alone: "vreau să dau indexul, dar nu știu unde să mă uit". The wish is what counts. */
final class BegunWishes implements Grammar {
  private static final int LONGEST = 160;
  private static final String BEFORE = "^(?:(?:buna|ziua|seara|dimineata|salut|alo|servus|maica|mama|domnule|doamna|va rog|si eu|eu|hello|hi|please)[ ,.!]+)*";
  private static final String BUT = "[ ,.]+(?:da|dar|ca|si|numai ca|doar ca|insa|but|and)[ ,]+(?:eu )?(?:(?:nu|n)[ -](?:stiu|prea stiu|ma pricep|gasesc|inteleg|vad|am ochelari|pot citi)"
      + "|habar n-?am|(?:i )?(?:don'?t|do not|can'?t|cannot) (?:know|find|see|understand|read))\\b.*$";
  private static final Map<String, Pattern> WISHES = new LinkedHashMap<>();

  static {
    WISHES.put("submit_index", Pattern.compile(BEFORE
        + "(?:(?:as )?(?:vreau|vrea|vreu|dori|doresc|trebuie|am) (?:si eu )?sa (?:si eu )?(?:va |v )?(?:dau|trimit|transmit|introduc|comunic) (?:si eu )?(?:index\\w*|citire\\w*)"
        + "|i (?:want|need|have) to (?:send|give|submit) (?:you )?(?:the |my )?(?:meter )?(?:reading|index))" + BUT));
    WISHES.put("balance", Pattern.compile(BEFORE
        + "(?:am|avem) (?:si (?:eu|noi) |ceva )?de (?:platit|plata|dat)(?: (?:la )?(?:apa|factura|ceva))?" + BUT));
    WISHES.put("pay", Pattern.compile(BEFORE
        + "(?:(?:as )?(?:vreau|vrea|vreu|dori|doresc|trebuie) (?:si eu )?sa (?:si eu )?(?:platesc|achit)(?: si eu)?(?: (?:apa|factura))?"
        + "|i (?:want|need|have) to pay(?: (?:the |my )?(?:bill|water|invoice))?)(?:" + BUT
        + "|(?:[ ,!.]+(?:urgent|repede|acum|azi|astazi|neaparat|asap|now|today|va rog))+[ !.]*$)"));
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST || folded.digits()) {
      return Optional.empty();
    }
    return WISHES.entrySet().stream().filter(wish -> wish.getValue().matcher(line).find()).findFirst()
        .map(wish -> new Understood(text, null, List.of(new Guess(wish.getKey(), 1)), new Findings(folded).all()));
  }
}
