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

/** Who it is that answers, the news that the water is back, and beginnings that say nothing yet: told by nothing but these words. */
final class SmallTalk implements Grammar {
  private static final String ONE = "(?:om|robot|robotul|bot|masinarie|persoana|computer|chat ?gpt|gpt|ai|inteligenta artificiala|siri|alexa)";
  private static final String ASKS = "(?:(?:esti|sunteti|e|este|(?:vorbesc|scriu) cu(?= (?:un )?(?:robot|bot|masinarie|computer)))(?: cumva)?(?: un| o)? "
      + ONE + "(?: sau(?: un| o)? " + ONE
      + ")?(?: adevarat[a]?| real[a]?)?"
      + "|(?:(?:asta|acesta|ce) )?(?:e|este|sunteti)(?: cumva)?(?: o)? (?:teapa|frauda|inselatorie|inselaciune|escrocherie|spam)|(?:chiar )?(?:e|este|sunteti) (?:chiar )?de la (?:voi|apa)"
      + "|is (?:this|it)(?: a)? (?:scam|fraud|spam|fake)|cine (?:esti|sunteti|imi raspunde|raspunde aici)|cu cine vorbesc|cum te cheama|(?:are you|am i talking to|is this)(?: a| an)? "
      + "(?:robot|bot|human|person|real person|machine)(?: or(?: a| an)? (?:robot|bot|human|person|machine|ai))?|who are you|who is this|who's this|who am i talking to)";
  private static final Pattern WHO = Pattern
      .compile("(?:buna|buna ziua|salut|dar|da|si|hello|hi)?[ ,.!]*" + ASKS + "(?:[ ,.?!]+" + ASKS + ")?");
  /** Of no water at all, said for fun or to try us. */
  private static final Pattern CHAT = Pattern
      .compile(
          "(?:(?:buna|salut|hei|si|dar|auzi|ok|hey|hi|hello|tu)[ ,.!]+)*(?:(?:zi|spune|zi-mi|spune-mi|zimi|stii|vreau|hai cu|tell|know)(?: (?:si|mi|o|un|vreo|niste|ceva|me|a|any|tu))*"
              + " (?:glum[ae]|glume|banc(?:uri)?|poveste|jokes?|story)|ma iubesti|te iubesc|(?:do you|i) love (?:me|you)|c[ai]ti ani ai|how old are you|c[ai]t castigi"
              + "|ai (?:suflet|familie|copii|iubita?|prieteni)|esti (?:frumoasa|frumos|maritata?|insurat|singura?|desteapta|destept|fata|baiat)"
              + "|c[ai]t (?:face|fac) \\d+ ?[+*x/-] ?\\d+|(?:what is|what's) \\d+ ?[+*x/-] ?\\d+)");
  private static final Pattern THANKS = Pattern
      .compile(
          "(?:(?:ok|bine|super|gata|da|perfect)[ ,.!]+)*(?:bine ca (?:m|ne|mi|ni)[ -]?a(?:ti|i) (?:anuntat|scris|spus|zis)"
              + "|(?:multumesc|multumim|mersi|multam|ms|merci)(?: mult| frumos)? (?:ca|pt ca|pentru ca) (?:m|ne|mi|ni)[ -]?a(?:ti|i) (?:anuntat|scris|spus|zis)"
              + "|(?:grazie|danke|koszonom|gracias)(?: (?:mille|mult|schon|szepen|tante|sehr))?"
              + "|multam(?: fain| frumos| mult)?|mersi de (?:anunt|mesaj|info|informatie)|thanks? (?:you )?for (?:letting me know|the (?:message|info|warning)|telling me))");
  /** Thanks and a good day: they take leave. */
  private static final Pattern LEAVE = Pattern.compile(
      "(?:(?:ok|bine|super|gata|perfect)[ ,.!]+)*(?:va |iti )?(?:multumesc|multumim|mersi|merci|ms|thanks|thank you|thx)(?: (?:mult|frumos|tare|so much|a lot))?[ ,.!]+(?:si |and |va doresc |have )*"
          + "(?:(?:o )?(?:zi|seara|dupa-?amiaza|noapte|saptamana) (?:buna|frumoasa|placuta|faina)|un weekend (?:bun|placut|frumos)|(?:a )?(?:nice|good|great|lovely) (?:day|evening|night|weekend|one)"
          + "|pa(?: pa)?|numai bine|toate cele bune|sanatate|bye|goodbye|pe curand|la revedere)");
  private static final Pattern BACK = Pattern
      .compile("(?:(?:gata|ok|da|bine|acum|multumesc|in sfarsit|done|ok)[ ,.!]+)*"
          + "(?:a (?:venit|revenit)(?: deja)? apa|apa a (?:venit|revenit)|s-a dat drumul la apa|(?:merge|curge|avem|am) (?:iar|din nou|iarasi) apa"
          + "|(?:the )?water (?:is|has come|came) back(?: on)?)(?:[ ,.!]+(?:acum|deja|multumesc|mersi|thanks|thank you|now))*");

