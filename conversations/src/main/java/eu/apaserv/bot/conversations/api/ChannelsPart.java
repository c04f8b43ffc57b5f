package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.ChannelStates.ChannelState;
import eu.apaserv.bot.core.store.ChannelTraffic;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How channels fare, and whether they are paused. */
final class ChannelsPart implements ApiPart {
  private static final int LONGEST_REASON = 200;

  @Override
  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/channels", "channels", Scope.CHANNELS_READ, ChannelsPart::list),
        Endpoint.post("/channels/:name/pause", "pauseChannel", Scope.CHANNELS_WRITE, ChannelsPart::pause, "reason"),
        Endpoint.post("/channels/:name/resume", "resumeChannel", Scope.CHANNELS_WRITE, ChannelsPart::resume));
  }

  private static JsonObject list(Call call) {
    var hours = new ChannelTraffic(call.database()).lastHour();
    var alarms = new Alarms(call.database()).open();
    return new JsonObject().put("channels", Fields.list(new ChannelStates(call.database()).all(), one -> {
      var hour = hours.getOrDefault(one.channel(), ChannelTraffic.Hour.QUIET);
      return fields(one).put("last_hour", new JsonObject().put("in", hour.in()).put("out", hour.out())
          .put("failed", hour.failed()).put("waiting", hour.waiting()));
    })).put("alarms", Fields.list(alarms, alarm -> new JsonObject().put("id", alarm.id())
        .put("channel", alarm.channel()).put("code", alarm.code()).put("reason", alarm.reason())
        .put("count", alarm.count()).put("last_at", alarm.lastAt().toString())));
  }

  private static JsonObject fields(ChannelState state) {
    return new JsonObject().put("name", state.channel()).put("paused", state.paused())
        .put("paused_by", state.pausedBy()).put("paused_at", Fields.moment(state.pausedAt()))
        .put("reason", state.reason());
  }

  private static ChannelState known(Call call) {
    return new ChannelStates(call.database()).all().stream().filter(one -> one.channel().equals(call.part("name")))
        .findFirst().orElseThrow(() -> Problem.missing("There is no channel of this name"));
  }

  private static JsonObject pause(Call call) {
    var reason = call.text("reason", LONGEST_REASON);
    var channel = known(call).channel();
    if (!new ChannelStates(call.database()).pause(channel, call.caller().staff().name(), reason)) {
      throw Problem.conflict("channel_state", "The channel is paused already");
    }
    call.audit("channel.paused", channel, reason);
    return fields(known(call));
  }

  private static JsonObject resume(Call call) {
    var channel = known(call).channel();
    if (!new ChannelStates(call.database()).resume(channel)) {
      throw Problem.conflict("channel_state", "The channel is not paused");
    }
    call.audit("channel.resumed", channel, "");
    return fields(known(call));
  }
}
