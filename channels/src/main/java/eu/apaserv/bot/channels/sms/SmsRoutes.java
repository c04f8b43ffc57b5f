package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One channel to people, several ways to them: what the first way certainly did not send goes by the next. Whoever writes
 * back, by whichever way, is the same person: addresses are numbers. An unknown outcome is never sent by another way.
 */
public final class SmsRoutes implements Channel {
  private final List<SmsRoute> routes;
  private final SmsReach reach;

  /** To anybody. */
  public SmsRoutes(List<Named> channels, Clock clock) {
    this(channels, SmsReach.ALL, clock);
  }

  /**
   * @param channels by the name an operator calls them, in the order they are tried; all of one channel name
   * @param reach whom they may write to
   */
  public SmsRoutes(List<Named> channels, SmsReach reach, Clock clock) {
    if (channels.isEmpty()
        || channels.stream().anyMatch(c -> !c.channel().name().equals(channels.getFirst().channel().name()))) {
      throw new IllegalArgumentException("Routes are ways of one channel");
    }
    this.routes = channels.stream().map(named -> new SmsRoute(named.name(), named.channel(), clock)).toList();
    this.reach = reach;
  }

  /** One way, as an operator calls it: {@code smpp}, {@code twilio}, {@code gateway}. */
  public record Named(String name, Channel channel) {}

  @Override
  public String name() {
    return routes.getFirst().channel().name();
  }

  @Override
  public Capabilities capabilities() {
    return routes.getFirst().channel().capabilities();
  }

  @Override
  public List<Webhook> webhooks() {
    return routes.stream().flatMap(route -> route.channel().webhooks().stream()).toList();
  }

  @Override
  public Delivery send(Outbound message, Supplier<OwnFile> file) {
    return reach.refusal(message.to().id()).<Delivery>map(refused -> refused).orElseGet(() -> carry(message, file));
  }

  private Delivery carry(Outbound message, Supplier<OwnFile> file) {
    Delivery outcome = null;
    for (var route : inOrder()) {
      var tried = route.send(message, file);
      if (!certainlyNotSent(tried)) {
        return tried;
      }
      outcome = outcome == null ? tried : better(outcome, tried);
    }
    return outcome == null ? new Delivery.Refused("route", "no way to send is set up") : outcome;
  }

  /** Healthy ways first; the others all the same, for they may have come back. */
  private List<SmsRoute> inOrder() {
    var order = new ArrayList<SmsRoute>();
    routes.stream().filter(SmsRoute::isClosed).forEach(order::add);
    if (order.isEmpty()) {
      order.addAll(routes);
    }
    return order;
  }

  /** What was sent in part by one way is whole by none: it goes on where it began. */
  private static boolean certainlyNotSent(Delivery delivery) {
    return delivery instanceof Delivery.Retry || delivery instanceof Delivery.Alarm;
  }

  /** As long as one way will go again by itself, nobody has to act for this message. */
  private static Delivery better(Delivery one, Delivery other) {
    if (one instanceof Delivery.Retry first && other instanceof Delivery.Retry second) {
      var sooner = first.after().compareTo(second.after()) <= 0 ? first : second;
      return first.everybody() && second.everybody() ? sooner : new Delivery.Retry(sooner.after(), sooner.reason());
    }
    return one instanceof Delivery.Retry ? one : other;
  }

  /** As fast as the ways that are used first: the limit of the first counts, for it carries nearly everything. */
  @Override
  public Pace pace() {
    return routes.getFirst().channel().pace();
  }

  /** As the first way bills it, for the same reason. */
  @Override
  public int parts(String template, String text) {
    return routes.getFirst().channel().parts(template, text);
  }

  @Override
  public boolean plain(String template, String text) {
    return routes.getFirst().channel().plain(template, text);
  }

  /** Codes are the ways' own; they do not meet. */
  @Override
  public Optional<Duration> again(String code) {
    return routes.stream().flatMap(route -> route.channel().again(code).stream()).findFirst();
  }

  @Override
  public void report(Exchanges to) {
    routes.forEach(route -> route.channel().report(to));
  }

  /** Files come by ways that carry files; each knows its own addresses. */
  @Override
  public Fetched fetch(Content.Media media, Inlet inlet) {
    Fetched outcome = new Fetched.Refused("no_files", name() + " carries no files");
    for (var route : routes) {
      outcome = route.channel().fetch(media, inlet);
      if (!(outcome instanceof Fetched.Refused) || inlet.length() > 0) {
        return outcome;
      }
    }
    return outcome;
  }

  @Override
  public Future<Void> open(Intake intake) {
    return Future.all(routes.stream().map(route -> route.channel().open(intake)).toList()).mapEmpty();
  }

  @Override
  public Future<Void> quiet() {
    return Future.join(routes.stream().map(route -> route.channel().quiet()).toList()).mapEmpty();
  }

  @Override
  public Future<Void> close() {
    return Future.join(routes.stream().map(route -> route.channel().close()).toList()).mapEmpty();
  }

  @Override
  public List<String> check() {
    return routes.size() == 1
        ? routes.getFirst().channel().check()
        : routes.stream().flatMap(route -> route.channel().check().stream().map(f -> route.name() + ": " + f)).toList();
  }
}
