package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What proves a payment: that they have a receipt, how they get one, and by which way they paid what is not to be seen. */
final class ReceiptPhrases implements Grammar {
  private static final int LONGEST = 100;
  private static final Pattern RECEIPT = Pattern.compile("chitant\\w*|receipts?");
  private static final Pattern WANTED = Pattern
      .compile(
          "\\b(?:cum|unde|vreau|doresc|primesc|obtin|iau|scot|gasesc|dati|trimite\\w*|how|where|get|send|need|want|have)\\b");
  private static final Set<String> ABOUT = FewWords
      .of("chitanta chitante chitantele primesc obtin iau scot gasesc dati trimiteti trimite trimiteti-mi pentru plata platii "
          + "platile facuta facut ultima ultimul cardul card online receipt receipts get find send need payment payments made from");
  private static final Pattern HAVE = Pattern
      .compile(
          "(?:(?:da|dar|si|pai|ca|uite|uitati|but|and|yes)[ ,]+)*(?:eu )?(?:am|avem|tin|i have|i've got|we have)(?: (?:si|eu|aici|inca|toata|toate|the|a|my))*"
              + " (?:chitant\\w*|bon(?:ul)?(?: fiscal)?|dovad\\w*|extras\\w*(?: de cont)?|ordin\\w* de plata|receipts?|proof|bank statement)"
              + "(?: (?:aici|la mine|acasa|de la (?:banca|posta|bancomat)|de plata|platii|in mana|here|with me|of payment|from the bank))*");
  /** They have it to show: "pot să trimit o poză cu chitanța?", "v-am trimis chitanța". */
  private static final Pattern SHOWN = Pattern
      .compile(
          "(?:(?:da|dar|si|pai|ok|uite|uitati|va|vi|v|i|eu|pot|putem|as|putea|vreau|doresc|sa|am|mai|trebuie|unde|cum|se|poate|o|asta e|aceasta e|but|and|can|could|may|should|where|do|i've|have|want to|this is|here is)[ ,-]+)*"
              + "(?:(?:trimit|trimite|trimis|trimitem|arat|arata|atasez|atasa|incarc|pun|send|sent|show|upload|attach)(?: (?:si|eu|aici|you|va|v-?o))*(?: (?:o|un|the|a|my))? ?)?"
              + "(?:(?:poza|poze|pozele|fotografi\\w*|copi[ae]|picture|photo|copy) (?:cu|la|a|dupa|de la|of|with) )?(?:the |my )?(?:chitant\\w*|bonul|dovad\\w*(?: platii| de plata)?|ordinul de plata|extrasul(?: de cont)?|receipts?|proof of payment)"
              + "(?: (?:aici|acum|ieri|deja|va rog|te rog|pe whatsapp|here|now|please))*");
  private static final Pattern SHOWS = Pattern
      .compile(
          "\\b(?:trimi\\w*|arat\\w*|atas\\w*|incarc|pun|poz[ae]\\w*|fotografi\\w*|copi[ae]|uite|uitati|asta|aceasta|send|sent|show|upload|attach|picture|photo|copy|this|here)\\b");
  private static final Pattern FROM_US = Pattern.compile("\\b(?:trimiteti|imi|mi|primesc|dati)\\b");
  private static final double MAYBE = 0.5;
  private static final Pattern WAY = Pattern
      .compile(
          "(?:prin|cu|by|via|through|din|la|at) (?:the )?(?:transfer(?: bancar)?|virament|banca|aplicatia bancii|bank transfer|bank|posta|post office|ordin de plata)");
  private static final Pattern ROMANIAN = Pattern.compile("chitant.*|plat.*");
  private static final Pattern ENGLISH = Pattern.compile("receipts?|payments?|get");

  private final Gazetteer gazetteer;

  ReceiptPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    if (HAVE.matcher(line).matches()
        || (SHOWN.matcher(line).matches() && SHOWS.matcher(line).find() && !FROM_US.matcher(line).find())) {
      return Optional.of(of(text, folded, new Guess("payment_history", 1), "proof", "had", Words.language(line)));
    }
    if (WAY.matcher(line).matches()) {
      // A guess: "la poștă" may as well be the place an open question asks for.
      return Optional.of(of(text, folded, new Guess("pay", MAYBE), "paid_by", "1", Words.language(line)));
    }
    return FewWords.of(folded, gazetteer, ABOUT)
        .filter(words -> words.allKnown(ABOUT::contains) && words.any(RECEIPT) && words.says(WANTED))
        .map(words -> of(text, folded, new Guess("payment_history", 1), "proof", "wanted",
            words.language(ROMANIAN, ENGLISH)));
  }

  private static Understood of(String text, Folded folded, Guess guess, String key, String value,
      @Nullable Language language) {
    var found = new Findings(folded);
    found.mention(key, value, 0, folded.text().length());
    return new Understood(text, language, List.of(guess), found.all());
  }
}
