package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.channels.sms.Gsm7;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.bean.SubmitSm;

/** How phones read what was submitted to them: parts wait for each other, and a part that comes twice counts once. */
final class SmppPhones {
  private static final int HEADER = 0x40;
  private final Map<String, TreeMap<Integer, String>> waiting = new ConcurrentHashMap<>();

  /** The whole text, once it is there. */
  synchronized Optional<String> took(SubmitSm submit) {
    var octets = submit.getShortMessage();
    if (submit.getOptionalParameter(Tag.MESSAGE_PAYLOAD) instanceof OptionalParameter.OctetString payload) {
      return Optional.of(text(payload.getValue(), submit.getDataCoding()));
    }
    if ((submit.getEsmClass() & HEADER) != 0) {
      int length = octets[0];
      boolean wide = length == 6;
      int reference = wide ? ((octets[3] & 0xFF) << 8) | (octets[4] & 0xFF) : octets[3] & 0xFF;
      var text = text(Arrays.copyOfRange(octets, length + 1, octets.length), submit.getDataCoding());
      return join(submit, reference, octets[length - 1], octets[length], text);
    }
    if (submit.getOptionalParameter(Tag.SAR_MSG_REF_NUM) instanceof OptionalParameter.Short reference
        && submit.getOptionalParameter(Tag.SAR_TOTAL_SEGMENTS) instanceof OptionalParameter.Byte total
        && submit.getOptionalParameter(Tag.SAR_SEGMENT_SEQNUM) instanceof OptionalParameter.Byte number) {
      return join(submit, reference.getValue(), total.getValue(), number.getValue(),
          text(octets, submit.getDataCoding()));
    }
    return Optional.of(text(octets, submit.getDataCoding()));
  }

  private Optional<String> join(SubmitSm submit, int reference, int total, int number, String text) {
    var key = submit.getDestAddress() + "/" + reference + "/" + total;
    var parts = waiting.computeIfAbsent(key, one -> new TreeMap<>());
    parts.put(number, text);
    if (parts.size() < total) {
      return Optional.empty();
    }
    waiting.remove(key);
    return Optional.of(String.join("", parts.values()));
  }

  private static String text(byte[] octets, byte coding) {
    return switch (coding) {
      case 8 -> new String(octets, StandardCharsets.UTF_16BE);
      case 3 -> new String(octets, StandardCharsets.ISO_8859_1);
      default -> Gsm7.decode(octets);
    };
  }
}
