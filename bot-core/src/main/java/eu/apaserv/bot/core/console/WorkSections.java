package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Figures;
import eu.apaserv.bot.core.store.Misunderstandings;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.TextVersions;
import eu.apaserv.bot.core.work.Learning;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** The pages over what the core itself does beside conversations: runs, texts, understanding, figures. */
public final class WorkSections {
  static final List<String> TEXTS = List.of("console_work");

  private WorkSections() {}

  /**
   * @param texts what is said, for their editors
   * @param check of what staff write
   * @param learning the understanding that is taught
   * @param intents what a message can be labelled with
   * @param reports tables of modules
   */
  public record Parts(Database database, Clock clock, ZoneId zone, Texts texts, WordingCheck check, Learning learning,
      List<String> intents, List<ReportPart> reports) {
    public Parts {
      intents = List.copyOf(intents);
      reports = List.copyOf(reports);
    }
  }

  /** All of them. */
  public static List<Section> of(Parts parts) {
    var audit = new AuditLog(parts.database());
    return List.of(new RunSection(new RunBook(parts.database(), parts.clock()), audit, parts.clock()),
        new TextSection(parts.texts(), parts.check(), new TextVersions(parts.database(), parts.check()), audit),
        new UnderstandingSection(parts.learning(), new Misunderstandings(parts.database()), parts.intents(), audit),
        new ReportSection(new Figures(parts.database()), parts.reports(), audit, parts.clock(), parts.zone()));
  }
}
