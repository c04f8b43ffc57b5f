package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.outage.publishing.Way;
import eu.apaserv.bot.core.http.Bodies;
import eu.apaserv.bot.core.http.Callers;
import eu.apaserv.bot.core.http.Failures;
import eu.apaserv.bot.core.http.Misses;
import eu.apaserv.bot.core.http.Patience;
import eu.apaserv.bot.core.http.PlainPaths;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.work.Thrift;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How it stands before the world: where it listens, whom it believes, how much it bears.
 *
 * @param host and
 * @param port where to listen; port 0 takes a free one
 * @param proxies of ours, one behind the other, that add who called to {@code X-Forwarded-For}
 * @param missesPerMinute of one address, before it is not listened to for a while
 * @param messagesPerMinute of one person that are answered
 * @param paidAnswers how many answers that are paid for
 * @param drain how long it still answers after it says that it is not ready
 * @param patience how long a caller may take
 * @param ways how people write to us, for the page at its own address
 */
public record Front(String host, int port, int proxies, int missesPerMinute, int messagesPerMinute,
    Thrift.Bounds paidAnswers, Duration drain, Patience.Limits patience, List<Way> ways) {
  private static final int SECONDS_TO_FINISH = 10;

  /** For demo and tests: nobody else is there, and machines write faster than people. */
  public static Front local(String host, int port) {
    return new Front(host, port, 0, 10_000, 100_000, Thrift.Bounds.NONE, Duration.ZERO, Patience.Limits.USUAL,
        List.of());
  }

  /** As an operator has set it. */
  static Front of(Settings settings) {
    return new Front(settings.get(SettingTable.HTTP_HOST), settings.get(SettingTable.HTTP_PORT),
        settings.get(OperationTable.HTTP_FORWARDED), settings.get(OperationTable.HTTP_MISSES_PER_MINUTE),
        settings.get(OperationTable.BOT_MESSAGES_PER_MINUTE),
        new Thrift.Bounds(settings.get(OperationTable.BOT_SMS_PER_DAY), settings.get(OperationTable.BOT_SMS_PER_HOUR)),
        Duration.ofSeconds(settings.get(OperationTable.BOT_DRAIN_SECONDS)), Patience.Limits.USUAL, ways(settings));
  }

  /** Of channels that are on and say where people write to. */
  private static List<Way> ways(Settings settings) {
    var ways = new ArrayList<Way>();
    settings.find(SettingTable.WHATSAPP_NUMBER)
        .ifPresent(number -> ways.add(new Way("WhatsApp", number, "https://wa.me/" + number.substring(1))));
    settings.find(SettingTable.TELEGRAM_BOT_NAME)
        .ifPresent(bot -> ways.add(new Way("Telegram", "@" + bot, "https://t.me/" + bot)));
    Stream.of(SmsTable.SMPP_FROM, SettingTable.TWILIO_FROM).flatMap(from -> settings.find(from).stream())
        .filter(from -> from.matches("\\+?[0-9]{3,15}")).findFirst()
        .ifPresent(number -> ways.add(new Way("SMS", number, "sms:" + number)));
    return ways;
  }

  /** Who calls, as limits count. */
  Callers callers() {
    return new Callers(proxies);
  }

  /** Listens; {@code routes} adds what is answered, behind what keeps callers within limits. */
  HttpServer open(Vertx vertx, Consumer<Router> routes) {
    var options = new HttpServerOptions().setHost(host).setPort(port).setIdleTimeout(120)
        .setIdleTimeoutUnit(TimeUnit.SECONDS).setMaxInitialLineLength(8192).setMaxHeaderSize(16_384)
        .setHttp2ClearTextEnabled(false);
    var server = vertx.createHttpServer(options);
    var limits = new Patience(patience, callers());
    limits.watch(vertx, server);
    var router = Router.router(vertx);
    Failures.mount(router);
    limits.mount(router);
    new Bodies(callers(), patience.bodies()).mount(router);
    new Misses(callers(), missesPerMinute).mount(router);
    PlainPaths.mount(router);
    routes.accept(router);
    try {
      return Database.await(server.requestHandler(router).listen());
    } catch (StoreException e) {
      throw new StartException("Cannot listen on " + host + ":" + port + " ("
          + String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
          + "): free the port or set HTTP_PORT", e);
    }
  }

  /** Answers what has been asked already, and nothing more. */
  static void close(HttpServer server) {
    Database.await(server.shutdown(SECONDS_TO_FINISH, TimeUnit.SECONDS));
  }
}
