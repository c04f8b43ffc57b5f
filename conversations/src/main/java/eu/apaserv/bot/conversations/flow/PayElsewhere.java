package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Questions about paying that are answered without a link: where else, what it costs, in instalments. */
final class PayElsewhere {
  private static final Pattern PLACES = Pattern.compile(
      "\\b(?:unde|cui|cum(?! ramane)|casier\\w*|ghise\\w*|posta|banc[ai]\\w*|iban|cont(?:ul|uri)?(?: bancar)?|transfer\\w*|virament|cash|numerar"
          + "|debit direct|la detalii|explicati\\w*|direct debit|where|how|bank|office|in person|post office)\\b");
  private static final Pattern FEE = Pattern.compile("\\b(?:comision\\w*|fees?|charges?|commission)\\b");

  private static final Pattern INSTALMENTS = Pattern.compile(
      "\\bin (?:(?:\\d{1,2}|mai multe|cateva|niste|doua|trei|patru|cinci|sase|doispe|douasprezece) )?(?:rate\\b|trans[ae]\\w*|parti\\b|bucati\\b)"
          + "|\\besalon\\w*|\\brate(?:le)? lunare\\b|\\brate\\?|\\bpe (?:bucati|rate)\\b|\\baman\\w* (?:la |de |a )?plat\\w*"
          + "|\\bpasui\\w*|\\bnu?[ -](?:am|avem) (?:bani|banii|cu ce|de unde)\\b|\\bnu (?:pot|putem) (?:sa )?plat\\w* (?:tot|acum|toata)"
          + "|\\binstal+ments?\\b|\\bpayment plan\\b|\\bcan(?:'?t|not) (?:pay|afford)|\\bin (?:several |monthly |two |three |\\d )?"
          + "(?:parts|payments)\\b|\\bsplit (?:it|them|this|that|the|my|up)\\b");
  private static final Pattern CARD = Pattern
      .compile("\\bcard\\w*|\\bonline\\b|\\b(?:google|apple) ?pay\\b|\\brevolut\\b|\\bpe (?:net|internet)\\b");
  private static final Pattern LINK = Pattern.compile("\\blin[kc]u?(?:l|lui)?\\b");
  private static final Pattern NO_CARD = Pattern
      .compile("\\b(?:nu|n-?am|fara|without|no|not|don'?t)\\b.{0,25}\\bcard\\w*"
          + "|\\bcard\\w*\\b.{0,12}\\b(?:expirat|blocat|respins|expired|blocked|declined)\\b");
  /** "Plătesc la poștă", "merg la ghișeu". */
  private static final Pattern LEAVES = Pattern.compile(
      "^(?!.*\\b(?:cum|unde|pot|putem|poate|how|where|can)\\b).*\\b(?:platesc|platim|achit|achitam|merg|trec|vin"
          + "|ma duc|o sa (?:platesc|achit|merg|trec)|prefer|i'?ll pay|i pay|prefer)\\b.{0,25}\\b(?:la|prin|cu|in|at|by) (?:bani )?"
          + "(?:posta|banc[ai]|ghiseu\\w*|casieri[ea]|sediu\\w*|transfer\\w*|virament\\w*|numerar|cash|the (?:bank|office|post office)|bank transfer|cash)\\b");
  private static final Pattern OTHERWISE = Pattern.compile("\\b(?:altfel|alt mod|alta metoda|alte (?:cai|metode|"
      + "modalitati)|else|other ways?)\\b");

  /** A topic of paying: the bank took no card, or no payment. */
  static final String REFUSED = "refused";

  private final WhichAccount which;
  private final Business business;
  private final boolean cards;

  /** @param cards whether a pay link can be given */
  PayElsewhere(WhichAccount which, Business business, boolean cards) {
    this.which = which;
    this.business = business;
    this.cards = cards;
  }

  /** Whether it was such a question; then it has been answered. */
  boolean answers(Dialogue d) {
    var text = Plain.of(d.opening().text());
    if (INSTALMENTS.matcher(text).find()) {
      d.say(Phrase.of("pay.instalments", "address", business.company().address(), "phone", business.company().phone()));
      d.offer(List.of(Next.PERSON, Next.BALANCE));
    } else if (FEE.matcher(text).find()) {
      d.say(Phrase.of("pay.no_fee"));
      d.offer(steps());
    } else if (cards && NO_CARD.matcher(text).find()) {
      without(d);
    } else if (!cards || PLACES.matcher(text).find() || OTHERWISE.matcher(text).find()) {
      places(d);
    } else {
      return false;
    }
    return true;
  }

  /** Whether they tell, and do not ask, that they pay otherwise than by a link. */
  boolean isOf(Said said) {
    var text = Plain.of(said.text());
    return said.entity("pay_topic").isEmpty() && !text.contains("?")
        && (NO_CARD.matcher(text).find() || LEAVES.matcher(text).find());
  }

  /** The ways without a card. */
  void without(Dialogue d) {
    d.say(others());
    d.offer(List.of(Next.BALANCE, Next.INVOICE));
  }

  private Phrase others() {
    var seller = business.seller();
    return Phrase.of("pay.elsewhere", "iban", seller.iban(), "bank", seller.bank(), "name", seller.legalName(),
        "address",
        business.company().address());
  }

  /** The same where it is asked what to pay, which then is asked again. */
  Optional<Phrase> beside(Said said) {
    var text = Plain.of(said.text());
    if (INSTALMENTS.matcher(text).find()) {
      return Optional.of(Phrase.of("pay.partly"));
    }
    if (said.entity("pay_topic").filter(REFUSED::equals).isPresent()) {
      return Optional.of(refused());
    }
    if (said.entity("pay_topic").isPresent() || LINK.matcher(text).find()) {
      return Optional.of(Phrase.of("pay.link_later"));
    }
    if (FEE.matcher(text).find()) {
      return Optional.of(Phrase.of("pay.no_fee"));
    }
    if (CARD.matcher(text).find() && !NO_CARD.matcher(text).find()) {
      return Optional.of(Phrase.of("pay.by_card"));
    }
    return OTHERWISE.matcher(text).find() || NO_CARD.matcher(text).find()
        || (said.intent().equals("pay") && PLACES.matcher(text).find())
            ? Optional.of(others())
            : Optional.empty();
  }

  /** Said also where it is asked what to pay. */
  Phrase refused() {
    return Phrase.of("pay.refused", "days", business.money().bookingDays());
  }

  /** Nothing is asked for: the client code is named as the reference where it is known. */
  private void places(Dialogue d) {
    var linked = which.linked(d);
    var seller = business.seller();
    d.say(Phrase.of(cards ? "pay.places" : "pay.no_cards", "iban", seller.iban(), "bank", seller.bank(), "name",
        seller.legalName(), "address", business.company().address()));
    d.say(linked.size() == 1
        ? Phrase.of("pay.details", "code", linked.getFirst().clientCode())
        : Phrase.of("pay.details_general"));
    d.offer(steps());
  }

  private List<Suggestion> steps() {
    var steps = new ArrayList<Suggestion>();
    if (cards) {
      steps.add(Next.PAY);
    }
    steps.addAll(List.of(Next.BALANCE, Next.INVOICE));
    return steps;
  }
}
