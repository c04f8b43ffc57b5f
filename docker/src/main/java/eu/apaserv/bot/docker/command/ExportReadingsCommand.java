package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.importing.ReadingsExport;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the readings received to standard output. */
@Command(name = "readings", description = "Writes the readings received to standard output, oldest first.")
final class ExportReadingsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--since", paramLabel = "ISO", description = "Only from this moment or day on, for example 2026-11-20.")
  private @Nullable String since;

  @Option(names = "--cursor", paramLabel = "FILE", description = "Only what came after the last that FILE knows of, "
      + "which it then knows: each comes once. Without the file, from the first.")
  private @Nullable Path cursor;

  @Option(names = "--format", paramLabel = "FORMAT", description = "csv or json (${DEFAULT-VALUE}).")
  private ReadingsExport.Format format = ReadingsExport.Format.CSV;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  ExportReadingsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var settings = terminal.settings();
    var from = since == null ? null : moment(since, settings.business().zone());
    var last = cursor == null ? null : new LastExported(cursor);
    var vertx = Vertx.vertx();
    try (var store = Store.share(settings); var database = Database.connect(vertx, store.address(), 1)) {
      long after = last == null ? 0 : last.read();
      long written = new ReadingsExport(database).write(after, from, format, terminal.out());
      if (terminal.out().checkError()) {
        throw new StartException("Not all readings could be written out: nobody reads them, or the disk is full");
      }
      if (last != null) {
        last.write(written);
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Closing.await(vertx.close());
    }
  }

  private Instant moment(String text, ZoneId zone) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new ParameterException(spec.commandLine(),
          "--since takes a day like 2026-11-20 or a moment like 2026-11-20T08:00:00Z", e);
    }
  }
}
