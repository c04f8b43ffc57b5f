package eu.apaserv.bot.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.simulator.Answer;
import eu.apaserv.bot.channels.simulator.Faults;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every channel over HTTP promises, proven against its simulated provider: all of {@link ReceivingContract} and
 * {@link MutationContract}, and how a send ends.
 */
public abstract class ChannelContract extends MutationContract implements SendingContract {
  @Override
  public final Channel underTest() {
    return channel;
  }

  @Override
  public final Faults faults() {
    return provider.faults();
  }

  @Override
  public final List<PhoneMessage> phone() {
    return provider.conversation(person()).messages();
  }

  @Override
  public final Event next() {
    return bot.event();
  }

  @Test
  void tooManyRequestsIsTriedAgainAfterTheWaitAskedFor() {
    provider.faults().failNext(1, 429, Duration.ofSeconds(7));
    assertThat(send(new Content.Text("Bună!"))).isInstanceOfSatisfying(Delivery.Retry.class,
        retry -> {
          assertThat(retry.after()).isEqualTo(Duration.ofSeconds(7));
          assertThat(retry.everybody()).as("the whole channel waits").isTrue();
        });
    assertThat(provider.conversation(person()).messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerErrorLeavesTheOutcomeUnknown(int status) {
    provider.faults().failNext(1, status);
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Unknown.class);
  }

  @Test
  void anUnreadableAnswerLeavesTheOutcomeUnknown() {
    provider.faults().garbleNext(1);
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Unknown.class);
  }

  /** Taken, it says, and not in words that name a message: nobody can tell whether it was. */
  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "5", "\"ok\"", "{\"error\":null}", "{\"messages\":{}}",
      "{\"messages\":[]}",
      "{\"messages\":[{}]}", "{\"messages\":[{\"id\":{}}]}", "{\"messages\":[{\"id\":\"\"}]}", "{\"ok\":true}",
      "{\"ok\":true,\"result\":[]}", "{\"ok\":true,\"result\":{\"message_id\":\"x\"}}", "{\"ok\":\"true\"}",
      "{\"sid\":null}",
      "{\"sid\":{}}", "{\"sid\":\"  \"}", "{\"status\":200}", "{\"status\":200,\"responseToken\":\"\"}"})
  void anAnswerThatNamesNoMessageLeavesTheOutcomeUnknown(String body) {
    provider.faults().answerNext(1, Answer.of(200, "application/json", body));
    assertThat(send(new Content.Text("Bună!"))).isInstanceOf(Delivery.Unknown.class);
  }

  /** A date needs two clocks that agree: it counts as "too many" without a wait. */
  @ParameterizedTest
  @ValueSource(strings = {"Mon, 30 Nov 2026 10:00:00 GMT", "-5", "0.5", "99999999999999999999", "soon", ""})
  void aWaitThatIsNoNumberOfSecondsIsNone(String wait) {
    provider.faults().answerNext(1, Answer.of(429, "text/plain", "slow down").with("Retry-After", wait));
    assertThat(send(new Content.Text("Bună!"))).isInstanceOfSatisfying(Delivery.Retry.class, retry -> {
      assertThat(retry.after()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
      assertThat(retry.everybody()).isTrue();
    });
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
    var delivery = channel.send(outbound(content), () -> OwnFile.of(Buffer.buffer(bytes)));
    assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().documentBytes()).isEqualTo(Buffer.buffer(bytes));
    assertThat(last().documentName()).isEqualTo("Factură AB-2025-000123.pdf");
    assertThat(last().text()).isEqualTo("Factura pe noiembrie");
  }

  @Test
  void aPictureIsShownWhereTheChannelCan() {
    if (!channel.capabilities().pictures()) {
      return;
    }
    var bytes = Buffer.buffer(new byte[]{(byte) 0x89, 'P', 'N', 'G', 1, 2, 3});
    var content = new Content.Document("chart:1", "consum.png", "image/png", "Consumul pe 12 luni");
    assertThat(channel.send(outbound(content), () -> OwnFile.of(bytes))).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().documentName()).isEqualTo("image.png");
    assertThat(last().documentBytes()).isEqualTo(bytes);
    assertThat(last().text()).isEqualTo("Consumul pe 12 luni");
  }

  @ParameterizedTest
  @EnumSource(Content.Request.Wanted.class)
  void whatIsAskedForComesBackByOneTapOrInWords(Content.Request.Wanted wanted) {
    assertThat(send(new Content.Request("Unde este avaria?", "Trimite", wanted))).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().text()).contains("Unde este avaria?");
    var key = last().buttons().stream().filter(b -> b.kind() == PhoneMessage.Button.Kind.REQUEST).findFirst();
    if (key.isPresent()) {
      await(provider.tap(person(), key.get().id()));
      assertThat(said()).isInstanceOf(
          wanted == Content.Request.Wanted.PLACE ? Content.Location.class : Content.ContactCard.class);
    }
  }

  @Test
  void everyCallOfAMessageIsToldWithoutASecret() {
    var told = new ConcurrentLinkedQueue<Exchange>();
    channel.report(told::add);
    send(new Content.Text("Bună!"));
    provider.faults().failNext(1, 500);
    send(new Content.Text("Bună!"));
    assertThat(told).allSatisfy(exchange -> {
      assertThat(exchange.outbound()).isEqualTo(4711);
      assertThat(exchange.toString()).doesNotContain("simulated-token").doesNotContain("SIMULATED-");
    });
    assertThat(told.stream().map(Exchange::status).toList()).isIn(List.of(), List.of(200, 500), List.of(200, 0),
        List.of(201, 500));
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

  private String picked() {
    return ((Content.Picked) said()).choice();
  }

  /** What the next inbound says, passing over receipts. */
  private Content said() {
    while (true) {
      if (bot.event() instanceof Inbound inbound) {
        return inbound.content();
      }
    }
  }

  private static int deadPort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
