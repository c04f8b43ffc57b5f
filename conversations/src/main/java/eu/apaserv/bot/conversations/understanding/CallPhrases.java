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

/**
 * A call is wanted, perhaps at another number than the chat's: "sunați-mă", "numărul meu e 0722…, sunați-mă". Told by few words
 * that are all known; with any other word it is about something else.
 */
final class CallPhrases implements Grammar {
  private static final int LONGEST = 160;
  private static final Pattern CALL = Pattern.compile(
      "(?:va rog )?(?:sa ma sunati|sunati-?ma|vreau sa (?:ma sunati|fiu sunat[a]?)|ma puteti suna|"
          + "please call me(?: back)?)[ .!?]*(?:va rog|please|inapoi|maine)?[ .!?]*");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\d.,])[+0]\\d(?:[ ./()-]{0,2}\\d){7,13}(?!\\d)");
  private static final Pattern ROMANIAN = Pattern
      .compile("\\b(?:suna\\w*|sune|numar\\w*|vorb\\w*|discut\\w*|vreau|rog)\\b");
  private static final Pattern ENGLISH = Pattern.compile("\\b(?:call|number|please|phone|someone|speak|talk|ring)\\b");
  /** Beside a number: to be called, or to talk to somebody. */
  private static final Pattern CALLED = Pattern.compile(
      "\\b(?:suna\\w*|sunati\\w*|sune|apel\\w*|contact\\w*|telefonati\\w*|(?:un|dati-mi un) telefon|call|phone me|ring|reach"
          + "|(?:vorb|discut)\\w* cu)\\b");
  private static final Set<String> KNOWN = FewWords
      .of("buna ziua seara dimineata salut alo hello hi va te rog frumos please pls as vrea vreau doresc dori daca se poate puteti poti "
          + "putea pot sa ma mi-ar mi imi ne o pe il l suna sunati sunati-ma sunati-o sunati-l suna-ma suna-o sunat sunata sune sunam "
          + "apelati apelati-ma apel contactati contactati-ma contactat telefonati telefonati-mi telefon telefonul tel mobil mobilul un "
          + "numar numarul numaru nr meu mea la acest acesta asta aceasta este e ii si dar iar eu cineva coleg colegul om persoana operator "
          + "operatorul dumneavoastra dvs de de-al vostru un o cu vorbesc vorbi vorbim discut discuta discutam inapoi urgent repede cand "
          + "aveti timp puteti dupa inainte intre ora orele dimineata pranz amiaza seara maine azi astazi luni marti miercuri joi vineri "
          + "astept asteptam telefonul multumesc mersi mama mamei tata tatal sotul sotia fiul fiica mea meu acolo altul alt nou dati dati-mi "
          + "da-mi call me back my number is phone can could someone somebody you at on it this that i'd i like want need would to speak talk "
          + "with a person reach ring her him mother mum father after before when tomorrow today morning evening and but asap thanks thank");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    if (!folded.digits()) {
      return CALL.matcher(line).matches() ? Optional.of(called(text, line, found)) : Optional.empty();
    }
    var number = NUMBER.matcher(folded.text());
    var phone = number.find() ? ContactFinder.phone(number.group()) : Optional.<String>empty();
    var rest = phone.isEmpty() ? "" : number.replaceFirst(" ");
    if (!CALLED.matcher(rest).find() || !knowsAll(rest)) {
      return Optional.empty();
    }
    number.reset();
    if (number.find()) {
      found.mention("phone", phone.orElseThrow(), number.start(), number.end());
    }
    return Optional.of(called(text, line, found));
  }

  private static Understood called(String text, String line, Findings found) {
    boolean romanian = ROMANIAN.matcher(line).find();
    var language = romanian == ENGLISH.matcher(line).find() ? null : romanian ? Language.RO : Language.EN;
    return new Understood(text, language, List.of(new Guess("callback", 1)), found.all());
  }

  /** An hour is a number of one or two figures. */
  private static boolean knowsAll(String rest) {
    return List.of(rest.split("[^a-z0-9'-]+")).stream().filter(word -> !word.isEmpty())
        .allMatch(word -> KNOWN.contains(word) || word.matches("\\d{1,2}"));
  }
}
