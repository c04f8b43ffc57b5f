package eu.apaserv.bot.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Delivery.Accepted;
import eu.apaserv.bot.core.channel.Delivery.Alarm;
import eu.apaserv.bot.core.channel.Delivery.OptedOut;
import eu.apaserv.bot.core.channel.Delivery.Partly;
import eu.apaserv.bot.core.channel.Delivery.Refused;
import eu.apaserv.bot.core.channel.Delivery.Retry;
import eu.apaserv.bot.core.channel.Delivery.Unknown;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes by the next way, and what must not. */
class SmsRoutesTest {
  private static final Retry RETRY = new Retry(Duration.ofSeconds(7), "busy");
  private static final Alarm ALARM = new Alarm("20003", "token");
  private static final Accepted ACCEPTED = new Accepted("id");
  private final Way first = new Way();
  private final Way second = new Way();
  private Instant now = Instant.parse("2026-09-28T08:00:00Z");
  private final SmsRoutes routes = new SmsRoutes(
      List.of(new SmsRoutes.Named("smpp", first), new SmsRoutes.Named("twilio", second)), new Ticking());

  /** A way that answers as it is told and counts what it was given. */
  private static final class Way implements Channel {
    private Delivery answer = ACCEPTED;
    private int sends;

    @Override
    public String name() {
      return "sms";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(9, false, false, true);
    }

    @Override
    public List<Webhook> webhooks() {
      return List.of();
    }

    @Override
    public Delivery send(Outbound message, Supplier<OwnFile> file) {
      sends++;
      return answer;
    }

    @Override
    public List<String> check() {
      return List.of("something");
    }
  }

  private final class Ticking extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private Delivery send() {
    return routes.send(new Outbound(1, new Address("sms", "+40722000001"), new Content.Text("da"), null),
        () -> OwnFile.of(Buffer.buffer()));
  }

  @Test
  void theFirstWayIsTakenWhileItWorks() {
    assertThat(send()).isEqualTo(ACCEPTED);
    assertThat(second.sends).isZero();
  }

  static Stream<Delivery> certainlyNotSent() {
    return Stream.of(RETRY, ALARM);
  }

  @ParameterizedTest
  @MethodSource("certainlyNotSent")
  void whatWasCertainlyNotSentGoesByTheNextWay(Delivery outcome) {
    first.answer = outcome;
    assertThat(send()).isEqualTo(ACCEPTED);
    assertThat(second.sends).isEqualTo(1);
  }

  static Stream<Delivery> others() {
    return Stream.of(new Unknown("timeout"), new Refused("21211", "no number"), new OptedOut("21610"),
        new Partly(1, RETRY));
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatMayHaveBeenSentOrWillNeverBeGoesByNoOther(Delivery outcome) {
    first.answer = outcome;
    assertThat(send()).isEqualTo(outcome);
    assertThat(second.sends).isZero();
  }

  @Test
  void aWayThatFailsOnEndIsPassedByForAWhile() {
    first.answer = RETRY;
    for (int i = 0; i < 10; i++) {
      send();
    }
    assertThat(first.sends).isEqualTo(3);
    assertThat(second.sends).isEqualTo(10);
    now = now.plusSeconds(31);
    first.answer = ACCEPTED;
    send();
    assertThat(first.sends).isEqualTo(4);
    assertThat(second.sends).isEqualTo(10);
  }

  @Test
  void unknownOutcomesOpenTheBreakerToo() {
    first.answer = new Unknown("timeout");
    for (int i = 0; i < 4; i++) {
      send();
    }
    assertThat(second.sends).isEqualTo(1);
  }

  @Test
  void oneAlarmIsEnough() {
    first.answer = ALARM;
    send();
    send();
    assertThat(first.sends).isEqualTo(1);
    assertThat(second.sends).isEqualTo(2);
  }

  @Test
  void whenNoWayWorksAllAreTriedAndTheMildestOutcomeCounts() {
    first.answer = ALARM;
    second.answer = RETRY;
    assertThat(send()).isEqualTo(RETRY);
    second.answer = ALARM;
    for (int i = 0; i < 5; i++) {
      assertThat(send()).isEqualTo(ALARM);
    }
    assertThat(first.sends).isPositive();
  }

  @Test
  void theDoctorSaysWhichWay() {
    assertThat(routes.check()).containsExactly("smpp: something", "twilio: something");
  }

  @Test
  void whoMayNotBeWrittenToIsGivenToNoWay() {
    var bounded = new SmsRoutes(List.of(new SmsRoutes.Named("smpp", first), new SmsRoutes.Named("twilio", second)),
        new SmsReach(Set.of("RO"), Set.of()), new Ticking());
    var dear = new Outbound(1, new Address("sms", "+40906123456"), new Content.Text("da"), null);
    assertThat(bounded.send(dear, () -> null)).isInstanceOf(Refused.class);
    assertThat(first.sends + second.sends).isZero();
  }
}
