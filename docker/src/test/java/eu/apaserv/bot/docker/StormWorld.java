package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.FaultSwitch;
import eu.apaserv.bot.channels.simulator.Faults;
import eu.apaserv.bot.channels.simulator.GatewayProvider;
import eu.apaserv.bot.channels.simulator.GatewayStyle;
import eu.apaserv.bot.channels.simulator.SmppCentre;
import eu.apaserv.bot.channels.sms.SmsLetters;
import eu.apaserv.bot.channels.sms.SmsRoutes;
import eu.apaserv.bot.channels.sms.gateway.GatewayChannel;
import eu.apaserv.bot.channels.sms.gateway.GatewaySettings;
import eu.apaserv.bot.channels.sms.smpp.SmppChannel;
import eu.apaserv.bot.channels.sms.smpp.SmppPatience;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.docker.demo.SimulatedWorld;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everybody the bot talks to in the storm: WhatsApp, Telegram, three ways of SMS, and a mailbox. */
final class StormWorld implements AutoCloseable {
  /** How long the bot waits for an answer; who is asked to be late is later than that. */
  static final Duration PATIENCE = Duration.ofMillis(Integer.getInteger("storm.patience", 700));
  private static final Duration LATE = PATIENCE.multipliedBy(2);
  private static final Duration LAG = Duration.ofMillis(200);
  /** All of a channel waits for it, so that thousands of people would wait for hours. */
  private static final Duration ASKED = Duration.ofSeconds(Integer.getInteger("storm.asked", 1));
  private static final long SEED = 20261127;

  private final SimulatedWorld world;
  private final SmppCentre centre = new SmppCentre(0, Clock.systemUTC(), "apaserv", "secret");
  private final GatewayProvider gateway = new GatewayProvider(0, Clock.systemUTC(), GatewayStyle.SMSO,
      "a-long-secret-word");
  private final Path folder;
  /** Each way to people by its name; those of SMS in the order they are tried. */
  final Map<String, List<StormPhone>> phones;

  StormWorld(Vertx vertx, Path folder) {
    this.folder = folder;
    this.world = SimulatedWorld.start(vertx, Clock.systemUTC());
    Database.await(gateway.start(vertx));
    this.phones = Map.of("whatsapp", List.of(StormPhone.of("whatsapp", world.whatsapp())),
        "telegram", List.of(StormPhone.of("telegram", world.telegram())),
        "sms", List.of(StormPhone.of("smpp", centre), StormPhone.of("twilio", world.sms()),
            StormPhone.of("gateway", gateway)));
  }

  SimulatedWorld world() {
    return world;
  }

  Stream<StormPhone> all() {
    return phones.values().stream().flatMap(List::stream);
  }

  /** The channels of a bot that is reached at {@code url}; its SMS go by three ways. */
  List<Channel> channels(Vertx own, String url) {
    gateway.connect(url);
    var channels = new ArrayList<>(world.channels(own, url, "webhook-secret", PATIENCE));
    var twilio = channels.stream().filter(channel -> channel.name().equals("sms")).findFirst().orElseThrow();
    channels.remove(twilio);
    channels.add(new SmsRoutes(List.of(new SmsRoutes.Named("smpp", smpp(own)),
        new SmsRoutes.Named("twilio", twilio), new SmsRoutes.Named("gateway", gateway(own, url))), Clock.systemUTC()));
    return channels;
  }

  private Channel smpp(Vertx own) {
    var settings = SmppSettings.parse(centre.url(), "+40310000000", 10, 500);
    return new SmppChannel(own, settings, Clock.systemUTC(), new SmppPatience(Duration.ofSeconds(2), PATIENCE,
        Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(2)));
  }

  private Channel gateway(Vertx own, String url) {
    try {
      var file = Files.writeString(folder.resolve("gateway.yaml"), gateway.file());
      return new GatewayChannel(own, GatewaySettings.read(file, url, SmsLetters.CHEAP), Clock.systemUTC(), PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on everything that can go wrong does, each with this share. */
  void storm(double share) {
    var mail = world.mailbox().switches();
    Stream.concat(all().map(StormPhone::faults), Stream.<Faults>of(mail)).forEach(faults -> {
      faults.seed(SEED);
      faults.slowness(LATE, LAG);
      faults.ask(ASKED);
      for (var which : FaultSwitch.values()) {
        faults.set(which, share);
      }
    });
  }

  @Override
  public void close() {
    centre.close();
    Database.await(gateway.close());
    world.close();
  }
}
