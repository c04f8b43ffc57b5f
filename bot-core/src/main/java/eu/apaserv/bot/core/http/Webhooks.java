package eu.apaserv.bot.core.http;

import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Buckets;
import eu.apaserv.bot.core.store.ExchangeLog;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.trace.Traces;
import eu.apaserv.bot.core.work.Bell;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where providers call. Nothing happens on this path but: read (bounded), verify and decode (the channel), keep (the
 * inbox); and only then 200.
 */
public final class Webhooks {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final int LARGEST_SHOWN = 16 << 10;
  private static final int LARGEST_BODY = 3 * 1024 * 1024;
  /** What alert rules ask for: there from the start, for Prometheus sees no increase in what begins with its first value. */
  private static final List<Integer> ASKED_FOR = List.of(401, 403, 500, 503);

  private final Inbox inbox;
  private final Bell turns;
  private final ExchangeLog exchanges;
  private final Traces traces;

  /**
   * @param turns rung when something has come in
   * @param exchanges where staff see what came
   * @param traces told of each call that brought something
   */
  public Webhooks(Inbox inbox, Bell turns, ExchangeLog exchanges, Traces traces) {
    this.inbox = inbox;
    this.turns = turns;
    this.exchanges = exchanges;
    this.traces = traces;
  }

  /** Adds every address of these channels. */
  public void mount(Router router, List<Channel> channels) {
    for (var channel : channels) {
      if (!channel.webhooks().isEmpty()) {
        ASKED_FOR.forEach(status -> took(channel.name(), status));
      }
      for (var webhook : channel.webhooks()) {
        router.route(HttpMethod.valueOf(webhook.method()), webhook.path())
            .handler(context -> read(context, channel.name(), webhook));
      }
    }
  }

  private void read(RoutingContext context, String channel, Webhook webhook) {
    var request = context.request();
    var took = Timer.start();
    context.addEndHandler(_ -> took.stop(took(channel, context.response().getStatusCode())));
    if (declared(request) > LARGEST_BODY) {
      tooLarge(context);
      return;
    }
    var body = Buffer.buffer();
    request.handler(part -> {
      if (body.length() <= LARGEST_BODY) {
        body.appendBuffer(part);
      }
    });
    request.endHandler(_ -> {
      if (body.length() > LARGEST_BODY) {
        tooLarge(context);
      } else {
        receive(context, channel, webhook, body);
      }
    });
  }

  private static Timer took(String channel, int status) {
    return Timer.builder("bot_webhook").tags("channel", channel, "status", String.valueOf(status))
        .serviceLevelObjectives(Buckets.quick()).register(Metrics.globalRegistry);
  }

  private static long declared(HttpServerRequest request) {
    try {
      var length = request.getHeader("Content-Length");
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static void tooLarge(RoutingContext context) {
    context.response().setStatusCode(413).putHeader("Connection", "close").end("Larger than 3 MB");
  }

  private void receive(RoutingContext context, String channel, Webhook webhook, Buffer body) {
    var began = Instant.now();
    switch (reception(context, channel, webhook, body)) {
      case Reception.Taken taken -> keep(context, channel, webhook, taken, body, began);
      case Reception.Turned(int status, String reason, var answer) -> {
        LOG.warn("{}: a call to {} was turned away with {}: {}", channel, webhook.path(), status, reason);
        secured(context).setStatusCode(status).putHeader("Content-Type", answer.contentType()).end(answer.body());
      }
    }
  }

  /** People come to some of these addresses too, by links that hold for them alone. */
  private static HttpServerResponse secured(RoutingContext context) {
    return context.response().putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
  }

  private static Reception reception(RoutingContext context, String channel, Webhook webhook, Buffer body) {
    var request = context.request();
    try {
      return webhook.receive()
          .apply(new Request(request.method().name(), request.uri(), request.headers(), context.queryParams(), body,
              request.remoteAddress().hostAddress()));
    } catch (HttpException | IllegalArgumentException e) {
      return new Reception.Turned(400, "the address cannot be read");
    } catch (RuntimeException e) {
      // Without the payload: it may hold anything of anybody.
      LOG.error("{}: a defect while reading a call to {}: {}", channel, webhook.path(), e.getClass().getName());
      return new Reception.Turned(500, "a defect of ours");
    }
  }

  private void keep(RoutingContext context, String channel, Webhook webhook, Reception.Taken taken, Buffer body,
      Instant began) {
    if (taken.unreadable() > 0) {
      LOG.warn("{}: {} elements of a delivery could not be read and were left out", channel, taken.unreadable());
    }
    var step = traces.webhook(channel, messages(taken), began).with("bot.events", taken.events().size());
    inbox.take(taken.events()).onComplete(kept -> {
      step.end(kept.succeeded() ? "kept" : "not_kept", kept.failed());
      if (kept.succeeded()) {
        if (!messages(taken).isEmpty()) {
          turns.ring();
        }
        note(channel, webhook, taken, body);
        secured(context).putHeader("Content-Type", taken.answer().contentType()).end(taken.answer().body());
      } else {
        LOG.warn("{}: a delivery could not be kept, the provider has to repeat it: {}", channel,
            String.valueOf(kept.cause().getMessage()));
        context.response().setStatusCode(503).putHeader("Retry-After", "1").end();
      }
    });
  }

  /** The providers' ids of what people wrote. */
  private static List<String> messages(Reception.Taken taken) {
    return taken.events().stream().filter(Inbound.class::isInstance).map(event -> ((Inbound) event).providerId())
        .toList();
  }

  /**
   * Only a call that brought one message and nothing else is kept beside it: others tell of several people. Under the address
   * as we name it: in that which was called there may be a secret.
   */
  private void note(String channel, Webhook webhook, Reception.Taken taken, Buffer body) {
    if (taken.unreadable() == 0 && taken.events().size() == 1 && taken.events().getFirst() instanceof Inbound inbound) {
      var shown = body.length() > LARGEST_SHOWN ? body.getBuffer(0, LARGEST_SHOWN) : body;
      exchanges.came(channel, inbound.providerId(), 200, webhook.method() + " " + webhook.path() + "\n" + shown);
    }
  }
}
