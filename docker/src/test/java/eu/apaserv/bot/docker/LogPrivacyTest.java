package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** A whole visit, with what goes wrong in it, at the most talkative level: the log says nothing about the person. */
class LogPrivacyTest {
  private static final String PERSON = "40733000777";
  private static final String CODE = "1010028";
  private static final String PHONE_ON_FILE = "+40773412357";
  private static final Pattern SIX_DIGITS = Pattern.compile("\\b\\d{6}\\b");

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant();

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
    @Override
    protected void append(ILoggingEvent event) {
      var thrown = event.getThrowableProxy();
      lines.add(event.getFormattedMessage() + " " + event.getMDCPropertyMap()
          + (thrown == null ? "" : " " + thrown.getClassName() + " " + thrown.getMessage()));
    }
  };

  @BeforeEach
  void listen() {
    ours().setLevel(Level.TRACE);
    ear.start();
    all().addAppender(ear);
  }

  @AfterEach
  void stopListening() {
    all().detachAppender(ear);
    ours().setLevel(null);
  }

  /** Libraries as well, at the level they are run with. */
  private static Logger all() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static Logger ours() {
    return (Logger) LoggerFactory.getLogger("eu.apaserv.bot");
  }

  @Test
  void noNumberNameCodeOrTokenOfTheVisitIsInTheLog() {
    var chat = new Chat(running.world().whatsapp(), "+" + PERSON);
    chat.say("vreau sa leg codul meu de client");
    chat.say("da");
    chat.say(CODE);
    var code = code(chat);
    chat.say("000000");
    chat.say(code);
    chat.say("sold");
    chat.say("trimite factura");
    chat.say("index 99999999");
    wrongCalls();
    var link = new Chat(running.world().sms(), "+40733000778");
    link.say("STOP");
    assertThat(lines).as("wrong calls are logged").anyMatch(line -> line.contains("turned away"));
    var secrets = List.of(PERSON, PERSON.substring(2), PHONE_ON_FILE.substring(3), CODE, code, "40733000778",
        "Vântu", "Andreea", "simulated-auth-token", running.world().whatsapp().settings().accessToken(),
        running.world().whatsapp().settings().appSecrets().getFirst(), "NTD4010030");
    assertThat(lines).as("what anybody may do is no error of ours").noneMatch(line -> line.contains("Unhandled"));
    assertThat(secrets).allSatisfy(secret -> assertThat(lines).noneMatch(line -> line.contains(secret)));
  }

  /** Unsigned, not JSON, addresses and forms that cannot be read, somebody's number inside. */
  private void wrongCalls() {
    var client = WebClient.create(running.vertx());
    for (var path : List.of("/webhooks/whatsapp", "/webhooks/twilio", "/webhooks/telegram")) {
      var body = Buffer.buffer("{\"from\":\"" + PERSON + "\",\"text\":\"" + CODE + "\"}");
      assertThat(Database.await(client.post(running.assistant().port(), "127.0.0.1", path).sendBuffer(body))
          .statusCode()).isBetween(400, 403);
    }
    for (var path : List.of("/console/search?q=" + PERSON + "%zz", "/invoices/" + CODE + "%zz?a=%zz",
        "/console/%2e%2e/" + PERSON)) {
      assertThat(Database.await(client.get(running.assistant().port(), "127.0.0.1", path).send()).statusCode())
          .as(path).isBetween(400, 404);
    }
    for (var form : List.of("name=" + PERSON + "&password=" + CODE + "%zz", "a=" + CODE.repeat(12_000))) {
      assertThat(Database.await(client.post(running.assistant().port(), "127.0.0.1", "/console/sign-in")
          .putHeader("Content-Type", "application/x-www-form-urlencoded").sendBuffer(Buffer.buffer(form))).statusCode())
          .as("a form that cannot be read").isIn(400, 413);
    }
    client.close();
  }

  private String code(Chat chat) {
    var holder = new Chat(running.world().sms(), PHONE_ON_FILE);
    chat.await(_ -> holder.messages().stream().anyMatch(m -> SIX_DIGITS.matcher(m.text()).find()));
    return holder.messages().stream().map(PhoneMessage::text).map(SIX_DIGITS::matcher).filter(m -> m.find())
        .map(m -> m.group()).findFirst().orElseThrow();
  }
}
