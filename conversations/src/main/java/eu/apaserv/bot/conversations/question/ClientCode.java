package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Asks for the client code printed on every invoice, and says where it stands to those who look for it. */
final class ClientCode {
  private static final String SLOT = "client_code";
  /** The option's value: it is no client code. */
  private static final String WHERE = "?";

  /** With fewer digits it was not meant as a code: "de ce e așa scump m3". */
  private static final double SURE = 0.9;
  private static final double LIKELY = 0.6;
  private static final Set<String> NO_WISH = Set.of("link_account", "out_of_scope", "yes", "no");
  private static final int FEWEST_DIGITS = 3;

  /** A mobile's number, of which nobody says that it is a code. */
  private static final Pattern PHONE = Pattern.compile("(?:\\+40|0040|40|0)7\\d{8}");
  private static final Pattern CALLED = Pattern.compile(
      "(?:e |este |am |is |my )*(?:cod(?:ul|u)?|client|code)(?: (?:de|meu|client|code|number|e|este|is))*[ :=]*(\\d[\\d ./_-]*)");

  private final Business business;

  ClientCode(Business business) {
    this.business = business;
  }

  /** The code without separators; it may belong to nobody. */
  String ask(Dialogue d) {
    var code = d.ask(question(d));
    if (code.equals(WHERE)) {
      d.say(Phrase.of("link.where"));
      throw d.again(SLOT);
    }
    return code;
  }

  private Question<String> question(Dialogue d) {
    // Every character of an SMS costs, and there the question itself says it.
    var where = d.person().capabilities().brief()
        ? List.<Option<String>>of()
        : List.of(new Option<>("where", Phrase.of("link.where_button"), WHERE));
    Function<Said, Reading<String>> given = said -> named(said).map(Reading::is).orElseGet(Reading::unclear);
    return Question.reading(SLOT, Phrase.of("link.code"), said -> read(d, said)).or(where).given(given)
        .help(Phrase.of("link.where")).why(Phrase.of("link.why")).sharing(Linking.STEP);
  }

  private static final Pattern CODE = Pattern.compile("\\b(?:cod|codul|codu|code)\\b");
  private static final Pattern MISSING = Pattern.compile("\\b(?:unde|where|nush|nu (?:(?:il|l|mai|am|mi)[ -])*"
      + "(?:stiu|am|gasesc|amintesc|tin minte|cunosc)|nu-?l (?:mai )?(?:stiu|am|gasesc)|n-?am|uitat|pierdut|care (?:e|este)"
      + "|(?:don'?t|do not|can'?t|cannot) (?:know|have|find|remember)|forgot|lost|what is|what's|which is)\\b");
  private static final Pattern NO_BILL = Pattern
      .compile("\\b(?:(?:nu (?:mai )?|n-?)(?:am|gasesc)|pierdut|don'?t have|can'?t find|lost)"
          + "(?: (?:nicio|nici|o|vreo|the|a|any))* (?:factur\\w*|contract\\w*|bill|invoice)\\b"
          + "|\\b(?:de )?pe contract\\b.*\\?|\\bon (?:the|my) contract\\b.*\\?");

  private static final Pattern SEARCHED = Pattern
      .compile(
          "\\bunde (?:il |o )?(?:iau|gasesc|vad|scrie|aflu|caut)\\b|\\bwhere (?:do|can|could) i (?:get|find|see|look)\\b");

  /** The bill lies before them: where the code stands on it is what helps. */
  private static final Pattern HAS_BILL = Pattern.compile(
      "(?:(?:da|dar|pai|eu|ok|si|yes|but)[ ,]+)*(?:(?:am|tin|iau|uite|i have|i've got|got) (?:(?:si eu|aici|doar|numai|o|the|a|my|her|his) )*(?:factur\\w*|bill|invoice)\\b"
          + "(?: (?:ei|lui|mamei|mea|veche|noua|aici|acasa|la mine|in mana|in fata|pe hartie|tiparita|here|in hand|in front of me|with me))*[ .!]*)");
  private static final Pattern ON_INVOICE = Pattern.compile("\\b(?:unde|where)\\b.*\\b(?:factur\\w*|bill|invoice)\\b");
  private static final int FEW_WORDS = 3;
  /** They have gone to fetch it. */
  private static final Pattern SEARCHING = Pattern.compile(
      "(?:(?:da|ok|pai|bine|va rog|te rog)[ ,]+)*(?:(?:stai|stati|asteapta|asteptati|un minut|o secunda|imediat|sa|ma duc|merg|wait|hold on|one moment|let me)(?: (?:putin|un pic|nitel|asa|ca|sa|a minute|please))*[ ,]*)+"
          + "(?:(?:caut|iau|il iau|gasesc|aduc|vad|pun|intreb|find|get|look for|look)\\b.{0,40})?");

