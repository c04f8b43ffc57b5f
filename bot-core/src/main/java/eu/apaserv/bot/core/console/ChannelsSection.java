package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.ChannelTraffic;
import eu.apaserv.bot.core.store.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the channels fare; a channel can be paused, and an alarm resolved. */
final class ChannelsSection implements Section {
  private final ChannelStates states;
  private final Alarms alarms;
  private final ChannelTraffic traffic;
  private final AuditLog audit;
  private final Templates templates;

  ChannelsSection(ChannelStates states, Alarms alarms, ChannelTraffic traffic, AuditLog audit, Templates templates) {
    this.states = states;
    this.alarms = alarms;
    this.traffic = traffic;
    this.audit = audit;
    this.templates = templates;
  }

  /** @param paused since when and why, in words; or null */
  record Channel(String name, @Nullable String paused, ChannelTraffic.Hour hour) {}

  record Alarm(long id, String channel, String meaning, String code, String reason, long count, String last) {}

  record Channels(Words words, String formWord, boolean may, List<Channel> all, List<Alarm> alarms) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("channels", Group.HOUSE, Role.OPERATOR);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.OPERATOR, this::show),
        Route.post("/:channel/pause", Role.DISPATCHER, this::pause),
        Route.post("/:channel/resume", Role.DISPATCHER, this::resume),
        Route.post("/alarms/resolve", Role.DISPATCHER, this::resolve));
  }

  private Answer show(Visit visit) {
    var words = visit.words();
    var hours = traffic.lastHour();
    var all = states.all().stream().map(one -> new Channel(one.channel(),
        one.pausedAt() == null
            ? null
            : words.say("channels.paused", "name", String.valueOf(one.pausedBy()), "time",
                words.day(one.pausedAt()) + " " + words.time(one.pausedAt()), "reason", String.valueOf(one.reason())),
        hours.getOrDefault(one.channel(), ChannelTraffic.Hour.QUIET))).toList();
    var open = alarms.open().stream()
        .map(one -> new Alarm(one.id(), one.channel(), words.alarm(one.code()), one.code(), one.reason(),
            one.count(), words.day(one.lastAt()) + " " + words.time(one.lastAt())))
        .toList();
    return templates.page(visit, "channels", words.say("nav.channels"),
        new Channels(words, visit.formWord(), visit.may(Role.DISPATCHER), all, open));
  }

  private boolean known(String channel) {
    return states.all().stream().anyMatch(one -> one.channel().equals(channel));
  }

  private Answer pause(Visit visit) {
    var channel = visit.part("channel");
    var reason = visit.field("reason");
    if (reason.isEmpty() || !known(channel)) {
      return said("", "reason_needed");
    }
    states.pause(channel, visit.staff().name(), reason.substring(0, Math.min(200, reason.length())));
    audit.write(visit.staff(), "channel.paused", channel, reason);
    return said("", "channel_paused");
  }

  private Answer resume(Visit visit) {
    var channel = visit.part("channel");
    if (states.resume(channel)) {
      audit.write(visit.staff(), "channel.resumed", channel, "");
    }
    return said("", "channel_resumed");
  }

  private Answer resolve(Visit visit) {
    Visit.row(visit.field("alarm")).ifPresent(id -> {
      alarms.resolve(id, visit.staff().name());
      audit.write(visit.staff(), "alarm.resolved", id.toString(), "");
    });
    return said("", "alarm_resolved");
  }
}
