package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.channels.whatsapp.TemplateSync;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.core.store.Standings;
import eu.apaserv.bot.docker.Channels;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The words that WhatsApp must approve before we may begin with them. */
@Command(name = "templates", description = "WhatsApp's message templates: how they stand at Meta, and bringing them there.")
final class TemplatesCommand implements Runnable {
  private final Terminal terminal;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  TemplatesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: ./bot templates status or sync");
  }

  @Command(name = "status", description = "Says how each template stands at Meta; exits 1 if one is not usable.")
  int status() {
    return with(TemplateSync::status);
  }

  @Command(name = "sync", description = "Creates the templates Meta does not have, and writes anew those that differ.")
  int sync() {
    return with(TemplateSync::sync);
  }

  private int with(Function<TemplateSync, TemplateSync.Report> work) {
    var settings = terminal.settings();
    if (!settings.hasWhatsApp()) {
      throw new StartException("WhatsApp is not set up: set WHATSAPP_ACCESS_TOKEN and what belongs to it");
    }
    var vertx = Vertx.vertx();
    try (var store = Store.share(settings);
        var database = Database.connect(vertx, store.address(), 1)) {
      var channel = Channels.whatsapp(settings, vertx, Clock.systemUTC());
      var report = work.apply(channel.templates());
      Database.await(channel.close());
      if (!report.problem().isEmpty()) {
        throw new StartException("The templates cannot be listed: " + report.problem());
      }
      if (!report.standings().isEmpty()) {
        Database.await(new Standings(database).write(report.standings()));
      }
      report.lines().forEach(this::print);
      return report.lines().stream().allMatch(TemplatesCommand::usable) ? 0 : 1;
    } finally {
      Closing.await(vertx.close());
    }
  }

  private static boolean usable(TemplateSync.Line line) {
    return line.status().equals("APPROVED") && line.same();
  }

  private void print(TemplateSync.Line line) {
    var differs = line.same() || line.status().equals("MISSING") ? "" : "differs from our file";
    terminal.out().printf("%-28s %-3s %-10s %-8s %s%n", line.name(), line.language(), line.status(), line.quality(),
        line.done().isEmpty() ? differs : line.done());
  }
}
