package eu.apaserv.bot.channels.sms.smpp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameters;
import org.jsmpp.util.DefaultDecomposer;
import org.jsmpp.util.PDUDecomposer;

/**
 * A delivery as the library can read it. To one that breaks off, or has a parameter of another length than the book says, it gives no
 * answer at all: the centre waits, delivers it for ever, and holds back what is behind it.
 */
final class SmppReadable {
  private static final int HEADER = 16;
  private static final int PARAMETER_HEAD = 4;
  /** Longer than a service type may be, which the library refuses by itself. */
  private static final byte[] UNREADABLE = "unreadable\0".getBytes(StandardCharsets.US_ASCII);
  private static final PDUDecomposer LIBRARY = new DefaultDecomposer();

  private final boolean isData;
  private final byte[] octets;

  private SmppReadable(boolean isData, byte[] octets) {
    this.isData = isData;
    this.octets = octets;
  }

  /** The same; without the parameters that cannot be read; or what is refused, where the delivery itself cannot. */
  static byte[] of(int command, byte[] octets) {
    boolean isData = command == SMPPConstant.CID_DATA_SM;
    if (!isData && command != SMPPConstant.CID_DELIVER_SM) {
      return octets;
    }
    var delivery = new SmppReadable(isData, octets);
    if (delivery.isRead(octets)) {
      return octets;
    }
    int end = delivery.end();
    var mended = end < 0 ? octets : delivery.withWhatCanBeRead(end);
    return delivery.isRead(mended) ? mended : delivery.framed(UNREADABLE);
  }

  private boolean isRead(byte[] whole) {
    try {
      return isData ? LIBRARY.dataSm(whole) != null : LIBRARY.deliverSm(whole) != null;
    } catch (PDUStringException refusedByTheLibrary) {
      return true;
    } catch (RuntimeException unreadable) {
      return false;
    }
  }

  /** Where the optional parameters begin; -1 when it breaks off before. */
  private int end() {
    int at = string(HEADER);
    for (int address = 0; address < 2; address++) {
      at = string(plus(at, 2));
    }
    if (isData) {
      return plus(at, 3);
    }
    at = plus(string(string(plus(at, 3))), 4);
    return at < 0 || at >= octets.length ? -1 : plus(at, 1 + (octets[at] & 0xFF));
  }

  private int string(int from) {
    for (int at = from; at >= 0 && at < octets.length; at++) {
      if (octets[at] == 0) {
        return at + 1;
      }
    }
    return -1;
  }

  private int plus(int at, int count) {
    return at < 0 || at + count > octets.length ? -1 : at + count;
  }

  private byte[] withWhatCanBeRead(int end) {
    var body = new ByteArrayOutputStream(octets.length);
    body.write(octets, HEADER, end - HEADER);
    var rest = ByteBuffer.wrap(octets, end, octets.length - end);
    while (rest.remaining() >= PARAMETER_HEAD) {
      short tag = rest.getShort();
      int length = rest.getShort() & 0xFFFF;
      if (length > rest.remaining()) {
        break;
      }
      var value = new byte[length];
      rest.get(value);
      if (isRead(tag, value)) {
        body.writeBytes(ByteBuffer.allocate(PARAMETER_HEAD + length).putShort(tag).putShort((short) length)
            .put(value).array());
      }
    }
    return framed(body.toByteArray());
  }

  private static boolean isRead(short tag, byte[] value) {
    try {
      return OptionalParameters.deserialize(tag, value) != null;
    } catch (RuntimeException unreadable) {
      return false;
    }
  }

  private byte[] framed(byte[] body) {
    var whole = ByteBuffer.wrap(Arrays.copyOf(octets, HEADER + body.length));
    return whole.putInt(0, HEADER + body.length).put(HEADER, body).array();
  }
}
