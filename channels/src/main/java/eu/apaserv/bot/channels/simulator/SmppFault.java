package eu.apaserv.bot.channels.simulator;

import java.time.Duration;

/** How the simulated SMS centre treats one submit. */
public sealed interface SmppFault {

  /** Answered with this command_status, without acting. */
  record Refuses(int status) implements SmppFault {}

  /** Done, answered late: later than anybody waits, it is a submit without an answer. */
  record Delays(Duration by) implements SmppFault {}

  /** Done, but the connection breaks before the answer. */
  record Breaks() implements SmppFault {}

  /** Done, and the phone's receipt comes before the answer. */
  record ReceiptFirst() implements SmppFault {}
}
