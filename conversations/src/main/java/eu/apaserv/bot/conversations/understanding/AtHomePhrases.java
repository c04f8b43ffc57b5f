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

/**
 * Who cannot come to an office, asks whether something goes without coming, or sends somebody else. What is meant is most often
 * what was just talked about, so a wish that stands in the message itself is left to the others.
 */
final class AtHomePhrases implements Grammar {
  private static final int LONGEST = 140;
  private static final String KEY = "remote";
  private static final double MAYBE = 0.5;

  /** "Nu pot veni", "nu mă pot deplasa", "mi-e greu să ajung". */
  private static final Pattern AWAY = Pattern
      .compile("\\b(?:nu (?:mai |ma |ne |mai ma )?(?:pot|putem|am cum|avem cum|reusesc)"
          + "|(?:mi-?e|mi-?i|imi e|imi este|imi vine|ne e|ne este) (?:foarte |tare |cam )?greu)(?: (?:sa|eu|noi|si|acum|ma|ne|deloc|azi))*"
          + " (?:ajung|ajunge|ajungem|vin|veni|venim|deplasa|deplasez|deplasam|merge|merg|mergem|trec|trece|trecem)\\b"
          + "|\\b(?:can'?t|cannot|can not|could ?n'?t|unable to|not able to|hard for me to)(?: (?:really|possibly|just|easily))?"
          + " (?:come|get|travel|visit|go|make it)\\b");
  /** Whether they have to come at all. */
  private static final Pattern MUST = Pattern
      .compile(
          "(?:(?:si|dar|pai|chiar|and|but|so|oare)[ ,]+)*(?:trebuie (?:neaparat |chiar |musai |obligatoriu )?sa (?:vin|venim|ajung|ma prezint|ma deplasez)"
              + "|(?:do|must|should) (?:i|we) (?:really |have to |need to )?(?:have to |need to )?(?:come|go|be there))"
              + "(?: (?:neaparat|personal|eu|la ghiseu|la birou|la sediu|la voi|la dvs|acolo|fizic|in person|to the office|to your office|there|myself|in))*");
  /** The same as the reason for a wish beside it: it wants nothing more. */
  static final String CLAUSE = "(?:eu |noi )?nu (?:mai |ma |ne |mai ma )?(?:pot|putem|am cum|avem cum)(?: (?:sa|eu|acum|azi|deloc))*"
      + " (?:ajung|ajunge|vin|veni|venim|deplasa|deplasez|merge|merg|trec|trece)(?: (?:pana )?la (?:ghiseu|birou|sediu|casierie|voi|dvs|dumneavoastra|banca|posta))?"
      + "|(?:i |we )?(?:can'?t|cannot) (?:come|get|go|make it)(?: (?:to|into) (?:the|your) office)?";
  private static final Pattern TO_US = Pattern
      .compile(
          "\\b(?:ghise\\w*|birou\\w*|sedi\\w*|casieri\\w*|la (?:voi|dvs|dumneavoastra|dumneavostra|apa)|personal|acolo|office|in person|there|to you)\\b");
  private static final Pattern REASON = Pattern
      .compile(
          "\\b(?:bolnav\\w*|strainatate\\w*|batran\\w*|invalid\\w*|handicap\\w*|departe|plecat\\w*|lucrez|serviciu\\w*|spital\\w*|picior\\w*|abroad|ill|sick|disabled|far away)\\b");
  /** What they cannot come for is told here, or by another grammar. */
  private static final Pattern OTHER = Pattern
      .compile(
          "\\b(?:plat\\w*|achit\\w*|factur\\w*|index\\w*|conto\\w*|apometr\\w*|sold\\w*|avari\\w*|teav\\w*|reclam\\w*|card\\w*|dator\\w*|pay\\w*|bills?|invoices?|meters?|balance"
              + "|leak|cititor\\w*|echip\\w*|apa (?:nu|e|este)|(?:nu|fara|no) (?:am |avem |e )?(?:apa|water))\\b");
  private static final Pattern CONTRACT = Pattern
      .compile("\\bcontract\\w*|\\btitular\\w*|\\bact(?:e|ele|elor)\\b|\\bsemn\\w*|\\bsign\\w*");

