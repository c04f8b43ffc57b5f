package eu.apaserv.bot.channels.sms.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A centre that writes what is not in the book: each delivery is answered, and the next good one is taken. */
class SmppMalformedTest {
  private static final int DELIVER = 5;
  private static final int DATA = 0x103;
  private static final int RESPONSE = 0x80000000;
  private static final int GOOD = 77;
  private static final String ADDRESSES = "00" + "0101" + hex("40722000001") + "00" + "0000" + hex("1234") + "00";
  private static final String REST = "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00";

  private final Vertx vertx = Vertx.vertx();
  private final TestIntake intake = new TestIntake();
  private ServerSocket centre;
  private SmppChannel channel;
  private Socket line;
  private DataInputStream in;

  @BeforeEach
  void open() throws IOException {
    centre = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    centre.setSoTimeout(10_000);
    channel = new SmppChannel(vertx,
        SmppSettings.parse("smpp://a:b@127.0.0.1:" + centre.getLocalPort(), "1234", 10, 100),
        Clock.systemUTC(), SmppRoom.PATIENCE);
    TestBot.await(channel.open(intake));
    bound();
  }

  private void bound() throws IOException {
    line = centre.accept();
    line.setSoTimeout(3_000);
    in = new DataInputStream(line.getInputStream());
    var bind = read();
    write(0x80000009, 0, bind.sequence(), hex("centre") + "00");
  }

  @AfterEach
  void close() throws IOException {
    line.close();
    centre.close();
    TestBot.await(channel.close());
    TestBot.await(vertx.close());
  }

  record Pdu(int command, int status, int sequence) {}

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(US_ASCII));
  }

  private void write(int command, int status, int sequence, String body) throws IOException {
    var octets = HexFormat.of().parseHex(body);
    var out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(16).putInt(16 + octets.length).putInt(command).putInt(status).putInt(sequence)
        .array());
    out.writeBytes(octets);
    line.getOutputStream().write(out.toByteArray());
    line.getOutputStream().flush();
  }

  private Pdu read() throws IOException {
    int length = in.readInt();
    var pdu = new Pdu(in.readInt(), in.readInt(), in.readInt());
    in.skipNBytes(length - 16L);
    return pdu;
  }

  private static String good(String text) {
    return ADDRESSES + REST + "%02x".formatted(text.length()) + hex(text);
  }

  @ParameterizedTest
  @CsvSource({"nothing, ''", "no end of the sender, 000101343037323230303030303137",
      "shorter than it says, 00010134303732323030303030310000003132333400" + "000000000000000000" + "64616263",
      "a service of many letters, 6162636465666768696a6b6c00"})
  void aDeliveryThatCannotBeReadIsRefusedAndTheNextOneIsTaken(String what, String body) throws IOException {
    write(DELIVER, 0, 5, body);
    assertThat(answer(5)).as(what).isNotZero();
    write(DELIVER, 0, GOOD, good("sold"));
    assertThat(answer(GOOD)).isZero();
    assertThat(said()).isEqualTo("sold");
  }

  @ParameterizedTest
  @CsvSource({"a number of one octet, 020c000101", "a parameter beyond the end, 02040064ff", "half a parameter, 0204",
      "nothing where a number should be, 020400000427000102", "a state of two octets, 042700020202"})
  void aParameterThatCannotBeReadIsPassedOverAndTheWordsAreTaken(String what, String parameters) throws IOException {
    write(DELIVER, 0, 5, good("sold") + parameters);
    assertThat(answer(5)).as(what).isZero();
    assertThat(said()).isEqualTo("sold");
  }

  @Test
  void aDataSmThatCannotBeReadIsAnsweredAndItsWordsAreTakenWhereTheyCan() throws IOException {
    write(DATA, 0, 5, "0001013430");
    assertThat(answer(5)).isNotZero();
    write(DATA, 0, 6, ADDRESSES + "000000" + "04240004" + hex("sold") + "020c000101");
    assertThat(answer(6)).isZero();
    assertThat(said()).isEqualTo("sold");
  }

  /** Its status; what is asked of us in between is left alone. */
  private int answer(int sequence) throws IOException {
    for (var pdu = read();; pdu = read()) {
      if ((pdu.command() & RESPONSE) != 0 && pdu.sequence() == sequence) {
        return pdu.status();
      }
    }
  }

  private String said() {
    return intake.next() instanceof Inbound(var _, var _, var _, var _, Content.Text(String body), var _) ? body : "";
  }

  @Test
  void answersToNothingAndUnknownCommandsChangeNothing() throws IOException {
    write(0x80000004, 0, 999, hex("id") + "00");
    write(0x80000005, 0, 998, "00");
    write(0x7777, 0, 3, "0102");
    write(0x80000015, 0, 997, "");
    write(DELIVER, 0, GOOD, good("sold"));
    assertThat(answer(GOOD)).isZero();
    assertThat(said()).isEqualTo("sold");
  }
}
