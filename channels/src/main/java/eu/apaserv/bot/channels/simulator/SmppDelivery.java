package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.channels.sms.Gsm7;
import eu.apaserv.bot.channels.sms.Segments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/**
 * One deliver_sm as the simulated centre sends it.
 *
 * @param from without a plus
 * @param fromType type of number
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way to the wire; nobody compares deliveries
public record SmppDelivery(String from, byte fromType, String to, byte esmClass, byte coding, byte[] octets,
    List<OptionalParameter> parameters) {
  private static final byte INTERNATIONAL = 1;
  private static final byte HEADER = 0x40;
  private static final byte UCS_2 = 8;

  /** A person's text, in parts joined by an 8-bit reference where it is long. */
  public static List<SmppDelivery> text(String person, String to, String text, int reference) {
    var segments = Segments.of(text);
    byte coding = segments.gsm7() ? 0 : UCS_2;
    var deliveries = new ArrayList<SmppDelivery>();
    for (int i = 0; i < segments.count(); i++) {
      var out = new ByteArrayOutputStream();
      if (segments.count() > 1) {
        out.writeBytes(new byte[]{5, 0, 3, (byte) reference, (byte) segments.count(), (byte) (i + 1)});
      }
      var part = segments.parts().get(i);
      out.writeBytes(segments.gsm7() ? Gsm7.encode(part) : part.getBytes(StandardCharsets.UTF_16BE));
      deliveries.add(new SmppDelivery(person.replace("+", ""), INTERNATIONAL, to,
          segments.count() > 1 ? HEADER : 0, coding, out.toByteArray(), List.of()));
    }
    return deliveries;
  }

  /** Whether it was answered with success. */
  boolean by(SMPPServerSession session) {
    try {
      session.deliverShortMessage("", TypeOfNumber.valueOf(fromType), NumberingPlanIndicator.ISDN, from,
          TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, to, new ESMClass(esmClass), (byte) 0, (byte) 0,
          new RegisteredDelivery(0), new RawDataCoding(coding), octets, parameters.toArray(OptionalParameter[]::new));
      return true;
    } catch (NegativeResponseException | ResponseTimeoutException | InvalidResponseException | IOException e) {
      return false;
    } catch (PDUException e) {
      throw new IllegalArgumentException("This is no deliver_sm", e);
    }
  }
}