  /** "Se poate online?", of what was just told. */
  private static final Pattern ONLINE = Pattern
      .compile(
          "(?:(?:si|dar|da|ok|bine|as|se|poate|pot|putem|putea|sa|o|il|le|fac|face|facem|rezolv|rezolva|totul|asta|tot|and|but|so|can|could|may|i|we|it|this|that|do|be"
              + "|done|is|possible|to|everything|all)[ ,]+){2,12}(?:online|de acasa|de la distanta|pe net|pe internet|prin (?:mail|e-mail|email|whatsapp|telefon|mesaj|mesaje|posta)|pe (?:mail|e-mail|email|whatsapp|aici)"
              + "|fara sa (?:vin|mai vin)|remotely|from home|by (?:mail|e-mail|email|phone|post)|on whatsapp|over the phone)(?:[ ,]+(?:va rog|te rog|please|cumva|instead|too))*");
  /** The papers go by another way than over the counter. */
  private static final Pattern PAPERS = Pattern
      .compile(
          "(?:(?:si|dar|da|ok|as|pot|putem|putea|sa|va|vi|le|and|but|can|could|may|i|we)[ ,]+){1,8}(?:trimit|trimite|trimitem|scanez|send|scan|e-?mail|upload)"
              + "(?: (?:si|eu|you|the|my|all|toate))*(?: (?:actele|acte|hartiile|documentele|copii|copiile|pozele|papers|documents|paperwork|copies|them))?"
              + "(?: (?:scanate|in poza|in copie))?(?: (?:pe|prin|la|by|via|on|to|over) (?:adresa de )?(?:e-?mail|mail|whatsapp|aici|online|posta|post|here))?(?:[ ,]+(?:va rog|te rog|please|too|instead))*");
  private static final Pattern NAMED_PAPERS = Pattern
      .compile("\\b(?:act(?:e|ele)|harti\\w*|document\\w*|copi\\w*|papers?|paperwork|copies)\\b");

  /** A contract made from afar. */
  private static final Pattern CONTRACT_ONLINE = Pattern
      .compile(
          "(?:(?:buna|ziua|as|vreau|vrea|doresc|pot|putem|se|poate|sa|imi|mi|fac|face|facem|inchei|incheia|semnez|semna|schimb|schimba|un|o|can|could|i|we|make|sign|a|my|the)[ ,]+)*"
              + "contract\\w*(?: (?:nou|de apa|meu|new))* (?:online|pe net|pe internet|de acasa|de la distanta|prin (?:mail|e-mail|email|posta)|pe (?:mail|e-mail|email|whatsapp)|remotely|from home|by (?:mail|e-mail|email))"
              + "(?:[ ,]+(?:va rog|te rog|please|se poate))*");

  private static final String SOMEBODY = "(?:altcineva|alta persoana|fiu(?:l|u)?|fiica|fata|baiatul|sotul|sotia|mama|tata|sora|fratele|nepotul|nepoata|nora|ginerele|vecinul|vecina|un vecin|o vecina"
      + "|somebody else|someone else|(?:my )?(?:son|daughter|husband|wife|mother|father|brother|sister|neighbou?r|friend))(?: (?:mea|meu))?";
  /** "Poate veni fiica mea în locul meu?" */
  private static final Pattern PROXY = Pattern
      .compile(
          "(?:(?:si|dar|da|pai|oare|and|but)[ ,]+)*(?:(?:poate|ar putea)(?: sa)? (?:veni|vina|vie|merge|mearga|semna|semneze|aduce|aduca)(?: si)? "
              + SOMEBODY
              + "|(?:poate|ar putea) (?:si )?" + SOMEBODY
              + "(?: sa)? (?:veni|vina|mearga|semneze|aduca)|(?:can|could|may) " + SOMEBODY + " (?:come|go|sign|bring)"
              + "|(?:vine|merge|trimit pe|il trimit pe|o trimit pe|sa vina) " + SOMEBODY + ")\\b(?<rest>.{0,60})");
  private static final Pattern REPAIRS = Pattern
      .compile("\\b(?:repar\\w*|cite\\w*|citi\\w*|apa|fix|read|contor\\w*|water)\\b");