  /** Its reading, or what is wrong with it. */
  private static final Pattern METER = Pattern
      .compile("(?:contor|contorul|contoru|apometru|apometrul)(?: (?:meu|de apa|nostru))?");
  private static final double MAYBE = 0.45;
  /** A beginning that says nothing yet: what is wanted comes in the next message. */
  private static final Pattern BEGINS = Pattern
      .compile("(?:(?:buna|buna ziua|buna seara|salut|alo|va rog|ma scuzati|scuze|hello|hi|sorry)[ ,.!]+)*"
          + "(?:(?:(?:am|as avea|aveam|am si (?:eu|io)) )?(?:o|una) (?:mica )?(?:intrebare|rugaminte|nelamurire|problema)(?: (?:pentru|la|de) (?:dvs|dumneavoastra|voi))?"
          + "|(?:o )?problema|(?:as vrea|vreau|vream|doream|as dori)(?: (?:si (?:eu|io)|sa|va|stiu|aflu|ceva|intreb|rog|spun|zic))*"
          + "|(?:pot|as putea) (?:sa )?(?:(?:va|te) )?(?:intreb|intreba)(?: (?:ceva|si eu ceva))?"
          + "|(?:i have|i'?ve got) a (?:question|problem)|(?:can|may|could) i ask (?:you )?(?:something|a question)|i (?:want|would like) to(?: (?:ask|know))?)[ ,.:?]*(?:va rog)?");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (WHO.matcher(line).matches()) {
      return Optional.of(new Understood(text, null, List.of(new Guess("who_answers", 1)), List.of()));
    }
    if (CHAT.matcher(line).matches()) {
      var found = new Findings(folded);
      found.mention("chat", "1", 0, folded.text().length());
      return Optional.of(new Understood(text, null, List.of(new Guess("who_answers", 1)), found.all()));
    }
    if (THANKS.matcher(line).matches()) {
      return Optional.of(new Understood(text, null, List.of(new Guess("thanks", 1)), List.of()));
    }
    if (LEAVE.matcher(line).matches()) {
      return Optional.of(new Understood(text, null, List.of(new Guess("bye", 1)), List.of()));
    }
    if (METER.matcher(line).matches()) {
      return Optional.of(new Understood(text, null, List.of(new Guess("submit_index", MAYBE), new Guess("report_fault",
          MAYBE)), List.of()));
    }
    if (BEGINS.matcher(line).matches()) {
      var found = new Findings(folded);
      found.mention("begins", "1", 0, folded.text().length());
      return Optional.of(new Understood(text, null, List.of(new Guess("greet", 1)), found.all()));
    }
    if (text.contains("?") || !BACK.matcher(line).matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("water_back", "1", 0, folded.text().length());
    return Optional.of(new Understood(text, null, List.of(new Guess("outage_info", 1)), found.all()));
  }
}
