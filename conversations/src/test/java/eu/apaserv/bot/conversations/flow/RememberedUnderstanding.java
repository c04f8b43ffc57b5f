package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Understands the same words once: plays repeat themselves, and understanding depends on nothing else. */
final class RememberedUnderstanding implements Understanding {
  private static final int LONGEST = 100;

  private record Heard(String text, Language language) {}

  private final Understanding understanding;
  private final Map<Heard, Understood> known = new ConcurrentHashMap<>();

  RememberedUnderstanding(Understanding understanding) {
    this.understanding = understanding;
  }

  @Override
  public Understood understand(String text, Language current) {
    return text.length() > LONGEST
        ? understanding.understand(text, current)
        : known.computeIfAbsent(new Heard(text, current), heard -> understanding.understand(heard.text(), current));
  }
}
