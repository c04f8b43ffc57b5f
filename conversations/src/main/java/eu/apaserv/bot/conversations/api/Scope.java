package eu.apaserv.bot.conversations.api;

import java.util.Optional;
import java.util.stream.Stream;

/** What a token may be used for. */
public enum Scope {
  /** Reading the readings customers sent. */
  READINGS_READ("readings:read");

  private final String code;

  Scope(String code) {
    this.code = code;
  }

  /** As an operator writes it, for example {@code readings:read}. */
  public String code() {
    return code;
  }

  public static Optional<Scope> of(String code) {
    return Stream.of(values()).filter(scope -> scope.code.equals(code)).findFirst();
  }

  @Override
  public String toString() {
    return code;
  }
}
