package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Set;

/** What customers want, by the identifiers the product promises. */
public final class Intents {
  /** All of them, out of scope included: each has its training sentences. */
  public static final List<String> ALL = List.of("balance", "bye", "cancel", "change_language", "complaint",
      "consumption_history", "contact_info", "contract_change", "greet", "help", "human_agent", "invoice_list",
      "invoice_pdf", "link_account", "no", Understood.OUT_OF_SCOPE, "outage_info", "pay", "payment_history", "privacy",
      "reading_window", "report_fault", "stop", "submit_index", "subscribe_alerts", "thanks", "unsubscribe_alerts",
      "water_quality", "yes");

  /** What is no wish when something else is said with it. */
  public static final Set<String> ASIDES = Set.of("bye", "greet", "help", "no", "thanks", "yes");

  /** What people say around a wish. */
  public static final Set<String> COURTESIES = Set.of("bye", "greet", "thanks");

  private Intents() {}
}