  /** A paper that they do not have; any text may follow. */
  private static final Pattern LACKING = Pattern
      .compile(
          "(?:(?:si|dar|da|pai|eu|noi|and|but)[ ,]+)*(?:nu (?:mai )?(?:am|avem|gasesc)|n-?(?:am|avem)|(?:i|we) (?:don'?t have|have no|can'?t find))"
              + "(?: (?:inca|deocamdata|la mine|yet|the|a|an|my|any|niciun|nici un))* (?:act(?:e|ul|ele)?|certificat\\w*|contract\\w* (?:de (?:inchiriere|vanzare)|la mine|la indemana|with me)|titlul?|extras\\w*|procur\\w*|cartea funciara"
              + "|buletin(?:ul|u)?|cartea de identitate|deed|rental contract|identity card|id card|certificates?|papers?)\\b(?<rest>.{0,40})");
  /** "Pot veni fără el?" */
  private static final Pattern WITHOUT = Pattern
      .compile(
          "(?:(?:si|dar|da|pai|and|but)[ ,]+)*(?:pot|putem|se poate|merge|can i|can we)(?: (?:sa )?(?:veni|vin|venim|face|fac|semna|semnez|come|sign|do it))? (?:si )?(?:fara|without)"
              + " (?:el|ea|ele|acte|act|actul|acesta|asta|certificat\\w*|buletin\\w*|it|them|papers)");
  /** What lacks the paper is told beside it. */
  private static final Pattern WHAT_FOR = Pattern
      .compile("\\b(?:vreau|doresc|as vrea|pot|i want|i would|can i|could i|index\\w*|factur\\w*|apa)\\b");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip()).strip();
    if (line.length() > LONGEST || folded.digits()) {
      return Optional.empty();
    }
    if (ONLINE.matcher(line).matches()) {
      return Optional.of(of(text, folded, "pay", MAYBE, "online"));
    }
    if (CONTRACT_ONLINE.matcher(line).matches()) {
      return Optional.of(of(text, folded, "contract_change", 1, "online"));
    }
    if (PAPERS.matcher(line).matches() && NAMED_PAPERS.matcher(line).find()) {
      return Optional.of(of(text, folded, "contact_info", 1, "online"));
    }
    var proxy = PROXY.matcher(line);
    if (proxy.matches() && !REPAIRS.matcher(proxy.group("rest")).find() && !OwnWish.any(line)) {
      return Optional.of(of(text, folded, "contract_change", 1, "proxy"));
    }
    if (WITHOUT.matcher(line).matches()) {
      return Optional.of(of(text, folded, "contract_change", MAYBE, "lacking"));
    }
    var lacking = LACKING.matcher(line);
    if (lacking.matches() && !OwnWish.any(line) && !WHAT_FOR.matcher(lacking.group("rest")).find()) {
      // A guess: at an open question it may be the answer, that they have not what is asked for.
      return Optional.of(of(text, folded, "contract_change", MAYBE, "lacking"));
    }
    return away(line)
        ? Optional.of(of(text, folded, CONTRACT.matcher(line).find() ? "contract_change" : "contact_info", 1, "away"))
        : Optional.empty();
  }

  private static boolean away(String line) {
    if (MUST.matcher(line).matches()) {
      return true;
    }
    var away = AWAY.matcher(line);
    return away.find() && !OTHER.matcher(line).find() && !OwnWish.any(line)
        && (away.end() == line.length() || TO_US.matcher(line).find()
            || REASON.matcher(line).find());
  }

  private static Understood of(String text, Folded folded, String intent, double sure, String how) {
    var found = new Findings(folded);
    found.mention(KEY, how, 0, folded.text().length());
    return new Understood(text, Words.language(folded.text()), List.of(new Guess(intent, sure)), found.all());
  }
}
