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
 * What is said of something just given: that the payment's link does not open, that the invoice is wanted by e-mail, that they
 * want to hear when it is repaired. Told by nothing but these words.
 */
final class AfterPhrases implements Grammar {
  private static final int LONGEST = 100;
  private static final String BEFORE = "(?:(?:da|dar|pai|si|salut|buna|buna ziua|scuze|ok|but|hello|hi|sorry|well)[ ,.]+)*";
  private static final String LINK = "(?:link\\w*|pagina|linc\\w*)(?: (?:de|pentru) plata| (?:asta|ista|aista|acesta|ala|acela|vostru|dvs|trimis|dat))*";
  private static final String OPENS = "(?:deschid\\w*|merge|mere|functioneaza|incarca|porneste|apare)";
  private static final String OPENS_NOT = "(?:nu|nici nu)(?: (?:mi|imi|ma|se|il|o|le|pot|mi-l|mi-o|vrea|sa|mai))* "
      + OPENS;
  private static final String NOT_EN = "(?:does(?: ?not|n'?t)|is(?: ?not|n'?t)|won'?t|can(?: ?not|'?t)|do not|not)"
      + "(?: (?:be|it))? (?:open(?:ing)?|work(?:ing)?|load(?:ing)?)";
  /** With what it is of. */
  private static final Pattern LINK_FAILS = Pattern.compile(BEFORE + "(?:" + LINK + " " + OPENS_NOT + "|" + OPENS_NOT
      + " " + LINK + "|(?:am |e |este )?(?:o )?(?:problem[ae]|eroare|erori) (?:cu|la) " + LINK + "|" + LINK
      + " (?:imi )?da eroare|(?:the |your |that )?(?:payment )?(?:link|page) " + NOT_EN
      + "|(?:i )?can(?: ?not|'?t) open (?:the |your |that )?(?:payment )?(?:link|page))"
      + "(?: (?:deloc|pe telefon|la mine|bine|on my phone|at all|for me))?");
  /** Without: it is of what was just given. */
  private static final Pattern FAILS = Pattern.compile(BEFORE
      + "(?:(?:nu|nici nu)(?: (?:mi|imi|se|il|pot|vrea|sa|mai))* (?:deschid\\w*|incarca)|(?:da|dar|pai) nu (?:imi |mi )?(?:merge|functioneaza)"
      + "|(?:imi )?da eroare|(?:it|that) " + NOT_EN + "|" + NOT_EN + "|(?:i )?can(?: ?not|'?t) open it)"
      + "(?: (?:deloc|nimic|pe telefon|la mine|on my phone|at all))?");
  /** The payment's link is wanted, whatever stands before: "dacă nu s-a plătit, trimiteți-mi un link". */
  private static final Pattern LINK_WANTED = Pattern.compile("(?:.{0,60}[ ,.])?"
      + "(?:trimite\\w*|dati|da|vreau|as vrea|imi trebuie|send|give|need|want)(?:[ -](?:mi|ne|me|us))?(?: (?:va rog|te rog|si|please|din nou))* (?:un |a |the )?(?:payment )?(?:link\\w*|linc\\w*)"
      + "(?: (?:de|pentru|pt|for) (?:plata|a plati|payment)| sa (?:o )?(?:platesc|platim)| to pay)?(?: (?:sau ceva|va rog|te rog|please|din nou|again|or something))*"
      + "(?: (?:la|pentru|pt|for|de la) (?:ap|apartament\\w*|bl|bloc\\w*|cod\\w*|factur\\w*|strad\\w*|str|contract\\w*|flat|code|bill|invoice|\\d)\\b.{0,25})?");
  private static final Pattern UNWANTED = Pattern.compile(
      "\\b(?:nu|n-?am|don'?t|not|no) (?:mai )?(?:imi )?(?:vreau|trebuie|trimite\\w*|dati|da|send|need|want)\\b");
  private static final Pattern ENGLISH = Pattern.compile("\\b(?:send|give|need|want|payment)\\b");
  private static final String WISH = "(?:(?:si|dar|va rog|te rog|as vrea|vreau|vrem|as dori|doresc|puteti|poti|se poate|sa|mi|imi|"
      + "please|can you|could you|i want you to|and)[ ,]+)*";
  private static final String BY_MAIL = " (?:(?:si|tot|direct|inapoi|factura|te rog|va rog|aici) )*(?:pe|prin|la|by|via|to|on|at) "
      + "(?:(?:adresa|mea|de|my|me|by|our) )*(?:e-? ?mail\\w*|mail\\w*)(?: (?:meu|mea|nostru|address|va rog|te rog|please|too|as well|se poate))*";
  private static final String INVOICES = "(?:(?:ultima|toate|the|my|last) )*(?:factur\\w*|invoices?|bills?)(?: (?:asta|aceasta|pdf|mea|mele))?";
  /** Sent by us, not by them: "trimite-o pe mail", "factura pe email". */
  private static final Pattern MAILED = Pattern.compile(WISH
      + "(?:(?:(?:mi-?|ne-?|mi |ne )?(?:o|le) )?(?:re)?(?:trimite\\w*|trimti\\w*|trimeti\\w*|dati|da[ -]mi|expedia\\w*)[ -]?(?:mi|ne)?[ -]?(?:o|le|l|pdf\\w*|asta)?"
      + "|(?:send|forward) (?:it|them|that|this|me)|"
      + "(?:trimite\\w*|dati|da|send|primesc|receive|get)?(?:[ -](?:mi|ne|me))?[ ]?" + INVOICES + ")" + BY_MAIL
      + "|" + WISH
      + "(?:e-?mail|mail) (?:it|them|me (?:the|my) (?:invoice|bill)|(?:the|my) (?:invoice|bill)) ?(?:to me)?(?: please)?");
  private static final Pattern NEWS = Pattern.compile(WISH
      + "(?:anunta\\w*[ -]?(?:ma|ne)|(?:ma|ne) (?:anunt\\w+|tine\\w* la curent)|scrie\\w*[ -]?(?:mi|ne)|scrieti|imi (?:scrie\\w*|spune\\w*|zice\\w*)"
      + "|spune\\w*[ -]?(?:mi|ne)|zi[ -]mi|fiu anuntat\\w*|da\\w*[ -]?(?:mi|ne)? de stire|let me know|tell me|notify me|inform me|message me|text me|keep me (?:posted|updated|informed))"
      + "(?: (?:si|pe|mine|mie|noi|va rog|te rog|aici|please))* (?:cand|daca|dupa ce|imediat ce|de indata ce|cum|when|once|if|as soon as) "
      + "(?:(?:se|e|este|ati|o|il|va|fi|s-a|a|sa|veti|it|it's|is|its|gets|has|been|you|the|have|this|that|problem|leak|fault|problema|"
      + "avaria|defectiunea|teava|totul|treaba) )*(?:rezolv\\w*|repar\\w*|remedi\\w*|gata|termin\\w*|aranj\\w*|fixed|repaired|solved|resolved|done|ready|finished)"
      + "(?: (?:problema|avaria|defectiunea|teava|it|va rog|te rog|please))*");

