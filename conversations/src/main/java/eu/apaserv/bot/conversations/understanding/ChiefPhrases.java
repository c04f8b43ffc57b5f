package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** "Cine răspunde de asta, vreau numele șefului": who is in charge. Who wants to talk to that person is left to be passed on. */
final class ChiefPhrases implements Grammar {
  private static final int LONGEST = 100;
  private static final String CHIEF = "(?:sef\\w*|director\\w*|conducer\\w*|manager\\w*|responsabil\\w*|boss|management|person in charge)";
  private static final String ASKED = "(?:cine (?:raspunde|e responsabil|este responsabil|e vinovat|e de vina|conduce)(?: (?:de|pentru) (?:asta|aceasta|acest lucru|situatie|situatia asta|tot|voi|firma))?"
      + "|(?:cine e|cine este|cum il cheama pe|who is|who's) (?:the |your )?" + CHIEF
      + "(?: (?:vostru|dvs|acolo|la voi|there))*"
      + "|(?:(?:vreau|vrem|cer|dati(?:-mi)?|da-mi|spuneti(?:-mi)?|care e|care este|as vrea|i want|give me|what is|tell me)[ ]+)?(?:sa stiu )?(?:numele|numaru?l?|telefonul|the name|the number|adresa|emailul|e-mailul) (?:(?:la|lui|de la|of) )?(?:the |your )?"
      + CHIEF + "(?: (?:vostru|dvs|de acolo))*"
      + "|who is (?:responsible|in charge|to blame)(?: (?:for this|here|there|of this))*"
      + "|(?:cand|cum|unde)?(?: (?:sunt|pot|ma|pot sa ma|sa|inscriu|fac|e))* ?audient\\w*(?: (?:la|cu) (?:" + CHIEF
      + "))?)";
  private static final Pattern CHARGE = Pattern
      .compile("(?:(?:si|dar|pai|iar|buna|buna ziua|va rog|and|but|so|hello)[ ,.!]+)*" + ASKED
          + "(?:[ ,.!?]+(?:si |and )?" + ASKED + ")?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST || !CHARGE.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("contact_topic", "management", 0, folded.text().length());
    return Optional
        .of(new Understood(text, Words.language(folded.text()), List.of(new Guess("contact_info", 1)), found.all()));
  }
}
