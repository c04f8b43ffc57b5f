package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Months;
import eu.apaserv.bot.core.store.Standings;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.core.store.TranscriptKeys;
import eu.apaserv.bot.docker.Cards;
import eu.apaserv.bot.docker.Channels;
import eu.apaserv.bot.docker.Exchange;
import eu.apaserv.bot.docker.OperationTable;
import eu.apaserv.bot.docker.Premises;
import eu.apaserv.bot.docker.SettingTable;
import eu.apaserv.bot.docker.Settings;
import eu.apaserv.bot.docker.SettingsException;
import eu.apaserv.bot.docker.StaffSide;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The operator's doctor. */
@Command(name = "check", description = "Looks at every setting, the database and the providers; exits 1 if anything would fail.")
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--settings", description = "Explain every setting there is, and check nothing.")
  private boolean explain;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (explain) {
      Settings.read(Map.of()).lines().forEach(this::explain);
      return 0;
    }
    var problems = new ArrayList<String>();
    try {
      var settings = terminal.settings();
      settings.lines().stream().filter(l -> !l.origin().equals("not set")).forEach(
          l -> terminal.out().printf("%-32s %-50s %s%n", l.setting().name(), l.shown(), l.origin()));
      look(settings, problems);
    } catch (SettingsException e) {
      problems.addAll(e.problems());
    }
    terminal.out().println();
    problems.forEach(problem -> terminal.out().println("WRONG  " + problem));
    terminal.out().println(problems.isEmpty() ? "Everything is as it should be" : problems.size() + " to put right");
    return problems.isEmpty() ? 0 : 1;
  }

  private void look(Settings settings, List<String> problems) {
    if (settings.lines().stream()
        .noneMatch(l -> l.setting().name().equals("BUSINESS_NAME") && !l.origin().equals("standard"))) {
      note("BUSINESS_NAME is not set: customers would talk to an invented company");
    }
    var premises = Premises.of(Clock.systemUTC());
    try (var store = Store.seen(settings)) {
      store(store, settings, premises, problems);
    } catch (StartException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    if (settings.databaseUrl().isEmpty()) {
      tell(premises.disk(settings.databaseFolder()), problems);
    } else {
      note("The disk to watch is that of the database, on its own machine");
    }
    settings.publicUrl().filter(address -> "https".equals(address.getScheme()))
        .ifPresent(address -> tell(premises.certificate(address), problems));
    tell(premises.port(settings.get(SettingTable.HTTP_HOST), settings.get(SettingTable.HTTP_PORT)), problems);
    providers(settings, problems);
    problems.addAll(Exchange.of(settings).check(this::note));
  }

  private void store(Store store, Settings settings, Premises premises, List<String> problems) {
    var pending = store.pending();
    note("The database answers" + (store.isEmbedded() ? " (embedded)" : ""));
    tell(premises.tables(pending, store.isNew()), problems);
    var vertx = Vertx.vertx();
    try (var database = Database.connect(vertx, store.address(), 1)
        .sealedBy(OperationTable.transcripts(settings))) {
      tell(premises.clock(database), problems);
      if (pending.isEmpty()) {
        standings(database, problems);
        problems.addAll(new TranscriptKeys(database).problems());
        if (!Months.isNextReady(database)) {
          problems
              .add("Next month's tables are not there: a running bot makes them within ten minutes; see its log for "
                  + "\"months\". Nothing is lost without them, but old messages leave later");
        }
      }
    } finally {
      Closing.await(vertx.close());
    }
  }

  private void tell(Premises.Sight sight, List<String> problems) {
    if (sight.isWrong()) {
      problems.add(sight.text());
    } else {
      note(sight.text());
    }
  }

  /** What providers told us while the program ran; how templates stand now, they are asked themselves. */
  private static void standings(Database database, List<String> problems) {
    new Standings(database).bad().stream().filter(s -> !s.subject().startsWith("template/"))
        .forEach(s -> problems.add(s.channel() + ": " + s.subject() + " " + s.aspect()
            + " is " + s.value() + " since " + s.at() + (s.reason() == null ? "" : " (" + s.reason() + ")")));
  }

  /** Each provider is asked for real; what it says is a line. */
  private void providers(Settings settings, List<String> problems) {
    var vertx = Vertx.vertx();
    try {
      var channels = Channels.of(settings, vertx, Clock.systemUTC());
      if (channels.stream().noneMatch(channel -> channel.capabilities().converses())) {
        note("No channel is on: nobody can write; README.md says how to connect WhatsApp, Telegram and SMS");
      }
      for (var channel : channels) {
        var findings = channel.check();
        findings.forEach(finding -> problems.add(channel.name() + ": " + finding));
        if (findings.isEmpty()) {
          note(channel.name() + " answers and is set up");
        }
        Database.await(channel.close());
      }
      cards(settings, vertx, problems);
      problems.addAll(StaffSide.check(settings, vertx, this::note));
    } finally {
      Closing.await(vertx.close());
    }
  }

  private void cards(Settings settings, Vertx vertx, List<String> problems) {
    var cards = Cards.of(settings, vertx, Clock.systemUTC());
    if (cards == null) {
      note("PAYMENTS_PROVIDER is none: customers are told the bank account, and get no pay link");
      return;
    }
    var findings = cards.check();
    findings.forEach(finding -> problems.add(cards.name() + ": " + finding));
    if (findings.isEmpty()) {
      note(cards.name() + " is set up; notifications come to " + settings.publicUrl().orElseThrow()
          + "/webhooks/payments/" + cards.name());
    }
  }

  private void note(String text) {
    terminal.out().println("       " + text);
  }

  private void explain(Settings.Line line) {
    terminal.out().printf("%-32s %s%s; write %s%n", line.setting().name(), line.setting().meaning(),
        line.shown().isEmpty() ? "" : " (" + line.shown() + ")", line.setting().form().like());
  }
}
