package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.alert.AlertPost;
import eu.apaserv.bot.conversations.alert.AlertRoom;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.outage.Outage;
import eu.apaserv.bot.conversations.outage.OutageRoom;
import eu.apaserv.bot.conversations.outage.Outcome;
import eu.apaserv.bot.conversations.outage.publishing.CapNotice;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Channels;
import eu.apaserv.bot.docker.OutageFile;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a dispatcher does with outages where there is no browser. People are told by a running server. */
@Command(name = "outage", description = "Outages: list them, publish, postpone, restore.")
final class OutageCommand implements Runnable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final long LARGEST_ALERT = 1 << 20;

  private final Terminal terminal;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  OutageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(),
        "Say what to do: ./bot outage list, publish, approve, postpone, restore, cancel, import-cap or alias");
  }

  @Command(name = "list", description = "Names those that are not over, drafts too.")
  int list() {
    return with(desk -> {
      var open = desk.room.desk().open();
      open.forEach(outage -> terminal.out().println(desk.line(outage)));
      if (open.isEmpty()) {
        terminal.err().println("No outage is open, and there is no draft of one.");
      }
      return 0;
    });
  }

  @Command(name = "publish", description = "Shows whom a notice reaches and, with --yes, makes it public and tells them.")
  int publish(@Parameters(paramLabel = "FILE.yaml", description = "The notice, or the number of a draft.") String what,
      @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who does it: a staff account.") String who,
      @Option(names = "--preview", description = "Only show whom it reaches; nothing is sent.") boolean preview,
      @Option(names = "--yes", description = "Publish it.") boolean yes,
      @Option(names = "--late", description = "Publish planned works although it is late for their notice.") boolean late) {
    return with(desk -> {
      desk.staff(who);
      var draft = desk.draft(what, who);
      desk.show(draft);
      if (preview || !yes) {
        terminal.out()
            .println("Nothing was sent. To publish: ./bot outage publish " + draft.id() + " --as " + who + " --yes");
        return 0;
      }
      return desk.tell(desk.room.desk().publish(draft.id(), who, draft.draftNo(), late));
    });
  }

  @Command(name = "approve", description = "Agrees with a draft somebody else wrote.")
  int approve(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who does it: a staff account.") String who) {
    return with(desk -> {
      desk.staff(who);
      return desk.tell(desk.room.desk().approve(id, who, desk.find(id).draftNo()));
    });
  }

  @Command(name = "postpone", description = "Gives another end, or start.")
  int postpone(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who does it: a staff account.") String who,
      @Option(names = "--starts", paramLabel = "TIME", description = "Like 2026-11-27T09:30.") @Nullable LocalDateTime starts,
      @Option(names = "--works-end", paramLabel = "TIME", description = "When the works end.") @Nullable LocalDateTime works,
      @Option(names = "--normal", paramLabel = "TIME", description = "When pressure is normal.") @Nullable LocalDateTime normal) {
    return with(desk -> {
      desk.staff(who);
      return desk.tell(desk.room.desk().postpone(id, who, desk.find(id).version(), desk.at(starts), desk.at(works),
          desk.at(normal)));
    });
  }

  @Command(name = "restore", description = "Says that it is over.")
  int restore(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who does it: a staff account.") String who) {
    return with(desk -> {
      desk.staff(who);
      return desk.tell(desk.room.desk().restore(id, who, desk.find(id).version()));
    });
  }

  @Command(name = "cancel", description = "Calls it off; drops a draft.")
  int cancel(@Parameters(paramLabel = "ID") long id,
      @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who does it: a staff account.") String who) {
    return with(desk -> {
      desk.staff(who);
      return desk.tell(desk.room.desk().cancel(id, who, desk.find(id).version()));
    });
  }

  @Command(name = "import-cap", description = "Reads another operator's alert (CAP 1.2) as a draft.")
  int importCap(@Parameters(paramLabel = "FILE.xml") Path file,
      @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who does it: a staff account.") String who) {
    return with(desk -> {
      desk.staff(who);
      var alert = CapNotice.read(bytes(file), file.toString());
      var draft = alert.draft(desk.room.desk(), who);
      terminal.out().println(desk.line(draft));
      return 0;
    });
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST_ALERT) {
        throw new StartException(file + " is longer than 1 MB: an alert is not");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StartException(file + " cannot be read: is it there?", e);
    }
  }

  @Command(name = "alias", description = "Teaches another name of a street, for example the one before it was renamed.")
  int alias(@Parameters(paramLabel = "LOCALITY") String locality, @Parameters(paramLabel = "OTHER") String other,
      @Parameters(paramLabel = "STREET") String street) {
    return with(desk -> {
      desk.room.streets().alias(locality, other, street);
      return 0;
    });
  }

  private int with(ToIntFunction<At> work) {
    var settings = terminal.settings();
    var vertx = Vertx.vertx();
    try (var store = Store.share(settings); var database = Database.connect(vertx, store.address(), 2)) {
      var texts = Texts.load(Flows.withEngine());
      var business = settings.business();
      var post = new AlertPost(database, texts, business.alerts(), List.of("whatsapp", "telegram", "sms", "mail"),
          "sms"::equals, (_, template, text) -> Channels.smsParts(settings, template, text));
      var room = OutageRoom.over(new AlertRoom(database, post, business, Clock.systemUTC()));
      return work.applyAsInt(new At(room, database, business.zone(), terminal));
    } finally {
      Closing.await(vertx.close());
    }
  }

  /** The desk over the operator's database. */
  private record At(OutageRoom room, Database database, ZoneId zone, Terminal terminal) {

    void staff(String name) {
      var role = database.first(row -> row.getString(0),
          "select role from staff where name = $1 and disabled_at is null", name)
          .orElseThrow(() -> new StartException("There is no staff account " + name + ": ./bot staff add " + name
              + " --role dispatcher"));
      if (!Role.valueOf(role.toUpperCase(Locale.ROOT)).covers(Role.DISPATCHER)) {
        throw new StartException(name + " is " + role + ": outages need a dispatcher");
      }
    }

    Outage find(long id) {
      return room.desk().find(id)
          .orElseThrow(() -> new StartException("There is no outage " + id + ": ./bot outage list names them"));
    }

    Outage draft(String what, String who) {
      return what.matches("\\d{1,15}")
          ? find(Long.parseLong(what))
          : room.desk().draft("file/" + UUID.randomUUID(), who, OutageFile.read(Path.of(what), zone));
    }

    @Nullable
    Instant at(@Nullable LocalDateTime time) {
      return time == null ? null : time.atZone(zone).toInstant();
    }

    void show(Outage draft) {
      terminal.out().println(line(draft));
      var preview = room.desk().preview(draft.id());
      terminal.out().printf(Locale.ROOT, "%d consumption points, %d people are told, %d SMS parts, %s lei%n",
          preview.points(), preview.people(), preview.segments(), preview.cost().toPlainString());
      if (!preview.tells()) {
        terminal.out().println("Nobody is told: neither start, end nor area changes");
      }
      if (preview.unreached() > 0) {
        terminal.out().printf(Locale.ROOT, "%d more want to be told, and no way to them is open%n",
            preview.unreached());
      }
      preview.rows().forEach(row -> terminal.out().printf(Locale.ROOT, "%n%s %s: %d people, %d part%s, %s lei%n%s%n",
          row.channel(), row.language(), row.people(), row.parts(), row.parts() == 1 ? "" : "s",
          row.cost().toPlainString(), row.text()));
      preview.remarks().forEach(remark -> terminal.err().println(remark.known()
          ? "note: " + remark.area() + " was read as " + remark.meant()
          : "warning: billing knows no street " + remark.area()));
    }

    int tell(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Done(var outage) -> {
          terminal.out().println(line(outage));
          yield 0;
        }
        case Outcome.Changed(var outage) -> failed("Somebody else changed it meanwhile; now: " + line(outage));
        case Outcome.NeedsApproval(var people, var limit) -> failed(people + " people are more than " + limit
            + ": a second member of staff has to say ./bot outage approve first");
        case Outcome.Late(var latest) ->
          failed("Planned works were to be told before " + TIME.format(latest.atZone(zone))
              + ": give --late to publish them all the same");
        case Outcome.Refused(var reason) -> failed(switch (reason) {
          case NO_DRAFT -> "There is nothing prepared to publish";
          case NOT_OPEN -> "It is over, or was never published";
          case OWN_DRAFT -> "Who wrote it cannot approve it";
          case SAME -> "It stands like that already";
          case FAR -> "It begins or ends more than a year from now: look at the year";
          case PAST -> "The end that it tells has passed already: write another, or restore it";
        });
      };
    }

    private int failed(String why) {
      terminal.err().println(why);
      return 1;
    }

    String line(Outage outage) {
      var notice = outage.latest();
      var ends = notice.endsAt();
      return String.format(Locale.ROOT, "%d  %s  v%d  %s %s  %s - %s  %s", outage.id(),
          outage.statusAt(Instant.now()).name().toLowerCase(Locale.ROOT), outage.version(),
          notice.kind().name().toLowerCase(Locale.ROOT), notice.effect().name().toLowerCase(Locale.ROOT),
          TIME.format(notice.startsAt().atZone(zone)), ends == null ? "?" : TIME.format(ends.atZone(zone)),
          notice.areas().getFirst().label() + (notice.areas().size() > 1 ? " +" + (notice.areas().size() - 1) : ""));
    }
  }
}
