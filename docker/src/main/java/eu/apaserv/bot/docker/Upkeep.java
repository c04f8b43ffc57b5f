package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.billing.BillingErrands;
import eu.apaserv.bot.conversations.importing.ImportFolder;
import eu.apaserv.bot.conversations.privacy.AgeLimits;
import eu.apaserv.bot.conversations.privacy.SealedColumns;
import eu.apaserv.bot.core.store.Months;
import eu.apaserv.bot.core.store.Resealing;
import eu.apaserv.bot.core.store.Retention;
import eu.apaserv.bot.core.store.RetentionLog;
import eu.apaserv.bot.core.work.Chore;
import eu.apaserv.bot.core.work.ClockGuard;
import java.time.Duration;
import java.util.Optional;

/** What nobody waits for: old things leave, exports are loaded, exchanges written, parts of long messages joined. */
final class Upkeep {
  private static final Duration EVERY_ERASURE = Duration.ofSeconds(10);
  private static final Duration EVERY_OLD_FILE = Duration.ofHours(1);
  private static final Duration EVERY_OLD_MESSAGE = Duration.ofSeconds(10);
  private static final Duration EVERY_MONTHS_LOOK = Duration.ofMinutes(10);
  private static final Duration EVERY_EXCHANGE = Duration.ofSeconds(1);
  private static final Duration EVERY_JOINING = Duration.ofSeconds(30);
  private static final Duration EVERY_SEALING = Duration.ofSeconds(5);
  /** Five hundred messages each, so that it never stands in the way of a turn; ./bot reseal does not wait between them. */
  private static final int STEPS_OF_SEALING = 5;

  private final Optional<BillingErrands> errands;
  private final Optional<ImportFolder> imports;
  private final Chore erasures;
  private final Chore oldFiles;
  private final Chore oldMessages;
  private final Chore months;
  private final Chore exchanges;
  private final Chore joining;
  private final Chore sealing;

  Upkeep(Assistant.Parts parts, Utility utility, Optional<Exchange.Link> billing, Walk walk) {
    var database = utility.database();
    var clock = utility.clock();
    var patience = parts.patience();
    errands = billing.map(link -> link.errands(database, utility.texts(), clock, walk.bell()));
    imports = parts.exchange().watch(parts.databaseAddress(), utility.business(), clock);
    var log = new RetentionLog(database, clock);
    var guard = new ClockGuard(database, clock);
    erasures = new Chore("erasures", EVERY_ERASURE,
        guard.over(() -> utility.rights().erasures().sweep() > 0));
    oldFiles = new Chore("old-files", EVERY_OLD_FILE, () -> {
      walk.sentFiles().sweep();
      int gone = walk.attachments().expire(patience.files().kept());
      log.note("files", gone);
      return gone > 0;
    });
    var retention = new Retention(database, clock, patience.messagesKept(), AgeLimits.STATEMENTS);
    oldMessages = new Chore("old-messages", EVERY_OLD_MESSAGE, guard.over(() -> {
      retention.sweep();
      log.note("tickets", utility.desk().old().sweep());
      return false;
    }));
    months = new Chore("months", EVERY_MONTHS_LOOK,
        guard.over(new Months(database, clock, patience.messagesKept())::turn));
    exchanges = new Chore("exchanges", EVERY_EXCHANGE, walk.exchanges()::write);
    joining = new Chore("pieces", EVERY_JOINING, walk.pieces()::sweep);
    var again = new Resealing(database, SealedColumns.ALL);
    sealing = new Chore("sealing", EVERY_SEALING, () -> {
      for (int step = 0; step < STEPS_OF_SEALING && again.step(); step++) {
        // each is a transaction of its own
      }
      return false;
    });
  }

  Loops into(Loops loops) {
    errands.ifPresent(some -> loops.with(some::start, some::stop));
    imports.ifPresent(some -> loops.with(some::start, some::stop));
    return loops.with(erasures::start, erasures::stop).with(oldFiles::start, oldFiles::stop)
        .with(oldMessages::start, oldMessages::stop).with(months::start, months::stop)
        .with(exchanges::start, exchanges::stop)
        .with(joining::start, joining::stop).with(sealing::start, sealing::stop);
  }
}
