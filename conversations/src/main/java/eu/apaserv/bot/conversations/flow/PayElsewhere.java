package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Questions about paying that are answered without a link: where else, what it costs, in instalments. */
final class PayElsewhere {
  private static final Pattern PLACES = Pattern.compile(
      "\\b(?:unde|cum(?! ramane)|casier\\w*|ghise\\w*|posta|banc[ai]\\w*|iban|cont(?:ul|uri)?(?: bancar)?|transfer\\w*|virament|cash|numerar"
          + "|debit direct|direct debit|where|how|bank|office|in person|post office)\\b");
  private static final Pattern FEE = Pattern.compile("\\b(?:comision\\w*|fees?|charges?|commission)\\b");
  private static final Pattern INSTALMENTS = Pattern
      .compile("\\b(?:in rate|esalon\\w*|rate lunare|instal\\w*ments?)\\b");

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
    } else if (!cards || PLACES.matcher(text).find()) {
      places(d);
    } else {
      return false;
    }
    return true;
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
