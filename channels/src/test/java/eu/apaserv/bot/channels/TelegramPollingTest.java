package eu.apaserv.bot.channels;

import static eu.apaserv.bot.core.Eventually.eventually;
import static eu.apaserv.bot.channels.TestBot.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import eu.apaserv.bot.channels.simulator.Answer;
import eu.apaserv.bot.channels.simulator.TelegramProvider;
import eu.apaserv.bot.channels.telegram.Pace;
import eu.apaserv.bot.channels.telegram.TelegramChannel;
import eu.apaserv.bot.channels.telegram.TelegramSettings;
import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Telegram by long polling: whatever fails, nothing is lost and nothing is confirmed before it is durable. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelegramPollingTest {
  private static final Pace QUICK = TelegramChannelTest.QUICK;
  private static final String PERSON = "7123456789";

  private final List<Event> stored = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private TelegramProvider telegram;
  private TelegramChannel channel;

  @BeforeAll
  void openVertx() {
    vertx = Vertx.vertx();
  }

  @BeforeEach
  void openTelegram() {
    stored.clear();
    telegram = new TelegramProvider(0, TelegramChannelTest.CLOCK);
    await(telegram.start(vertx));
    channel = channel(telegram.url());
  }

  @AfterEach
  void closeAll() {
    await(channel.close());
    await(telegram.close());
  }

  @AfterAll
  void closeVertx() {
    await(vertx.close());
  }

  private TelegramChannel channel(String url) {
    var settings = new TelegramSettings(TelegramProvider.TOKEN, null, url, null);
    return new TelegramChannel(vertx, settings, TelegramChannelTest.CLOCK, QUICK);
  }

  private Future<Void> store(List<Event> events) {
    stored.addAll(events);
    return Future.succeededFuture();
  }

  /** What people said; how the bot itself stands is another test's. */
  private static Intake heard(Intake intake) {
    return events -> {
      var said = events.stream().filter(Inbound.class::isInstance).toList();
      return said.isEmpty() ? Future.succeededFuture() : intake.take(said);
    };
  }

  private List<String> texts() {
    return stored.stream().map(e -> ((Content.Text) ((Inbound) e).content()).body()).toList();
  }

  @Test
  void messagesAreFetchedInOrderAndConfirmed() {
    await(channel.open(heard(this::store)));
    for (var i = 1; i <= 5; i++) {
      telegram.say(PERSON, "mesajul " + i);
    }
    await(telegram.say(PERSON, "ultimul"));
    assertThat(texts()).containsExactly("mesajul 1", "mesajul 2", "mesajul 3", "mesajul 4", "mesajul 5", "ultimul");
    assertThat(stored).extracting(e -> ((Inbound) e).providerId()).doesNotHaveDuplicates();
    assertThat(((Inbound) stored.getFirst()).from()).isEqualTo(new Address("telegram", PERSON));
  }

  @Test
  void moreThanABatchIsFetchedWhole() {
    var last = telegram.say(PERSON, "1");
    for (var i = 2; i <= 250; i++) {
      last = telegram.say(PERSON, Integer.toString(i));
    }
    await(channel.open(heard(this::store)));
    await(last);
    assertThat(stored).hasSize(250);
    assertThat(texts()).endsWith("249", "250");
  }

  @Test
  void nothingIsConfirmedWhileItIsNotDurable() {
    var durable = Promise.<Void>promise();
    await(channel.open(heard(events -> {
      stored.addAll(events);
      return durable.future();
    })));
    var said = telegram.say(PERSON, "245");
    eventually(() -> assertThat(stored).hasSize(1));
    assertThat(said.isComplete()).isFalse();
    assertThat(telegram.webhookInfo().getInteger("pending_update_count")).isOne();
    durable.complete();
    await(said);
    assertThat(stored).hasSize(1);
  }

  @Test
  void whatCouldNotBeStoredIsFetchedAgain() {
    var failures = new AtomicInteger();
    Intake weak = events -> switch (failures.incrementAndGet()) {
      case 1 -> Future.failedFuture("the database is down");
      case 2 -> throw new IllegalStateException("a defect");
      case 3 -> Future.failedFuture(new StackOverflowError());
      default -> store(events);
    };
    await(channel.open(heard(weak)));
    telegram.say(PERSON, "unu");
    await(telegram.say(PERSON, "doi"));
    assertThat(texts()).containsExactly("unu", "doi");
    assertThat(failures.get()).isBetween(4, 5);
  }

  static Stream<Answer> troubles() {
    return Stream.of(error(500, "Internal Server Error"), error(502, "Bad Gateway"), error(401, "Unauthorized"),
        error(409, "Conflict: terminated by other getUpdates request"), error(400, "Bad Request"),
        Answer.of(200, "text/html", "<html>It works!</html>"), Answer.of(200, "application/json", ""),
        Answer.of(200, "application/json", "{\"ok\":true}"),
        Answer.of(200, "application/json", "{\"ok\":true,\"result\":7}"),
        Answer.of(200, "application/json", "{\"ok\":true,\"result\":[7,null,{},{\"update_id\":\"x\"}]}"),
        Answer.of(200, "application/json", "{\"ok\":true,\"result\":[{\"update_id\":1,\"message\":7}]}"),
        Answer.json(429,
            new JsonObject().put("ok", false).put("error_code", 429).put("description", "Too Many Requests")
                .put("parameters", new JsonObject().put("retry_after", 0))));
  }

  private static Answer error(int code, String words) {
    return Answer.json(code, new JsonObject().put("ok", false).put("error_code", code).put("description", words));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void pollingGoesOnAfter(Answer trouble) {
    for (var i = 0; i < 3; i++) {
      telegram.answerNextPoll(trouble);
    }
    await(channel.open(heard(this::store)));
    await(telegram.say(PERSON, "sold"));
    assertThat(texts()).containsExactly("sold");
  }

  @Test
  void pollingGoesOnWhenTelegramIsBack() {
    await(telegram.close());
    var port = QuietPort.free();
    telegram = new TelegramProvider(port, TelegramChannelTest.CLOCK);
    channel = channel("http://127.0.0.1:" + port);
    await(channel.open(heard(this::store)));
    QuietPort.open(() -> telegram.start(vertx));
    await(telegram.say(PERSON, "unu"));
    await(telegram.close());
    var said = telegram.say(PERSON, "doi");
    QuietPort.open(() -> telegram.start(vertx));
    await(said);
    assertThat(texts()).containsExactly("unu", "doi");
  }

  @Test
  void afterASilenceTheOldOffsetIsForgotten() {
    await(channel.open(heard(this::store)));
    await(telegram.say(PERSON, "unu"));
    assertThat(telegram.lastOffset()).isGreaterThan(1L << 32);
    eventually(() -> assertThat(telegram.lastOffset()).as("ids may start anew anywhere").isZero());
    await(telegram.say(PERSON, "doi"));
    assertThat(texts()).containsExactly("unu", "doi");
  }

  @Test
  void aWebhookThatWasSetIsRemovedFirst() {
    var http = WebClient.create(vertx);
    await(http.postAbs(telegram.url() + "/bot" + TelegramProvider.TOKEN + "/setWebhook")
        .sendJsonObject(new JsonObject().put("url", "http://127.0.0.1:1/x")));
    http.close();
    assertThat(telegram.webhookInfo().getString("url")).isNotEmpty();
    await(channel.open(heard(this::store)));
    eventually(() -> assertThat(telegram.webhookInfo().getString("url")).isEmpty());
    await(telegram.say(PERSON, "sold"));
    assertThat(texts()).containsExactly("sold");
  }

  @Test
  void twoPollersHealOnceOneIsGone() {
    var other = channel(telegram.url());
    await(other.open(heard(this::store)));
    await(channel.open(heard(this::store)));
    telegram.say(PERSON, "unu");
    eventually(() -> assertThat(texts()).contains("unu"));
    await(other.close());
    await(telegram.say(PERSON, "doi"));
    assertThat(texts()).contains("doi");
  }

  @Test
  void aTapIsAnsweredOnceItIsDurable() {
    var failures = new AtomicInteger();
    await(channel.open(heard(
        events -> failures.incrementAndGet() <= 2 ? Future.failedFuture("down") : store(events))));
    var choices = new Content.Choices("Sigur?", List.of(new Choice("yes", "Da")));
    channel.send(new Outbound(1, new Address("telegram", PERSON), choices, null), () -> null);
    await(telegram.tap(PERSON, "yes"));
    assertThat(((Inbound) stored.getFirst()).content()).isEqualTo(new Content.Picked("yes", "Da"));
    eventually(() -> assertThat(telegram.spinning()).isEmpty());
  }

  @Test
  void oneBadUpdateKeepsTheRest() {
    telegram.push(PERSON, "message", new JsonObject().put("chat", "nobody"));
    telegram.say(PERSON, "unu");
    telegram.push(PERSON, "callback_query", new JsonObject().put("id", new JsonArray()));
    telegram.push(PERSON, "hologram", new JsonObject());
    var last = telegram.say(PERSON, "doi");
    await(channel.open(heard(this::store)));
    await(last);
    assertThat(texts()).containsExactly("unu", "doi");
  }

  @Test
  void closingEndsALongPollAtOnce() {
    var slow = new TelegramChannel(vertx, new TelegramSettings(TelegramProvider.TOKEN, null, telegram.url(), null),
        TelegramChannelTest.CLOCK, Pace.USUAL);
    await(slow.open(heard(this::store)));
    await(telegram.say(PERSON, "unu"));
    await(slow.close());
    var late = new ArrayList<>(stored);
    telegram.say(PERSON, "doi");
    assertThat(stored).isEqualTo(late);
  }

  @Test
  void closingWhatWasNeverOpenedIsFine() {
    assertThatCode(() -> await(channel(telegram.url()).close())).doesNotThrowAnyException();
  }
}
