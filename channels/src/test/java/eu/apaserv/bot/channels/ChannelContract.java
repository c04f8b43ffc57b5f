package eu.apaserv.bot.channels;

import static eu.apaserv.bot.channels.TestBot.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import eu.apaserv.bot.channels.simulator.Answer;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Post;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every channel promises, proven against its simulated provider over real HTTP.
 *
 * <p>Payload cases are files, see {@link Payloads}; a name says what more is asked of a case: {@code unknown_*} must be
 * taken with nothing unreadable, {@code bad_*} must count something unreadable (or be turned away with 400),
 * {@code batch_bad_*} must also keep an event, {@code wrong_shape_*} must be turned away with 400.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ChannelContract {
  /** The channel under test gives up on an answer after this; set it in {@link #channel}. */
  protected static final Duration PATIENCE = Duration.ofMillis(700);
  private static final Duration TOO_LATE = Duration.ofSeconds(2);

  protected Vertx vertx;
  protected TestBot bot;
  protected Provider provider;
  protected Channel channel;
  private WebClient http;

  // What a channel's test brings

  /** Not started yet; on a free port. */
  protected abstract Provider provider();

  /** A channel that finds its provider at {@code apiUrl}, is called at {@code botUrl}, and waits {@link #PATIENCE}. */
  protected abstract Channel channel(String apiUrl, String botUrl);

  /** A webhook call with this body, signed as the provider does. */
  protected abstract Post signed(Buffer body);

  /** The same with a signature that is well formed and wrong. */
  protected abstract Post forged(Buffer body);

  /** A person on this channel as {@code Address.id()} names them. */
  protected abstract String person();

  /** The provider's answers and what the channel must make of each. */
  protected abstract Stream<ErrorRow> errors();

  /** The receipts that follow a message nothing went wrong with; empty where the provider has none. */
  protected abstract Set<Receipt.Mark> receipts();

  /** Whether a person's text arrives as it was typed; an SMS gateway may change characters. */
  protected boolean keepsEveryCharacter() {
    return true;
  }

  /**
   * An answer of the provider and the class of outcome it means.
   *
   * @param code what Refused, OptedOut or Alarm must name, else null
   */
  protected record ErrorRow(String name, Answer answer, Class<? extends Delivery> outcome, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  // The rooms

  @BeforeAll
  void openVertx() {
    vertx = Vertx.vertx();
    http = WebClient.create(vertx);
  }

  @BeforeEach
  void openAll() {
    bot = new TestBot(vertx);
    provider = provider();
    provider.connect(bot.url());
    await(provider.start(vertx));
    channel = channel(provider.url(), bot.url());
    bot.mount(channel);
  }

  @AfterEach
  void closeAll() {
    await(channel.close());
    await(provider.close());
    bot.close();
  }

  @AfterAll
  void closeVertx() {
    await(vertx.close());
  }

  Stream<Payloads.Payload> payloads() {
    return new Payloads(channelName()).all().stream();
  }

  private Stream<Payloads.Payload> payloads(String prefix) {
    return payloads().filter(p -> p.name().startsWith(prefix));
  }

  /** The folder of the payload cases; a channel with several providers has several. */
  protected abstract String channelName();

  // Receiving

  @ParameterizedTest
  @MethodSource("payloads")
  void aPayloadIsReadAsExpected(Payloads.Payload payload) {
    call(signed(payload.body()));
    var actual = Payloads.describe(bot.reception());
    assertThat(actual).isEqualTo(Payloads.expected(payload, actual));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void aBadSignatureIsTurnedAway(Payloads.Payload payload) {
    var answer = call(forged(payload.body()));
    assertThat(answer.statusCode()).isIn(401, 403);
    assertThat(bot.eventsWaiting()).isZero();
  }

  @Test
  void aMissingSignatureIsTurnedAway() {
    var post = signed(payloads().findFirst().orElseThrow().body());
    var answer = call(new Post(post.url(), MultiMap.caseInsensitiveMultiMap(), post.body()));
    assertThat(answer.statusCode()).isIn(401, 403);
    assertThat(bot.eventsWaiting()).isZero();
  }

  @Test
  void aWrongShapeIsA400() {
    assertThat(payloads("wrong_shape_")).isNotEmpty()
        .allSatisfy(p -> assertThat(call(signed(p.body())).statusCode()).isEqualTo(400));
    assertThat(bot.eventsWaiting()).isZero();
  }

  @Test
  void aBadElementIsCountedAndNeverThrown() {
    assertThat(payloads("bad_")).isNotEmpty().allSatisfy(p -> {
      call(signed(p.body()));
      switch (bot.reception()) {
        case Reception.Taken taken -> assertThat(taken.unreadable()).isPositive();
        case Reception.Turned turned -> assertThat(turned.status()).isEqualTo(400);
      }
    });
  }

  @Test
  void aBatchWithOneBadElementKeepsTheRest() {
    assertThat(payloads("batch_bad_")).allSatisfy(p -> {
      assertThat(call(signed(p.body())).statusCode()).isEqualTo(200);
      var taken = (Reception.Taken) bot.reception();
      assertThat(taken.unreadable()).isPositive();
      assertThat(taken.events()).isNotEmpty();
    });
  }

  @Test
  void unknownKindsAndFieldsAreTakenWithoutError() {
    assertThat(payloads("unknown_")).isNotEmpty().allSatisfy(p -> {
      assertThat(call(signed(p.body())).statusCode()).isEqualTo(200);
      assertThat(((Reception.Taken) bot.reception()).unreadable()).isZero();
    });
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void mutatedPayloadsNeverThrow(Payloads.Payload payload) {
    for (var mutation : Payloads.mutations(payload, 500)) {
      var post = signed(mutation);
      var path = URI.create(post.url()).getPath();
      var receive = channel.webhooks().stream().filter(w -> w.method().equals("POST") && w.path().equals(path))
          .findFirst().orElseThrow().receive();
      assertThatCode(() -> {
        var reception = receive
            .apply(new Request("POST", path, post.headers(), MultiMap.caseInsensitiveMultiMap(), post.body()));
        if (reception instanceof Reception.Turned turned) {
          assertThat(turned.status()).isBetween(400, 499);
        }
      }).as(mutation.toString()).doesNotThrowAnyException();
    }
  }

  @Test
  void theSameMessageDeliveredFiveTimesHasOneId() {
    provider.faults().duplicate(4);
    await(provider.say(person(), "Care este soldul meu?"));
    var ids = new HashSet<String>();
    for (var i = 0; i < 5; i++) {
      ids.add(((Inbound) bot.event()).providerId());
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void twoMessagesHaveTwoIds() {
    await(provider.say(person(), "da"));
    await(provider.say(person(), "da"));
    assertThat(((Inbound) bot.event()).providerId()).isNotEqualTo(((Inbound) bot.event()).providerId());
  }

  @Test
  void aBotThatWasDownGetsTheMessageLater() {
    bot.downFor(3);
    await(provider.say(person(), "Bună ziua"));
    var inbound = (Inbound) bot.event();
    assertThat(inbound.from()).isEqualTo(new Address(channel.name(), person()));
    assertThat(inbound.content()).isEqualTo(new Content.Text("Bună ziua"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sold\u0000 la zi", "\u202Ecititi indexul\u202C", "👩‍👩‍👧 apă 💧", "' OR 1=1; --",
      "<b>&amp;</b>",
      "Ș ș Ț ț Ă ă Â â Î î", "rând\nnou\tși tab"})
  void anyTextArrives(String text) {
    await(provider.say(person(), text));
    var content = ((Inbound) bot.event()).content();
    assertThat(content).isInstanceOf(Content.Text.class);
    var body = ((Content.Text) content).body();
    assertThat(body).doesNotContain("\u0000").isNotBlank();
    if (keepsEveryCharacter()) {
      assertThat(body).isEqualTo(text.replace("\u0000", ""));
    }
  }

  @Test
  void aVeryLongTextArrives() {
    await(provider.say(person(), "apă ".repeat(1500)));
    assertThat(((Content.Text) ((Inbound) bot.event()).content()).body()).startsWith("ap");
  }

  // Sending

  @Test
  void anAcceptedSendNamesTheProvidersMessage() {
    var delivery = send(new Content.Text("Soldul dumneavoastră este de 87,40 lei."));
    assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
    assertThat(((Delivery.Accepted) delivery).providerId()).isNotBlank();
    assertThat(last().id()).isEqualTo(((Delivery.Accepted) delivery).providerId());
    assertThat(last().text()).contains("87,40 lei");
  }

  @Test
  void receiptsFollowAnAcceptedSend() {
    var accepted = (Delivery.Accepted) send(new Content.Text("Bună ziua!"));
    var seen = EnumSet.noneOf(Receipt.Mark.class);
    while (!seen.containsAll(receipts())) {
      var receipt = (Receipt) bot.event();
      assertThat(receipt.providerId()).isEqualTo(accepted.providerId());
      assertThat(receipt.channel()).isEqualTo(channel.name());
      seen.add(receipt.mark());
    }
    assertThat(seen).isEqualTo(receipts().isEmpty() ? EnumSet.noneOf(Receipt.Mark.class) : EnumSet.copyOf(receipts()));
  }

  @Test
  void tooManyRequestsIsTriedAgainAfterTheWaitAskedFor() {
    provider.faults().failNext(1, 429, Duration.ofSeconds(7));
    assertThat(send(new Content.Text("Bună!"))).isInstanceOfSatisfying(Delivery.Retry.class,
        retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(7)));
    assertThat(provider.conversation(person()).messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerErrorLeavesTheOutcomeUnknown(int status) {
    provider.faults().failNext(1, status);
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Unknown.class);
  }

  @Test
  void noAnswerInTimeLeavesTheOutcomeUnknown() {
    provider.faults().delayNext(1, TOO_LATE);
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Unknown.class);
    assertThat(provider.conversation(person()).messages()).hasSize(1);
  }

  @Test
  void anUnreadableAnswerLeavesTheOutcomeUnknown() {
    provider.faults().garbleNext(1);
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Unknown.class);
  }

  @Test
  void aConnectionBrokenAfterTheRequestLeavesTheOutcomeUnknown() {
    provider.faults().dropNext(1);
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Unknown.class);
    assertThat(provider.conversation(person()).messages()).hasSize(1);
  }

  @Test
  void aRefusedConnectionIsTriedAgain() {
    var lonely = channel("http://127.0.0.1:" + deadPort(), bot.url());
    assertThat(lonely.send(outbound(new Content.Text("Bună!")), NO_FILE)).isInstanceOf(Delivery.Retry.class);
    await(lonely.close());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorOfTheProviderIsClassed(ErrorRow row) {
    provider.faults().answerNext(1, row.answer());
    var delivery = send(new Content.Text("Bună!"));
    assertThat(delivery).isInstanceOf(row.outcome());
    switch (delivery) {
      case Delivery.Refused refused -> assertThat(refused.code()).isEqualTo(row.code());
      case Delivery.OptedOut opted -> assertThat(opted.code()).isEqualTo(row.code());
      case Delivery.Alarm alarm -> assertThat(alarm.code()).isEqualTo(row.code());
      default -> assertThat(row.code()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9, 10, 11, 25})
  void choicesAreShownWithinTheLimitsAndComeBack(int n) {
    var choices = IntStream.rangeClosed(1, n).mapToObj(i -> new Choice("c" + i + "-" + "x".repeat(59 - digits(i)) + ":",
        "Strada Constantin Brâncoveanu numărul " + i + ", scara A", i % 2 == 0 ? "etaj ".repeat(20) : null)).toList();
    assertThat(send(new Content.Choices("Pentru care loc de consum?", choices))).isInstanceOf(Delivery.Accepted.class);
    var shown = last();
    if (shown.buttons().isEmpty()) {
      assertThat(shown.text()).contains("\n" + n + ".");
      return;
    }
    assertThat(shown.buttons()).extracting(PhoneMessage.Button::id).containsExactlyElementsOf(
        choices.stream().map(Choice::id).toList());
    await(provider.tap(person(), choices.getLast().id()));
    assertThat(picked()).isEqualTo(choices.getLast().id());
  }

  private static int digits(int i) {
    return String.valueOf(i).length();
  }

  @Test
  void aDocumentArrivesByteForByte() {
    if (!channel.capabilities().documents()) {
      assertThat(channel.capabilities().brief()).as("a channel without documents sends a link").isTrue();
      return;
    }
    var bytes = new byte[300_001];
    new Random(7).nextBytes(bytes);
    var content = new Content.Document("invoice:1", "Factură AB-2025-000123.pdf", "application/pdf",
        "Factura pe noiembrie");
    var delivery = channel.send(outbound(content), () -> Buffer.buffer(bytes));
    assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().documentBytes()).isEqualTo(Buffer.buffer(bytes));
    assertThat(last().documentName()).isEqualTo("Factură AB-2025-000123.pdf");
    assertThat(last().text()).isEqualTo("Factura pe noiembrie");
  }

  @Test
  void aDocumentThatCannotBeMadeIsNoOutage() {
    if (channel.capabilities().documents()) {
      var content = new Content.Document("invoice:1", "a.pdf", "application/pdf", "");
      assertThatCode(() -> channel.send(outbound(content), () -> {
        throw new IllegalStateException("The document is gone");
      })).as("what the supplier throws is the Sender's business").isInstanceOf(IllegalStateException.class);
    }
    assertThat(provider.conversation(person()).messages()).isEmpty();
  }

  // Words of the tests

  protected static final Supplier<Buffer> NO_FILE = () -> {
    throw new AssertionError("There is no document");
  };

  protected final Outbound outbound(Content content) {
    return new Outbound(4711, new Address(channel.name(), person()), content, null);
  }

  protected final Delivery send(Content content) {
    return channel.send(outbound(content), NO_FILE);
  }

  /** The newest message of the bot on the person's phone. */
  protected final PhoneMessage last() {
    return provider.conversation(person()).lastFromBot().orElseThrow();
  }

  protected final HttpResponse<Buffer> call(Post post) {
    return await(http.postAbs(post.url()).putHeaders(post.headers()).sendBuffer(post.body()));
  }

  /** The choice of the next inbound, passing over receipts. */
  private String picked() {
    while (true) {
      if (bot.event() instanceof Inbound inbound) {
        return ((Content.Picked) inbound.content()).choice();
      }
    }
  }

  private static int deadPort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
