package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A registration number, a problem with the bill, or the wish to hear of a ticket: told by the number's form and a few words. */
final class TicketPhrases implements Grammar {
  private static final int LONGEST = 160;
  private static final Pattern NUMBER = Pattern.compile("\\b([a-z]{1,4}) ?- ?(20\\d\\d) ?- ?(\\d{1,6})\\b");
  private static final String WHAT = "(?:sesizar\\w*|reclamati\\w*|cerer\\w*|petiti\\w*|tichet\\w*|solicitar\\w*)";
  private static final Pattern ASKED = Pattern.compile(
      "(?:(?:ce|cum) se (?:mai )?aude|ce (?:s-?a|mai e|ati|e|stadiu|stare)[a-z ]{0,20}|(?:in ce )?stadiul?|starea|"
          + "cum (?:ramane|e|sta\\w*|merge)|unde (?:e|este|a ajuns)|ati rezolvat) .{0,25}" + WHAT + "\\b.{0,30}|"
          + WHAT + " me(?:a|le)[?. ]*|(?:tot|inca) nimic[?.! ]*|"
          + "(?:nicio|vreo|e vreo|aveti vreo) (?:noutate|veste)[?. ]*|"
          + "ce numar (?:are|am (?:la|pe)|e|este) (?:la )?" + WHAT
          + "[?. ]*|"
          + "(?:what (?:about|happened)|any news|status|where is).{0,20}(?:complaint|report|ticket|request)\\b.{0,20}");
  /** Said by who has reported something and waits for somebody to come. */
  private static final Pattern HURRIED = Pattern.compile(
      "(?:va rog )?(?:veniti|haideti|grabiti-?va|trimiteti (?:pe cineva|o echipa|echipa))(?: (?:cat mai|mai|repede|urgent|acum|odata|va rog|te rog))+[!. ]*|"
          + "(?:dar |si )?vine (?:cineva|echipa|pompa|masina)(?: odata)? sau (?:nu|ba)[?!. ]*|"
          + "(?:si )?(?:cand|cind) (?:(?:o|il|le) )?(?:veniti|vine (?:cineva|echipa|masina)|"
          + "ajungeti|ajunge echipa|rezolvati|reparati)(?: (?:la mine|la noi|aici|odata|sa reparati|sa rezolvati|defectiunea|problema))?[?!. ]*|"
          + "when (?:are you|will you be|is (?:somebody|someone|the team)) (?:coming|here)[?!. ]*|"
          + "(?:si |cam )*(?:in )?c[ai]t (?:timp )?(?:mai )?(?:dureaza )?pana (?:vin|veniti|vine (?:cineva|echipa)|ajung|ajungeti|ajunge (?:cineva|echipa))[?!. ]*|"
          + "how long (?:until|before|till) (?:you|they|somebody|someone|the team) (?:come|comes|arrive|arrives)[?!. ]*");
  /** Of what was reported, unless water that is off was just asked about. */
  private static final Pattern MENDED = Pattern.compile(
      "(?:dar |si )?ati (?:si )?rezolvat(?: deja)?(?: (?:problema|ceva|cu (?:problema|scurgerea|teava)))?(?: mea)?[?. ]*|"
          + "s-?a (?:rezolvat|reparat|remediat)(?: (?:problema|teava|scurgerea))?(?: deja)?[?]+|is it (?:fixed|repaired|solved)(?: yet)?[? ]*");
  /** Something about the bill, not the bill: the look before a complaint shows both ways on. */
  private static final Pattern BILL = Pattern.compile(
      "(?:buna(?: ziua)?,? )?(?:am |avem |exista |e |este )?(?:(?:o|niste|ceva) )?(?:problem[ae]|neregul[ai]|nelamurir[ei]|neclaritat[ei])"
          + "(?: mare| mica)? (?:cu|la|pe|despre|in legatura cu) (?:o )?factur\\w*(?: mea| mele| asta| aceasta)?|"
          + "(?:e )?ceva (?:nu e|nu-i|e|este) (?:in (?:ne)?regula|gresit|ciudat)(?: cu| la| pe) factur\\w*(?: mea| mele)?|"
          + "(?:hello,? |hi,? )?(?:i have |there is |there's )?(?:a |an |some )?(?:problem|issue|question|something wrong)s? "
          + "(?:with|about|on) (?:my |the |this |an? )?(?:bill|invoice)s?");

