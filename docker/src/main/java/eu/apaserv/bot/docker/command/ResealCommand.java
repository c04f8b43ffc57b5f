package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.privacy.SealedColumns;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Resealing;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.core.store.TranscriptKeys;
import eu.apaserv.bot.docker.OperationTable;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes the key that messages are sealed with, without waiting for the bots to get round to it. */
@Command(name = "reseal", description = "Seals what is kept with the first of TRANSCRIPT_KEYS; goes on where it was stopped.")
final class ResealCommand implements Callable<Integer> {
  private static final int STEPS_A_LINE = 100;

  private final Terminal terminal;

  @Option(names = "--status", description = "Say how far it is and which keys are needed; change nothing.")
  private boolean status;

  ResealCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var settings = terminal.settings();
    var vertx = Vertx.vertx();
    try (var store = Store.share(settings);
        var database = Database.connect(vertx, store.address(), 1).sealedBy(OperationTable.transcripts(settings))) {
      var keys = new TranscriptKeys(database);
      var resealing = new Resealing(database, SealedColumns.ALL);
      if (!status) {
        keys.begin();
        work(resealing);
      }
      show(resealing);
      var all = keys.all();
      if (all.isEmpty()) {
        terminal.out().println("Nothing is sealed: no key of TRANSCRIPT_KEYS was ever in use");
      }
      all.forEach(key -> terminal.out().println("key " + key.name() + (key.emptiedAt() == null
          ? " is needed"
          : " is not needed any more, since " + key.emptiedAt())));
      return 0;
    } finally {
      Closing.await(vertx.close());
    }
  }

  private void work(Resealing resealing) {
    resealing.disagreeing().ifPresent(other -> {
      throw new StartException("A bot has sealed with " + (other.equals("none") ? "no key" : "key " + other)
          + " within half a minute: give all of them the same TRANSCRIPT_KEYS, and try again");
    });
    for (int steps = 1; resealing.step(); steps++) {
      if (steps % STEPS_A_LINE == 0) {
        show(resealing);
      }
    }
  }

  private void show(Resealing resealing) {
    for (var part : resealing.progress()) {
      terminal.out().printf("%-24s key %-12s %,12d seen %,12d sealed%s%s%n", part.column(), part.key(), part.seen(),
          part.sealed(), part.passed() == 0 ? "" : ", " + part.passed() + " held by others",
          part.ended() ? ", ended" : "");
    }
  }
}
