package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.channels.sms.Gsm7;
import eu.apaserv.bot.channels.sms.Segments;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Alphabet;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.LongTexts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameters;

/**
 * One submit of a text.
 *
 * @param octets what goes into short_message, its header included
 * @param coding data_coding
 * @param header a user data header begins the octets
 * @param extras optional parameters
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way to the wire; nobody compares parts
record SmppPart(byte[] octets, byte coding, boolean header, List<OptionalParameter> extras) {
  static final byte DEFAULT = 0;
  static final byte LATIN_1 = 3;
  static final byte UCS_2 = 8;

  /**
   * @param reference what joins the parts; the same for every try, so that a phone knows a repeated part
   */
  static List<SmppPart> of(String text, long reference, LongTexts longTexts, Alphabet alphabet) {
    var segments = Segments.of(text, longTexts.reference());
    byte coding = coding(text, segments, alphabet);
    if (segments.count() == 1) {
      return List.of(new SmppPart(octets(text, coding), coding, false, List.of()));
    }
    if (longTexts == LongTexts.PAYLOAD) {
      var payload = new OptionalParameter.Message_payload(octets(text, coding));
      return List.of(new SmppPart(new byte[0], coding, false, List.of(payload)));
    }
    var parts = new ArrayList<SmppPart>();
    for (int i = 0; i < segments.count(); i++) {
      var octets = octets(segments.parts().get(i), coding);
      parts.add(part(longTexts, octets, coding, reference, segments.count(), i + 1));
    }
    return parts;
  }

  private static SmppPart part(LongTexts longTexts, byte[] octets, byte coding, long reference, int total,
      int number) {
    if (longTexts == LongTexts.SAR) {
      return new SmppPart(octets, coding, false,
          List.of(OptionalParameters.newSarMsgRefNum((short) reference), OptionalParameters.newSarTotalSegments(total),
              OptionalParameters.newSarSegmentSeqnum(number)));
    }
    var out = new ByteArrayOutputStream(octets.length + 7);
    out.writeBytes(longTexts == LongTexts.UDH16
        ? new byte[]{6, 8, 4, (byte) (reference >> 8), (byte) reference, (byte) total, (byte) number}
        : new byte[]{5, 0, 3, (byte) reference, (byte) total, (byte) number});
    out.writeBytes(octets);
    return new SmppPart(out.toByteArray(), coding, true, List.of());
  }

  /** Where the centre takes Latin-1, what of the GSM alphabet is not in it (Greek, €) goes by the default all the same. */
  private static byte coding(String text, Segments segments, Alphabet alphabet) {
    if (!segments.gsm7()) {
      return UCS_2;
    }
    boolean latin = alphabet == Alphabet.LATIN1 && StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
    return latin ? LATIN_1 : DEFAULT;
  }

  private static byte[] octets(String text, byte coding) {
    return switch (coding) {
      case UCS_2 -> text.getBytes(StandardCharsets.UTF_16BE);
      case LATIN_1 -> text.getBytes(StandardCharsets.ISO_8859_1);
      default -> Gsm7.encode(text);
    };
  }
}
