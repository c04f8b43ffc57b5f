package eu.apaserv.bot.channels.sms.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.bean.BindType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmppFramesTest {
  private static final byte[] NOT_SMPP = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 15, (128 << 10) + 1, Integer.MAX_VALUE})
  void aLengthThatIsNoneOfSmppIsRefusedBeforeRoomIsMadeForIt(int length) {
    var octets = ByteBuffer.allocate(16).putInt(length).array();
    assertThatThrownBy(() -> new SmppFrames().readPDUHeader(new DataInputStream(new ByteArrayInputStream(octets))))
        .isInstanceOf(InvalidCommandLengthException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 128 << 10})
  void theSmallestAndTheLargestAreRead(int length) throws Exception {
    var octets = ByteBuffer.allocate(length).putInt(length).putInt(0x15).putInt(0).putInt(7).array();
    var in = new DataInputStream(new ByteArrayInputStream(octets));
    var header = new SmppFrames().readPDUHeader(in);
    assertThat(header.getSequenceNumber()).isEqualTo(7);
    assertThat(new SmppFrames().readPDU(in, header)).isEqualTo(octets);
  }

  @Test
  void whoAnswersInAnotherProtocolIsLeftAtOnce() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var left = new CountDownLatch(1);
      Thread.startVirtualThread(() -> {
        try (var socket = other.accept()) {
          socket.getOutputStream().write(NOT_SMPP);
          socket.getInputStream().readAllBytes(); // until the other side closes
          left.countDown();
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      });
      var settings = SmppSettings.parse("smpp://a:b@127.0.0.1:" + other.getLocalPort(), "1234", 1, 1);
      var patience = new SmppPatience(Duration.ofSeconds(5), Duration.ofSeconds(4), Duration.ofSeconds(30),
          Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
      var bind = new SmppBind(settings, BindType.BIND_TX, inbox(settings), patience, () -> {});
      bind.start();
      assertThat(left).satisfies(latch -> assertThat(latch.await(3, java.util.concurrent.TimeUnit.SECONDS)).isTrue());
      bind.stop();
    }
  }

  private static SmppInbox inbox(SmppSettings settings) {
    return new SmppInbox("sms", settings, new SmppIds(SmppSettings.Ids.SAME), new SmppParts(), Clock.systemUTC(),
        Duration.ofSeconds(5));
  }
}
