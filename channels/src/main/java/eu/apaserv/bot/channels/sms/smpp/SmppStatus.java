package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.core.channel.Delivery;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** What a command_status means for a message (channels reference 3.3; SMPP 3.4, 5.1.3). */
public final class SmppStatus {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration FEW = Duration.ofMinutes(1);
  /** The whole session is too fast, or the centre has no room. */
  private static final Set<Integer> SLOW = Set.of(0x14, 0x58, 0x08, 0x64);
  private static final Set<Integer> FEW_TIMES = Set.of(0x45, 0xFF);
  private static final Map<Integer, String> BINDS = Map.of(0x04, "the session is not bound for this",
      0x05, "already bound: another program, or another node, uses this system id", 0x0D, "bind refused",
      0x0E, "wrong password", 0x0F, "unknown system id");
  private static final Map<Integer, String> NEVER = Map.ofEntries(Map.entry(0x01, "message length"),
      Map.entry(0x02, "command length"), Map.entry(0x03, "command unknown"), Map.entry(0x06, "priority"),
      Map.entry(0x07, "registered delivery"), Map.entry(0x0A, "source address"), Map.entry(0x0B, "destination address"),
      Map.entry(0x43, "esm class"), Map.entry(0x48, "source type of number"), Map.entry(0x49, "source numbering plan"),
      Map.entry(0x50, "destination type of number"), Map.entry(0x51, "destination numbering plan"),
      Map.entry(0x61, "schedule time"), Map.entry(0x62, "expiry time"), Map.entry(0x65, "receiver refuses for good"),
      Map.entry(0x66, "receiver rejects"), Map.entry(0xC0, "optional part of the command"),
      Map.entry(0xC4, "value of an optional parameter"));

  private SmppStatus() {}

  /** What follows from an answer to a submit that is not zero. */
  public static Delivery delivery(int status) {
    if (SLOW.contains(status)) {
      return new Delivery.Retry(SOON, name(status) + " the SMS centre asks to slow down");
    }
    if (FEW_TIMES.contains(status)) {
      return new Delivery.Retry(FEW, name(status) + " the SMS centre could not submit it now");
    }
    var bind = BINDS.get(status);
    return bind != null
        ? new Delivery.Alarm(name(status), bind + ": check SMPP_URL with the SMS provider")
        : new Delivery.Refused(name(status), NEVER.getOrDefault(status, "refused by the SMS centre"));
  }

  /** Whether the session as a whole must slow down. */
  static boolean slows(int status) {
    return SLOW.contains(status);
  }

  /** A bind that was refused so is tried again slowly: many centres lock out who knocks too often. */
  static boolean refusesBind(int status) {
    return BINDS.containsKey(status) || !SLOW.contains(status);
  }

  /** {@code 0x58}. */
  static String name(int status) {
    var digits = HexFormat.of().withUpperCase().toHexDigits(status);
    return "0x" + digits.replaceFirst("^0{1,6}", "");
  }
}
