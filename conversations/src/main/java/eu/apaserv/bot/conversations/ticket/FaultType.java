package eu.apaserv.bot.conversations.ticket;

import java.util.Locale;

/** What is broken, as people tell it; the names are those of the entity {@code fault_type}. */
public enum FaultType {
  BURST_PIPE(true), LEAK(false), SEWER_BLOCKAGE(false), MANHOLE(true), METER_FAULT(false), HYDRANT(false), OTHER(false);

  private final boolean dangerous;

  FaultType(boolean dangerous) {
    this.dangerous = dangerous;
  }

  /** People or traffic may come to harm: the dispatcher must be called at once. */
  public boolean dangerous() {
    return dangerous;
  }

  /** As it is stored and travels in buttons. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
