package eu.apaserv.bot.docker;

import java.util.List;

/** Settings that are wrong; the message is one line that names each and says what would be right. */
public final class SettingsException extends RuntimeException {
  private final List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each. */
  public List<String> problems() {
    return problems;
  }
}
