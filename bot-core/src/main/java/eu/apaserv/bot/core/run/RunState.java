package eu.apaserv.bot.core.run;

import java.util.Locale;

/** Where a run is. A cancelled one stays so; one that is done goes on when it gets more recipients. */
public enum RunState {
  DRAFT, RUNNING, PAUSED, CANCELLED, DONE;

  /** As it is stored. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static RunState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
