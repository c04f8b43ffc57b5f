package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Dialogue;
import java.time.Duration;
import java.time.Instant;

/** Whether somebody said not long ago that they have no water: "cât durează?" is then asked of that. */
final class DryLately {
  private static final String FACT = "dry";
  private static final Duration LASTS = Duration.ofHours(6);

  void since(Dialogue d) {
    d.remember(FACT, Long.toString(d.person().now().getEpochSecond()));
  }

  void over(Dialogue d) {
    d.remember(FACT, "");
  }

  boolean lately(Dialogue d) {
    return d.recall(FACT).map(at -> Instant.ofEpochSecond(Long.parseLong(at)))
        .filter(at -> at.plus(LASTS).isAfter(d.person().now())).isPresent();
  }
}