  /** "Dar canalizarea?", after a price; nothing is blocked. */
  private static final Pattern SERVICE = Pattern
      .compile("(?:(?:dar|si|iar|da|and|but|what about)[ ,]+)+(?:pt |pentru |la |the )*"
          + "(?:canalizare[a]?|epurarea|canalul|sewerage|sewer)");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip());
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    if (SERVICE.matcher(line).matches()) {
      return Optional.of(of(text, folded, Understood.OUT_OF_SCOPE, "tariff_of", "sewerage"));
    }
    if (LINK_FAILS.matcher(line).matches()) {
      return Optional.of(of(text, folded, "pay", "pay_topic", "link"));
    }
    if (LINK_WANTED.matcher(line).matches() && !UNWANTED.matcher(line).find()) {
      return Optional.of(new Understood(text, Words.language(line, ENGLISH), List.of(new Guess("pay", 1)), List.of()));
    }
    if (MAILED.matcher(line).matches()) {
      return Optional.of(of(text, folded, "invoice_pdf", "invoice_way", "email"));
    }
    if (NEWS.matcher(line).matches()) {
      return Optional.of(of(text, folded, "ticket_status", "ticket_news", "1"));
    }
    return FAILS.matcher(line).matches()
        ? Optional.of(of(text, folded, Understood.OUT_OF_SCOPE, "pay_topic", "link"))
        : Optional.empty();
  }

  private static Understood of(String text, Folded folded, String intent, String key, String value) {
    var found = new Findings(folded);
    found.mention(key, value, 0, folded.text().length());
    return new Understood(text, null, List.of(new Guess(intent, 1)), found.all());
  }
}
