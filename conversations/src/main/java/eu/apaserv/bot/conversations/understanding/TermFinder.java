package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.regex.Pattern;

/** "Și cât costă?", "how many days", and nothing else: whatever it is taken for, it may be of what was just told. */
final class TermFinder implements EntityFinder {
  private static final String BEFORE = "(?:(?:si|dar|da|pai|ok|bine|iar|and|but|so|ok)[ ,]+)*(?:cam )?";
  private static final String OF_IT = "(?: (?:asta|aceasta|schimbarea|totul|actele|procedura|dosarul|this|that|it|all this|the whole thing|in total|tot|oare))*";
  private static final Pattern COST = Pattern.compile(BEFORE
      + "(?:(?:cat|cit|ce) (?:o sa |m-?ar |ma |ne |imi |va |ar )*cost[ai]?|se plateste(?: ceva)?|(?:e|este) (?:gratis|gratuit|pe gratis)|(?:e|exista) vreo taxa|"
      + "am ceva de platit pentru asta|how much(?: (?:does|will|would|is) (?:it|this|that)(?: (?:cost|going to cost|be))?)?|what does (?:it|this|that) cost"
      + "|(?:is|are) there (?:a|any) (?:fees?|charges?)|is (?:it|this|that) free|do i (?:have to )?pay (?:anything|something|for (?:it|this|that)))"
      + OF_IT + "[ .!?]*");
  private static final Pattern HOW_LONG = Pattern.compile(BEFORE
      + "(?:(?:in )?(?:cat|cit) timp (?:ia|se (?:face|rezolva)|trebuie|astept|mai astept)|(?:in )?c[ai]te zile(?: (?:dureaza|ia|se face))?"
      + "|(?:cat|cit) se asteapta|c[ai]t (?:mai )?(?:am de asteptat|astept)|how many days(?: (?:does (?:it|this|that) take|will (?:it|this|that) take))?"
      + "|how (?:long|soon) (?:does|will|would) (?:it|this|that)(?: all)? (?:take|be)|how long do i (?:have to )?wait)"
      + OF_IT
      + "[ .!?]*");

  private static final String COSTS = "(?:(?:cat|cit) (?:ma |ne |va |o sa )*cost[ai]?|how much (?:does it cost|is it))";
  private static final String LASTS = "(?:(?:in )?(?:cat|cit) (?:timp )?(?:dureaza|ia|se face|trebuie)|how long does it take)";
  /** Both in one breath. */
  private static final Pattern BOTH = Pattern
      .compile(BEFORE + "(?:" + COSTS + OF_IT + "[ ,]+(?:(?:si|and) )?(?:cam )?" + LASTS + "|"
          + LASTS + OF_IT + "[ ,]+(?:(?:si|and) )?(?:cam )?" + COSTS + ")" + OF_IT + "[ .!?]*");

  /** Of what is paid, or of what is read. */
  private static final Pattern TERM = Pattern.compile(BEFORE
      + "(?:pana (?:cand|in ce (?:zi|data)|pe ce data|la ce data)(?: (?:mai )?(?:am|avem|e|este|ii|pot|putem|trebuie))?(?: (?:termen\\w*|timp|voie))?(?: limita)?"
      + "|(?:cat|ce) (?:mai )?(?:am|avem|e|este) (?:timp|termen\\w*)|cat timp (?:mai )?(?:am|avem)(?: la dispozitie)?"
      + "|care (?:e|este|ii) (?:termenul|data limita|ultima zi)(?: limita)?|(?:data limita|termen(?:ul)?(?: limita)?)"
      + "|until when(?: (?:do i have|can i|is it))?|(?:what(?:'s| is) )?the deadline|deadline|how (?:long|much time) do i have)"
      + "(?: (?:sa (?:o |il |le )?(?:platesc|achit)|de plata|la plata|pentru plata|to pay))?[ .!?]*");

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    var text = message.text().strip();
    if (COST.matcher(text).matches() || BOTH.matcher(text).matches()) {
      found.mention("cost", "1", 0, message.text().length());
    } else if (HOW_LONG.matcher(text).matches()) {
      found.mention("how_long", "1", 0, message.text().length());
    } else if (TERM.matcher(text).matches()) {
      found.mention("term", "1", 0, message.text().length());
    }
  }
}
