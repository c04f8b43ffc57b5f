package eu.apaserv.bot.channels.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the simulated SMS centre treats one submit. */
public sealed interface SmppFault {
  int SYSTEM_ERROR = 0x08;
  int THROTTLED = 0x58;

  /** Answered with this command_status, without acting. */
  record Refuses(int status) implements SmppFault {}

  /** Done, answered late: later than anybody waits, it is a submit without an answer. */
  record Delays(Duration by) implements SmppFault {}

  /** Done, but the connection breaks before the answer. */
  record Breaks() implements SmppFault {}

  /** Done, and the phone's receipt comes before the answer. */
  record ReceiptFirst() implements SmppFault {}

  /** What a fault of any provider is here; null when all is well. */
  static @Nullable SmppFault of(Fault fault) {
    return switch (fault) {
      case Fault.None _,Fault.Answers _ -> null;
      case Fault.Fails f -> new Refuses(f.status() == 429 ? THROTTLED : SYSTEM_ERROR);
      case Fault.Delays d -> new Delays(d.by());
      case Fault.Trickles t -> new Delays(t.by());
      case Fault.Drops _,Fault.Resets _,Fault.Garbles _ -> new Breaks();
    };
  }
}
