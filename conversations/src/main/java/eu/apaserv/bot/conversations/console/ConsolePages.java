package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.conversations.api.ApiTokens;
import eu.apaserv.bot.conversations.hook.Destinations;
import eu.apaserv.bot.conversations.hook.HookQueue;
import eu.apaserv.bot.conversations.hook.Hooks;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests;
import eu.apaserv.bot.conversations.privacy.RetentionTerms;
import eu.apaserv.bot.conversations.privacy.Rights;
import eu.apaserv.bot.conversations.reading.ReadingDays;
import eu.apaserv.bot.core.console.Aside;
import eu.apaserv.bot.core.console.ReportPart;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Figures;
import eu.apaserv.bot.core.store.RetentionLog;
import eu.apaserv.bot.core.store.Seal;
import eu.apaserv.bot.core.store.StaffReveals;
import eu.apaserv.bot.core.store.StaffForms;
import eu.apaserv.bot.core.store.StaffSignIn;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The utility's pages, all of them. */
public final class ConsolePages {
  static final List<String> TEXTS = List.of("console_utility");

  private ConsolePages() {}

  /** What is worked off at the desk. */
  public static List<Section> sections(Desks desks) {
    var audit = new AuditLog(desks.database());
    var attachments = new Attachments(desks.database());
    var reveals = new StaffReveals(desks.database());
    return List.of(new OutageSection(desks.outages(), audit, desks.clock(), desks.zone(), desks.told()),
        new ReadingSection(desks.reviews(), attachments, audit, reveals, desks.clock(), desks.told()),
        new TicketSection(desks.work(), attachments, audit, reveals, desks.clock(), desks.zone(),
            desks.told()));
  }

  /**
   * Whom else the program talks to.
   *
   * @param destinations where others may be told
   * @param seal keeps the secrets unread in a copy of the database
   */
  public static List<Section> systems(Database database, Clock clock, Destinations destinations, Seal seal) {
    var audit = new AuditLog(database);
    return List.of(new TokenSection(new ApiTokens(database, clock), audit, clock),
        new HookSection(new Hooks(database, seal), new HookQueue(database), destinations, audit));
  }

  /**
   * The rights of people over their data, worked off, and how long data stays.
   *
   * @param seal of second factors
   */
  public static List<Section> privacy(Desks desks, Rights rights, RetentionTerms terms, Seal seal) {
    var requests = new PrivacyRequests(desks.database(), desks.clock());
    var work = new PrivacyWork(requests, rights, new StaffSignIn(desks.database(), desks.clock(), seal), desks.clock(),
        desks.zone());
    return List.of(new PrivacySection(requests, new StaffForms(desks.database()), desks.work(), work, desks.clock(),
        desks.zone()),
        new RetentionSection(terms, new RetentionLog(desks.database(), desks.clock())));
  }

  /**
   * The utility's tables of the reports.
   *
   * @param rules what a part of an SMS costs
   * @param billed the channels where every part costs
   */
  public static List<ReportPart> reports(Database database, AlertRules rules, Set<String> billed) {
    return List.of(new ReadingDaysPart(new ReadingDays(database)),
        new CostPart(new Figures(database), rules, billed));
  }

  /** What stands beside a conversation. */
  public static List<Aside> asides(Desks desks) {
    return List.of(new AccountAside(desks));
  }
}
