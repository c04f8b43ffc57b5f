package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.Map;

/** The next steps offered under an answer, each the intent somebody could also have typed. */
final class Next {
  static final Suggestion BALANCE = new Suggestion(Phrase.of("next.balance"), "balance");
  static final Suggestion INVOICE = new Suggestion(Phrase.of("next.invoice"), "invoice_pdf");
  static final Suggestion CONTENTS = new Suggestion(Phrase.of("next.contents"), "invoice_pdf", Map.of("detail", "1"));
  static final Suggestion PAY = new Suggestion(Phrase.of("next.pay"), "pay");
  static final Suggestion INDEX = new Suggestion(Phrase.of("next.index"), "submit_index");
  static final Suggestion LINK = new Suggestion(Phrase.of("next.link"), "link_account");
  static final Suggestion CONTACT = new Suggestion(Phrase.of("next.contact"), "contact_info");
  static final Suggestion OUTAGE = new Suggestion(Phrase.of("next.outage"), "outage_info");
  static final Suggestion NO_WATER = new Suggestion(Phrase.of("next.no_water"), "outage_info");
  static final Suggestion FAULT = new Suggestion(Phrase.of("next.fault"), "report_fault");
  static final Suggestion CALLBACK = new Suggestion(Phrase.of("next.callback"), "callback");
  static final Suggestion CONSUMPTION = new Suggestion(Phrase.of("next.consumption"), "consumption_history");
  static final Suggestion COMPLAINT = new Suggestion(Phrase.of("title.complaint"), "complaint");
  static final Suggestion PERSON = new Suggestion(Phrase.of("next.person"), "human_agent");

  static final Suggestion LINK_MORE = new Suggestion(Phrase.of("next.link_more"), "link_account");
  static final Suggestion UNLINK = new Suggestion(Phrase.of("next.unlink"), "unlink_account");
  static final Suggestion NAME = new Suggestion(Phrase.of("next.name"), "name_account");
  static final Suggestion DELEGATE = new Suggestion(Phrase.of("next.delegate"), "delegate_access");
  static final Suggestion REVOKE = new Suggestion(Phrase.of("next.revoke"), "revoke_access");

  private Next() {}

  /** The index of one of several meters. */
  static Suggestion index(String serial) {
    return new Suggestion(Phrase.of("next.index_of", "serial", serial), "submit_index", Map.of("meter_serial", serial));
  }
}