  /** Asked, and not done yet. */
  private static final Pattern HOW = Pattern.compile("\\b(?:cum|pot|putem|se poate|how|can|could)\\b|\\?");
  private static final Pattern WITHDRAWN_EN = Pattern.compile("\\b(?:withdraw|complaint|report|request|want|need)\\b");
  private static final String OF_MINE = "(?: (?:la|the|my|this|mea|meu|aceasta|asta|facuta|depusa|trimisa|inregistrata|de (?:azi|ieri|aseara|mai devreme|adineauri)|cu|nr|numarul|number|no))*";
  /** What they filed is wanted no more; what is stored of them, and what they agreed to, is ended otherwise. */
  private static final Pattern WITHDRAWN = Pattern.compile(
      "(?:(?:buna|ziua|va rog|te rog|nu|stai|scuze|as vrea|vreau|doresc|dorim|pot|putem|cum|se poate|sa|imi|mi|please|i|we|want|would like|like|to|can|could|how|do)[ ,.]+)*"
          + "(?:(?:retrag\\w*|renunt(?:am)? la|anul(?:ez|am|ati|eaza|a)|sterg(?:eti)?|inchid(?:eti)?|withdraw|cancel|take back|delete|close)"
          + OF_MINE
          + "|nu (?:mai )?(?:vreau|doresc|e nevoie de|este nevoie de|am nevoie de|imi trebuie)|i (?:don'?t|do not) (?:want|need)(?: the| my)?|no need for (?:the|my))"
          + " (?:(?:" + WHAT + "|avari\\w*|(?:fault )?(?:complaint|report|request))" + OF_MINE
          + "(?:[ .:]*[a-z]{1,4} ?- ?20\\d\\d ?- ?\\d{1,6})?|[a-z]{1,4} ?- ?20\\d\\d ?- ?\\d{1,6})"
          + "(?:[ ,.!]+(?:va rog|te rog|please|any ?more|acum|ca|am|gata|multumesc|mersi|s-a|a fost|e|because|it was)\\b.{0,60})?[ .!?]*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = folded.text().strip();
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    var number = NUMBER.matcher(folded.text());
    boolean withdrawn = WITHDRAWN.matcher(line).matches();
    if (withdrawn || number.find()) {
      var found = new Findings(folded);
      if (withdrawn) {
        found.mention("ticket_withdrawn", HOW.matcher(line).find() ? "how" : "1", 0, line.length());
        if (!number.find()) {
          return Optional.of(new Understood(text, Words.language(line, WITHDRAWN_EN),
              List.of(new Guess("ticket_status", 1)), found.all()));
        }
      }
      var written = number.group(1).toUpperCase(Locale.ROOT) + "-" + number.group(2) + "-"
          + "0".repeat(6 - number.group(3).length()) + number.group(3);
      found.add("ticket_number", written, number.start(), number.end());
      return Optional.of(new Understood(text, null, List.of(new Guess("ticket_status", 1)), found.all()));
    }
    if (BILL.matcher(Words.unmarked(line)).matches()) {
      var found = new Findings(folded);
      found.mention("complaint_topic", "bill_too_high", 0, line.length());
      return Optional.of(new Understood(text, null, List.of(new Guess("complaint", 1)), found.all()));
    }
    if (HURRIED.matcher(line).matches()) {
      var found = new Findings(folded);
      found.mention("ticket_hurry", "1", 0, line.length());
      return Optional.of(new Understood(text, null, List.of(new Guess("ticket_status", 1)), found.all()));
    }
    if (MENDED.matcher(line).matches()) {
      var found = new Findings(folded);
      found.mention("mended", "1", 0, line.length());
      return Optional.of(new Understood(text, null, List.of(new Guess("ticket_status", 1)), found.all()));
    }
    return ASKED.matcher(line).matches() ? Optional.of(of(text, "ticket_status")) : Optional.empty();
  }

  private static Understood of(String text, String intent) {
    return new Understood(text, null, List.of(new Guess(intent, 1)), List.of());
  }
}