  /** "Cod 0722000123": what looks like a phone is a code when it is called one. */
  private Optional<String> called(Said said) {
    var code = CALLED.matcher(Plain.of(said.text()));
    return code.matches() ? business.clientCodes().read(code.group(1)) : Optional.empty();
  }

  /** The client code named in a message; empty when none is. */
  Optional<String> named(Said said) {
    return said.entity("client_code").flatMap(business.clientCodes()::read);
  }

  /**
   * What helps who has no code at hand, or gives a phone's number for one, before it is asked for.
   *
   * @return empty where they say no such thing
   */
  Optional<Phrase> help(Said said) {
    if (isPhone(said)) {
      return Optional.of(Phrase.of("link.phone_before"));
    }
    if (named(said).isPresent()) {
      return Optional.empty();
    }
    if (isOtherwise(said)) {
      return Optional.of(Phrase.of("link.only_code"));
    }
    return isMissing(said)
        ? Optional.of(Phrase.of("link.where"))
        : Optional.of(said).filter(ClientCode::isLinking).map(_ -> Phrase.of("link.first"));
  }

  private static final Pattern BY_NAME = Pattern
      .compile("\\b(?:ma numesc|ma cheama|numele meu|(?:dupa|pe) (?:nume|adresa|strada|cnp|buletin)|cnp\\w*"
          + "|(?:stau|locuiesc|domiciliez) (?:in|la|pe|pi)|my name is|i live|by (?:my )?(?:name|address))\\b");

  /** A name, an address or another number of theirs in place of the code: nobody is looked for by it. */
  private static boolean isOtherwise(Said said) {
    boolean wish = said.confidence() >= LIKELY && !NO_WISH.contains(said.intent())
        && !(said.intent().equals("contact_info") || said.intent().equals("privacy"));
    return !wish && (BY_NAME.matcher(Plain.of(said.text())).find()
        || (said.entity("street").isPresent() && said.text().chars().anyMatch(Character::isDigit)));
  }

  /** To be linked is what is under way, whatever it is for. */
  private static boolean isLinking(Said said) {
    return said.intent().equals("link_account") && said.confidence() >= LIKELY;
  }

  private static boolean isMissing(Said said) {
    var plain = Plain.of(said.text());
    return (CODE.matcher(plain).find() && MISSING.matcher(plain).find()) || NO_BILL.matcher(plain).find()
        || SEARCHED.matcher(plain).find();
  }

  /** "Where can I park" asks for no code. */
  private static boolean asksWhere(Said said) {
    var plain = Plain.of(said.text());
    return ON_INVOICE.matcher(plain).find()
        || (Plain.has(plain, "unde", "where") && plain.split("\\s+").length <= FEW_WORDS);
  }

  private static boolean isPhone(Said said) {
    return PHONE.matcher(said.text().replaceAll("[\\s./()-]", "")).matches();
  }

  /** A wish with a figure of its own: "indexul este 851". */
  private static boolean isOther(Said said) {
    return said.confidence() >= SURE && !NO_WISH.contains(said.intent());
  }

  private Reading<String> read(Dialogue d, Said said) {
    if (OwnNumber.keep(d, said)) {
      return Reading.wrong(Phrase.of("link.number_noted"));
    }
    if (isPhone(said)) {
      return Reading.wrong(Phrase.of("link.phone"));
    }
    var code = named(said).or(() -> called(said)).or(() -> business.clientCodes().read(said.text()));
    if (code.isPresent()) {
      return Reading.is(code.get());
    }
    if (isMissing(said) || asksWhere(said) || HAS_BILL.matcher(Plain.of(said.text())).matches()
        || Plain.has(said.text(), "nu stiu", "nu gasesc", "don't know", "can't find")) {
      return Reading.wrong(Phrase.of("link.where"));
    }
    if (isOtherwise(said)) {
      return Reading.wrong(Phrase.of("link.only_code"));
    }
    if (SEARCHING.matcher(Plain.of(said.text()).replaceAll("[ .!]+$", "")).matches()) {
      return Reading.wrong(Phrase.of("link.no_hurry"));
    }
    long digits = said.text().chars().filter(Character::isDigit).count();
    boolean bare = said.text().chars().noneMatch(Character::isLetter);
    boolean meant = bare ? digits > 0 : digits >= FEWEST_DIGITS && !isOther(said);
    return meant
        ? Reading.wrong(Phrase.of("link.no_code", "shortest", business.clientCodes().shortest(), "longest",
            business.clientCodes().longest()))
        : Reading.unclear();
  }
}
