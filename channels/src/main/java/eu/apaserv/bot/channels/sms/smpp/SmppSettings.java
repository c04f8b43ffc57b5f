package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.channels.sms.Segments.Reference;
import eu.apaserv.bot.channels.sms.SmsLetters;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;

/**
 * How to reach an SMS centre.
 *
 * @param tls from the first octet ({@code smpps})
 * @param systemType what the contract names so; usually empty
 * @param from sender: a number, a short code or a name of at most 11 letters
 * @param window submits that may wait for an answer at once
 * @param rate parts a second that the contract allows
 * @param binds one connection both ways, or one each way
 * @param longTexts how a text of several parts is sent
 * @param alphabet what data coding 0 means at this centre
 * @param ids how the centre writes a message's id in its answer and in its receipts
 * @param letters which messages keep their diacritics
 * @param zone of the dates in receipts
 */
public record SmppSettings(String host, int port, boolean tls, String systemId, String password, String systemType,
    SmppAddress from, int window, int rate, Binds binds, LongTexts longTexts, Alphabet alphabet, Ids ids,
    SmsLetters letters, ZoneId zone) {
  private static final String HOW = "SMPP_URL is not an address: write it like smpp://system:password@smsc.example.ro:2775";
  private static final int PLAIN_PORT = 2775;
  private static final int TLS_PORT = 3550;
  private static final int LONGEST_SYSTEM_ID = 15;
  private static final int LONGEST_PASSWORD = 8;
  private static final int LONGEST_TYPE = 12;

  /** What connections are kept. */
  public enum Binds {
    TRANSCEIVER, PAIR
  }

  /** How the parts of a long text are joined. */
  public enum LongTexts {
    /** A header with an 8-bit reference before each part. */
    UDH8,
    /** A header with a 16-bit reference before each part. */
    UDH16,
    /** The parameters {@code sar_*} beside each part. */
    SAR,
    /** One submit whose {@code message_payload} the centre cuts. */
    PAYLOAD;

    /** What joins the parts, and how much room that leaves in each. */
    Reference reference() {
      return this == UDH16 || this == SAR ? Reference.SIXTEEN_BIT : Reference.EIGHT_BIT;
    }
  }

  /** What the centre takes its default data coding for. */
  public enum Alphabet {
    GSM, LATIN1
  }

  /** How ids in answers and in receipts go together. */
  public enum Ids {
    /** Found out from the ids themselves. */
    AUTO, SAME, HEX_THEN_DECIMAL, DECIMAL_THEN_HEX
  }

  /** @throws IllegalArgumentException naming the setting that is malformed, never its content */
  public SmppSettings {
    if (systemId.length() > LONGEST_SYSTEM_ID || password.length() > LONGEST_PASSWORD) {
      throw new IllegalArgumentException("SMPP_URL: a system id has at most " + LONGEST_SYSTEM_ID
          + " characters and a password " + LONGEST_PASSWORD + " (SMPP 3.4, 5.2.1)");
    }
    if (systemType.length() > LONGEST_TYPE) {
      throw new IllegalArgumentException("SMPP_SYSTEM_TYPE has at most " + LONGEST_TYPE + " characters");
    }
    if (window < 1 || rate < 1) {
      throw new IllegalArgumentException("SMPP_WINDOW and SMPP_RATE are at least 1");
    }
  }

  /**
   * With one connection both ways, 8-bit references and the GSM alphabet.
   *
   * @param url {@code smpp://system:password@host:port}; reserved signs percent-encoded
   */
  public static SmppSettings parse(String url, String from, int window, int rate) {
    var address = uri(url);
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    var login = address.getRawUserInfo();
    int colon = login == null ? -1 : login.indexOf(':');
    if (address.getHost() == null || login == null || colon < 1 || !scheme.matches("smpps?")) {
      throw new IllegalArgumentException(HOW);
    }
    boolean tls = scheme.equals("smpps");
    int port = address.getPort() > 0 ? address.getPort() : tls ? TLS_PORT : PLAIN_PORT;
    return new SmppSettings(address.getHost(), port, tls, decoded(login.substring(0, colon)),
        decoded(login.substring(colon + 1)), "", SmppAddress.sender(from), window, rate, Binds.TRANSCEIVER,
        LongTexts.UDH8, Alphabet.GSM, Ids.AUTO, SmsLetters.CHEAP, ZoneId.of("Europe/Bucharest"));
  }

  /** The same with what only some centres need otherwise. */
  public SmppSettings with(String type, Binds otherBinds, LongTexts otherLongTexts, Alphabet otherAlphabet,
      Ids otherIds, SmsLetters otherLetters) {
    return new SmppSettings(host, port, tls, systemId, password, type, from, window, rate, otherBinds, otherLongTexts,
        otherAlphabet, otherIds, otherLetters, zone);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SmppSettings[host=" + host + ", port=" + port + ", systemId=" + systemId + ", binds=" + binds + "]";
  }

  private static URI uri(String url) {
    try {
      return new URI(url.strip());
    } catch (URISyntaxException e) {
      // The cause would quote the password.
      throw new IllegalArgumentException(HOW);
    }
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** As how many parts a notice is billed. */
  public int parts(String template, String text) {
    return letters.segments(template, text, longTexts.reference()).count();
  }
}
