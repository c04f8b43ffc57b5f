package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a debt may be paid in instalments, told by a few words that are all known. */
final class InstalmentPhrases implements Grammar {
  private static final Pattern INSTALMENTS = Pattern
      .compile("\\b(?:in|pe) (?:[a-z0-9]+ )?(?:rate|transe)\\b|\\besalon\\w*"
          + "|\\bnu?[ -](?:am|avem) (?:bani|banii|cu ce|de unde)\\b.*\\b(?:plat|achit|factur)|\\brate\\?$|\\binstal+ments?\\b|\\bpayment plan\\b");
  private static final Pattern WORD = Pattern
      .compile("esalon\\w*|rate|transe|instal+ments?|plat\\w*|achit\\w*|dator\\w*|"
          + "restant\\w*|factur\\w*|sum[ae]|\\d{1,2}");
  private static final Set<String> ABOUT = FewWords
      .of("esalonare esalonarea pot poate putea face faceti fac imi dati acceptati doua trei patru sase multe mai "
          + "cateva lunare nu n n-am n-avem bani banii toata toate integral pensionar pensionara somer greu unde imediat pay paying payment plan bill bills debt accept monthly offer be it");
  private static final Pattern ROMANIAN = Pattern.compile("rate|transe|esalon.*");
  private static final Pattern ENGLISH = Pattern.compile("instal+ments?|pay|payment|plan");

  private final Gazetteer gazetteer;

  InstalmentPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    return FewWords.of(folded, gazetteer, ABOUT)
        .filter(words -> words.allKnown(word -> ABOUT.contains(word) || WORD.matcher(word).matches())
            && words.says(INSTALMENTS))
        .map(words -> new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("pay", 1)), List.of()));
  }
}
