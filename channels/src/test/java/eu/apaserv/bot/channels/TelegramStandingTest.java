package eu.apaserv.bot.channels;

import static eu.apaserv.bot.channels.TestBot.await;
import static eu.apaserv.bot.core.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import eu.apaserv.bot.channels.simulator.TelegramProvider;
import eu.apaserv.bot.channels.telegram.TelegramChannel;
import eu.apaserv.bot.channels.telegram.TelegramSettings;
import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Standing;
import eu.apaserv.bot.channels.telegram.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What staff and the doctor learn of how the bot stands with Telegram. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelegramStandingTest {
  private static final String SECRET = "Un-secret_bun-123";

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Event> heard = new ConcurrentLinkedQueue<>();
  private TestBot bot;
  private TelegramProvider telegram;
  private TelegramChannel channel;

  @BeforeEach
  void openAll() {
    heard.clear();
    bot = new TestBot(vertx);
    telegram = new TelegramProvider(0, TelegramChannelTest.CLOCK);
    telegram.connect(bot.url());
    await(telegram.start(vertx));
    channel = channel(TelegramProvider.TOKEN, SECRET, bot.url());
    bot.mount(channel);
  }

  @AfterEach
  void closeAll() {
    await(channel.close());
    await(telegram.close());
    bot.close();
  }

  @AfterAll
  void closeVertx() {
    await(vertx.close());
  }

  private TelegramChannel channel(String token, String secret, String botUrl) {
    return channel(token, secret, botUrl, TelegramChannelTest.QUICK.look());
  }

  /** @param look how often it looks after its webhook */
  private TelegramChannel channel(String token, String secret, String botUrl, Duration look) {
    var quick = TelegramChannelTest.QUICK;
    return new TelegramChannel(vertx, new TelegramSettings(token, secret, telegram.url(), botUrl),
        TelegramChannelTest.CLOCK,
        new Pace(quick.answer(), quick.poll(), quick.first(), quick.longest(), quick.conflict(), look));
  }

  private Future<Void> keep(List<Event> events) {
    heard.addAll(events);
    return Future.succeededFuture();
  }

  private List<String> standings() {
    return heard.stream().map(event -> ((Standing) event).value()).distinct().toList();
  }

  @Test
  void aTokenThatTelegramRefusesIsToldToStaffOnce() {
    var locked = channel("1:nobody", null, null);
    await(locked.open(this::keep));
    eventually(() -> assertThat(telegram.refusedTokens()).isGreaterThan(2));
    assertThat(heard).singleElement().isInstanceOfSatisfying(Standing.class,
        standing -> assertThat(standing.value() + standing.good()).isEqualTo("401false"));
    await(locked.close());
  }

  @Test
  void whatCouldNotBeKeptForStaffIsToldAgain() {
    var failures = new AtomicInteger(2);
    Intake weak = events -> failures.getAndDecrement() > 0
        ? Future.failedFuture("the database is away")
        : keep(events);
    await(channel.open(weak));
    eventually(() -> assertThat(standings()).containsExactly("ok"));
    assertThat(failures).hasNegativeValue();
  }

  @Test
  void aChannelIsOpenedOnce() {
    await(channel.open(this::keep));
    assertThatIllegalStateException().isThrownBy(() -> channel.open(this::keep)).withMessageContaining("opened before");
    eventually(() -> assertThat(standings()).containsExactly("ok"));
  }

  @Test
  void aWebhookThatSomebodyTookAwayIsSetAgainAndToldToStaff() {
    var watchful = channel(TelegramProvider.TOKEN, SECRET, bot.url(), Duration.ofMillis(100));
    await(watchful.open(this::keep));
    eventually(() -> assertThat(telegram.webhookInfo().getString("url")).startsWith(bot.url()));
    var thief = channel(TelegramProvider.TOKEN, null, null);
    await(thief.open(nothing -> Future.succeededFuture()));
    eventually(() -> assertThat(standings()).contains("failing"));
    await(thief.close());
    eventually(() -> assertThat(telegram.webhookInfo().getString("url")).startsWith(bot.url()));
    eventually(() -> assertThat(heard).last().isInstanceOfSatisfying(Standing.class, standing -> {
      assertThat(standing.subject()).isEqualTo("webhook");
      assertThat(standing.good()).isTrue();
    }));
    await(watchful.close());
  }

  @Test
  void theDoctorFindsNothingWhenAllIsWell() {
    await(channel.open(this::keep));
    eventually(() -> assertThat(channel.check()).isEmpty());
  }

  @Test
  void theDoctorTellsWhatIsWrong() {
    await(channel.open(this::keep));
    var wrong = channel("1:nobody", SECRET, bot.url());
    assertThat(wrong.check()).singleElement().asString().contains("TELEGRAM_BOT_TOKEN");
    await(wrong.close());
    eventually(() -> assertThat(channel.check()).isEmpty());
    var moved = channel(TelegramProvider.TOKEN, SECRET, "https://bot.example.ro/");
    assertThat(moved.check()).singleElement().asString().contains("PUBLIC_URL");
    await(moved.close());
    var polling = channel(TelegramProvider.TOKEN, null, null);
    assertThat(polling.check()).singleElement().asString().contains("TELEGRAM_WEBHOOK_SECRET");
    await(polling.close());
    await(telegram.close());
    assertThat(channel.check()).singleElement().asString().contains("TELEGRAM_API_URL");
  }

  @Test
  void theDoctorTellsThatUpdatesDoNotArrive() {
    await(channel.open(this::keep));
    eventually(() -> assertThat(channel.check()).isEmpty());
    bot.downFor(Integer.MAX_VALUE);
    var said = telegram.say("7123456789", "sold");
    eventually(() -> assertThat(channel.check()).singleElement().asString().contains("503"));
    bot.downFor(0);
    await(said);
  }
}
