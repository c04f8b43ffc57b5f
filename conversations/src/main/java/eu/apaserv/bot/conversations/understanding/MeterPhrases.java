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

/** Who mounts, changes and pays for a meter, told by a few words that are all known; one that is broken is a fault. */
final class MeterPhrases implements Grammar {
  private static final Pattern METER = Pattern.compile("contor\\w*|apometr\\w*|ceas(?:ul|u)?|meters?");
  private static final Pattern DONE = Pattern
      .compile("pun[ei]?|punet[ie]?|monte\\w*|montat\\w*|montar\\w*|instale\\w*|instalat\\w*|instalar\\w*"
          + "|schimb\\w*|inlocu\\w*|verific\\w*|plat\\w*|cumpar\\w*|costa|cost|gratis|gratuit|install\\w*|replac\\w*|chang\\w*|mount\\w*|fit|fits"
          + "|pay|pays|costs?|buy|free|put|puts");
  private static final Pattern ASKED = Pattern
      .compile("\\b(?:cine|cui|cat|cit|cand|cind|cum|trebuie|pe banii|e gratis|who|how|when|must|have to|do i)\\b");
  /** What is to be billed, or read, is asked for otherwise. */
  private static final Pattern OTHER = Pattern
      .compile("\\b(?:citi\\w*|citesc|index\\w*|factur\\w*|mc|m3|metru\\w*|cubic?|plata|am platit)\\b");
  private static final Set<String> ABOUT = FewWords
      .of("contorul contor apometrul apometru ceasul cine cui cand cind trebuie eu mie meu nostru nou noul noua vechi stricat "
          + "defect expirat banii mei mea nu daca ca o il l le isi lui asta acesta acum costa vine veti ati dvs gratis gratuit instalator instalatorul "
          + "apometre contoare apometrele contoarele meter who must new old broken i myself self replace install it");
  private static final Pattern ROMANIAN = Pattern.compile("contor.*|apometr.*|ceas.*|cine|schimb.*|monte.*");
  private static final Pattern ENGLISH = Pattern.compile("meters?|who|install.*|replac.*|chang.*");

  private final Gazetteer gazetteer;

  MeterPhrases(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    return FewWords.of(folded, gazetteer, ABOUT).filter(MeterPhrases::asked)
        .map(words -> new Understood(text, words.language(ROMANIAN, ENGLISH), List.of(new Guess("meter_change", 1)),
            List.of()));
  }

  private static boolean asked(FewWords words) {
    return words
        .allKnown(word -> ABOUT.contains(word) || METER.matcher(word).matches() || DONE.matcher(word).matches())
        && words.any(METER) && words.any(DONE) && words.says(ASKED) && !words.says(OTHER);
  }
}
