package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.channels.sms.Gsm7;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Alphabet;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.MessageRequest;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * What came in one PDU, its headers taken off. Reading never fails: octets that fit nothing become "?".
 *
 * @param text empty for octets that are no text (a ring tone, a contact)
 * @param reference what joins it with others; 0 when it stands alone
 * @param total how many parts there are
 * @param number which of them it is, from 1
 */
record SmppText(Optional<String> text, int reference, int total, int number) {
  private static final int HEADER = 0x40;

  static SmppText read(AbstractSmCommand command, Alphabet alphabet) {
    var octets = octets(command);
    boolean header = (command.getEsmClass() & HEADER) != 0 && octets.length > 0 && (octets[0] & 0xFF) < octets.length;
    var body = header ? Arrays.copyOfRange(octets, 1 + (octets[0] & 0xFF), octets.length) : octets;
    var text = text(body, command.getDataCoding() & 0xFF, alphabet);
    return header ? joined(text, octets) : beside(text, command);
  }

  boolean alone() {
    return total <= 1;
  }

  private static byte[] octets(AbstractSmCommand command) {
    if (command.getOptionalParameter(Tag.MESSAGE_PAYLOAD) instanceof OptionalParameter.OctetString payload
        && payload.getValue().length > 0) {
      return payload.getValue();
    }
    var octets = command instanceof MessageRequest request ? request.getShortMessage() : null;
    return octets == null ? new byte[0] : octets;
  }

  /** Looks for the two elements of a header that join parts (23.040, 9.2.3.24.1 and .8); others are passed over. */
  private static SmppText joined(Optional<String> text, byte[] octets) {
    int end = 1 + (octets[0] & 0xFF);
    for (int at = 1; at + 1 < end; at += 2 + (octets[at + 1] & 0xFF)) {
      int length = octets[at + 1] & 0xFF;
      if (at + 2 + length > end) {
        break;
      }
      if (octets[at] == 0 && length == 3) {
        return part(text, octets[at + 2] & 0xFF, octets[at + 3] & 0xFF, octets[at + 4] & 0xFF);
      }
      if (octets[at] == 8 && length == 4) {
        int reference = ((octets[at + 2] & 0xFF) << 8) | (octets[at + 3] & 0xFF);
        return part(text, reference | 0x10000, octets[at + 4] & 0xFF, octets[at + 5] & 0xFF);
      }
    }
    return new SmppText(text, 0, 1, 1);
  }

  private static SmppText beside(Optional<String> text, AbstractSmCommand command) {
    return command.getOptionalParameter(Tag.SAR_MSG_REF_NUM) instanceof OptionalParameter.Short reference
        && command.getOptionalParameter(Tag.SAR_TOTAL_SEGMENTS) instanceof OptionalParameter.Byte total
        && command.getOptionalParameter(Tag.SAR_SEGMENT_SEQNUM) instanceof OptionalParameter.Byte number
            ? part(text, (reference.getValue() & 0xFFFF) | 0x20000, total.getValue() & 0xFF, number.getValue() & 0xFF)
            : new SmppText(text, 0, 1, 1);
  }

  /** A part that cannot be one of its whole is taken for a message of its own. */
  private static SmppText part(Optional<String> text, int reference, int total, int number) {
    return total > 1 && number >= 1 && number <= total
        ? new SmppText(text, reference, total, number)
        : new SmppText(text, 0, 1, 1);
  }

  /** By SMPP 3.4, 5.2.19, and where that leaves off by the coding groups of 23.038. */
  private static Optional<String> text(byte[] octets, int coding, Alphabet alphabet) {
    return switch (coding) {
      case 0 -> Optional.of(byDefault(octets, alphabet));
      case 1, 3 -> Optional.of(new String(octets, StandardCharsets.ISO_8859_1));
      case 8 -> Optional.of(ucs2(octets));
      case 2, 4, 9, 10, 13, 14 -> Optional.empty();
      case 6 -> Optional.of(new String(octets, Charset.forName("ISO-8859-5")));
      default -> byGroup(octets, coding, alphabet);
    };
  }

  private static Optional<String> byGroup(byte[] octets, int coding, Alphabet alphabet) {
    boolean general = coding >= 0x10 && coding < 0x80;
    int letters = general ? coding >> 2 & 3 : coding >= 0xF0 && (coding & 4) != 0 ? 1 : 0;
    return switch (letters) {
      case 1 -> Optional.empty();
      case 2 -> Optional.of(ucs2(octets));
      default -> Optional.of(byDefault(octets, alphabet));
    };
  }

  private static String byDefault(byte[] octets, Alphabet alphabet) {
    return alphabet == Alphabet.LATIN1 ? new String(octets, StandardCharsets.ISO_8859_1) : Gsm7.decode(octets);
  }

  /** Unit by unit, as phones write it: half a pair, whose other half is in the next part, stays what it is. */
  private static String ucs2(byte[] octets) {
    return ByteBuffer.wrap(octets, 0, octets.length & ~1).asCharBuffer().toString();
  }
}
