package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.question.Linking;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Who we are and what this person can do now. */
public final class MenuFlow implements Flow {
  /** A person closes the list; all invoices are a word away from the last one. */
  private static final Set<String> UNLISTED = Set.of("human_agent", "invoice_list");
  private static final int MOST = 10;
  /** What one writes to begin something, where there are no buttons. */
  private static final Map<String, String> WORDS = Map.of("balance", "menu.word_balance", "submit_index",
      "menu.word_index", "pay", "menu.word_pay", "invoice_pdf", "menu.word_invoice", "link_account", "menu.word_link",
      "consumption_history", "menu.word_consumption", "outage_info", "menu.word_outage", "report_fault",
      "menu.word_fault", "ticket_status", "menu.word_tickets", "contact_info", "menu.word_contact");

  private final Accounts accounts;
  private final Business business;

  public MenuFlow(Accounts accounts, Business business) {
    this.accounts = accounts;
    this.business = business;
  }

  @Override
  public String name() {
    return "menu";
  }

  @Override
  public Set<String> intents() {
    return Set.of("greet", "help");
  }

  @Override
  public void run(Dialogue d) {
    boolean linked = !accounts.linked(d.person().conversation()).isEmpty();
    if (d.given("begins").isPresent() && (linked || d.recall(Linking.INTRODUCED).isPresent())) {
      d.say(Phrase.of("menu.listening"));
      return;
    }
    if (!linked && d.recall(Linking.INTRODUCED).isEmpty()) {
      d.say(Phrase.of("menu.first", "company", business.company().name()));
      d.remember(Linking.INTRODUCED, "yes");
    } else if (d.opening().intent().equals("greet")) {
      d.say(Phrase.of("menu.greeting"));
    }
    if (d.person().capabilities().brief()) {
      d.say(Phrase.of("menu.words", "words", words(d)));
    } else {
      d.say(Phrase.of(linked ? "menu.linked" : "menu.unlinked"));
      offer(d);
    }
  }

  /** The same where each character costs: a word for each step this person can take. */
  private static Phrase words(Dialogue d) {
    var words = d.possible().stream().map(step -> WORDS.get(step.intent())).filter(Objects::nonNull).distinct()
        .map(Phrase::of).toList();
    return words.stream().reduce((some, next) -> Phrase.of("menu.and", "some", some, "next", next))
        .orElseGet(() -> Phrase.of("menu.word_contact"));
  }

  /** As much as one list holds; whoever finds nothing in it gets a person. */
  private static void offer(Dialogue d) {
    int most = Math.min(MOST, d.person().capabilities().maxChoices()) - 1;
    var steps = new ArrayList<>(d.possible().stream().filter(step -> !UNLISTED.contains(step.intent()))
        .limit(most).toList());
    steps.add(Next.PERSON);
    d.offer(steps);
  }
}
