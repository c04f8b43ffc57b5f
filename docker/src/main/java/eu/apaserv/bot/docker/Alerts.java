package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.alert.AlertPost;
import eu.apaserv.bot.conversations.alert.AlertRoom;
import eu.apaserv.bot.conversations.alert.AlertSchedule;
import eu.apaserv.bot.conversations.outage.OutageRoom;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.run.RunKind;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.RunBatch;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.RunCosts;
import eu.apaserv.bot.core.store.RunFates;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Chore;
import eu.apaserv.bot.core.work.Runs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of our own accord: the schedule of alerts, outages and their reminders, and the runs they begin. */
final class Alerts {
  private static final Duration EVERY_ROUND = Duration.ofSeconds(30);
  private static final Duration EVERY_REMINDER = Duration.ofMinutes(1);

  private final Runs runs;
  private final Chore schedule;
  private final OutageRoom outages;
  private final Chore reminders;

  /** What the program has that alerts need. */
  record Parts(Database database, Texts texts, Business business, Clock clock, List<Channel> channels, Outbox outbox,
      Alarms alarms, Bell sender) {}

  Alerts(Parts parts) {
    var clock = parts.clock();
    var rules = parts.business().alerts();
    var channels = parts.channels().stream().collect(Collectors.toMap(Channel::name, c -> c));
    var post = new AlertPost(parts.database(), parts.texts(), rules, channels.keySet(), name -> {
      var channel = channels.get(name);
      return channel != null && channel.capabilities().brief();
    }, (name, template, text) -> Optional.ofNullable(channels.get(name)).map(channel -> channel.parts(template, text))
        .orElse(1));
    var room = new AlertRoom(parts.database(), post, parts.business(), clock);
    outages = OutageRoom.over(room);
    var book = new RunBook(parts.database(), clock);
    var kinds = new ArrayList<RunKind>(AlertSchedule.kinds(room));
    kinds.add(outages.run());
    var rooms = new Runs.Rooms(book, new RunBatch(parts.database()), new RunFates(parts.database(), rules.fallback()),
        new RunCosts(parts.database(), parts.alarms()), parts.outbox(), parts.sender());
    runs = new Runs(rooms, kinds, channels.keySet(), name -> {
      var channel = channels.get(name);
      return channel == null ? 1 : channel.pace().perSecond();
    }, clock);
    var times = new AlertSchedule(room, book);
    schedule = new Chore("alerts", EVERY_ROUND, () -> {
      times.round();
      return false;
    });
    reminders = new Chore("outage-reminders", EVERY_REMINDER, () -> {
      outages.reminders().begin();
      return false;
    });
  }

  /** What dispatchers do, and what is public. */
  OutageRoom outages() {
    return outages;
  }

  Duration quiet() {
    return runs.quiet();
  }

  /** Who begins runs stops before who works them off. */
  Loops into(Loops loops) {
    return loops.with(reminders::start, reminders::stop).with(schedule::start, schedule::stop).with(runs::start,
        runs::stop);
  }
}
