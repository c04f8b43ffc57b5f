package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.transcript.ChatExport;
import eu.apaserv.bot.conversations.transcript.Recorded;
import eu.apaserv.bot.conversations.transcript.RecordedChats;
import eu.apaserv.bot.conversations.transcript.StoryFile;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.core.store.TranscriptKeys;
import eu.apaserv.bot.docker.OperationTable;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns a recorded chat into a story that the tests play. */
@Command(name = "transcript", description = "Turns a recorded chat into a story for the tests, about nobody: codes, meters, "
    + "phones, addresses and known names are replaced. Read it before you keep it.")
final class TranscriptCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "CONVERSATION", arity = "0..1", description = "The conversation's number, as in the console's address.")
  private @Nullable UUID conversation;

  @Option(names = "--from", paramLabel = "FILE", description = "An exported chat instead: Telegram's result.json, or the form in docs/transcripts.md.")
  private @Nullable Path export;

  @Option(names = "--about", paramLabel = "TEXT", description = "One line about what it shows.")
  private String about = "A recorded chat.";

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; standard output otherwise.")
  private @Nullable Path out;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  TranscriptCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var settings = terminal.settings();
    var story = new StoryFile(settings.business()).write(recorded(), about);
    try {
      if (out == null) {
        terminal.out().print(story);
        terminal.out().flush();
      } else {
        Files.writeString(out, story);
      }
      return 0;
    } catch (IOException e) {
      throw new StartException("Cannot write " + out + ": " + e.getMessage(), e);
    }
  }

  private Recorded recorded() {
    if ((conversation == null) == (export == null)) {
      throw new ParameterException(spec.commandLine(), "Name a conversation, or an exported chat with --from");
    }
    return export == null ? kept(Objects.requireNonNull(conversation)) : exported(export);
  }

  private Recorded kept(UUID id) {
    var vertx = Vertx.vertx();
    var settings = terminal.settings();
    try (var store = Store.share(settings);
        var database = Database.connect(vertx, store.address(), 1).sealedBy(OperationTable.transcripts(settings))) {
      new TranscriptKeys(database).problems().stream().findFirst().ifPresent(problem -> {
        throw new StartException(problem);
      });
      return new RecordedChats(database).find(id)
          .orElseThrow(() -> new StartException("There is no conversation " + id));
    } finally {
      Closing.await(vertx.close());
    }
  }

  private static Recorded exported(Path file) {
    try {
      return ChatExport.read(file);
    } catch (IOException e) {
      throw new StartException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }
}
